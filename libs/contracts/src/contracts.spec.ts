import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { allEvents, allTopics } from './index.js';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);

describe('the contracts', () => {
  it('name each event by its publisher, a past-tense fact and a version, once', () => {
    const types = allEvents.map((event) => event.type);
    expect(new Set(types).size).toBe(types.length);
    for (const event of allEvents) {
      expect(event.type).toMatch(/^[a-z]+\.[a-z-]+\.v[1-9]\d*$/);
      expect(event.topic.name).toMatch(/^[a-z]+\.[a-z-]+$/);
      expect(event.type.split('.')[0]).toBe(event.topic.name.split('.')[0]);
    }
  });

  it('give state topics one type each, and every topic twelve partitions for ever', () => {
    for (const topic of allTopics) {
      expect(topic.partitions).toBe(12);
      const types = allEvents.filter((event) => event.topic === topic);
      if (topic.kind === 'state') expect(types).toHaveLength(1);
    }
  });

  it('keep an example of every published version, which still fits its schema and has a key', () => {
    for (const event of allEvents) {
      const file = path.join(EXAMPLES, `${event.type}.json`);
      expect([event.type, existsSync(file)]).toEqual([event.type, true]);
      const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
      const validate = ajv.compile(event.schema);
      expect([event.type, validate(data), validate.errors ?? null]).toEqual([event.type, true, null]);
      expect(event.keyOf(data)).not.toBe('undefined');
    }
  });

  it('have no example of an event that nobody publishes', () => {
    const published = new Set(allEvents.map((event) => `${event.type}.json`));
    expect(readdirSync(EXAMPLES).filter((file) => !published.has(file))).toEqual([]);
  });
});
