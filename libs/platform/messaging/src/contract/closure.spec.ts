import { describe, expect, it } from '@jest/globals';
import { refusalWhenConsuming, refusalWhenPublishing } from './validation.js';

const contract = (schema: object) => ({
  type: 'test.v1',
  topic: { name: 't', kind: 'fact' as const, partitions: 1 },
  schema,
  keyOf: () => 'k',
});

const text = { type: 'string' };

describe('an event is closed when published and open when consumed', () => {
  it.each<[string, object, unknown, unknown]>([
    ['at the top', { type: 'object', properties: { a: text } }, { a: '' }, { a: '', more: 1 }],
    [
      'in a nested object',
      { type: 'object', properties: { a: { type: 'object', properties: { b: text } } } },
      { a: { b: '' } },
      { a: { b: '', c: 1 } },
    ],
    ['in the items of an array', { type: 'array', items: { type: 'object', properties: { a: text } } }, [{ a: '' }], [{ a: '', b: 1 }]],
    [
      'in a tuple',
      { type: 'array', items: [{ type: 'object', properties: { a: text } }], additionalItems: false },
      [{ a: '' }],
      [{ a: '', b: 1 }],
    ],
    ['in a branch of a union', { anyOf: [{ type: 'object', properties: { a: text } }, { type: 'null' }] }, { a: '' }, { a: '', b: 1 }],
    [
      'in an intersection as a whole',
      {
        allOf: [
          { type: 'object', properties: { a: text } },
          { type: 'object', properties: { b: text } },
        ],
      },
      { a: '', b: '' },
      { a: '', b: '', c: 1 },
    ],
    [
      'in the values of a record',
      { type: 'object', patternProperties: { '^.*$': { type: 'object', properties: { a: text } } } },
      { any: { a: '' } },
      { any: { a: '', b: 1 } },
    ],
    ['where the schema shuts itself', { type: 'object', additionalProperties: false, properties: { a: text } }, { a: '' }, { a: '', b: 1 }],
  ])('%s', (_where, schema, known, withMore) => {
    const event = contract(schema);
    expect(refusalWhenPublishing(event, known)).toBeNull();
    expect(refusalWhenPublishing(event, withMore)).toMatch(/must NOT have (additional|unevaluated) properties/);
    expect(refusalWhenConsuming(event, withMore)).toBeNull();
  });

  it('leaves a schema that allows further members its word', () => {
    const event = contract({ type: 'object', properties: { a: text }, additionalProperties: { type: 'number' } });
    expect(refusalWhenPublishing(event, { a: '', b: 1 })).toBeNull();
    expect(refusalWhenPublishing(event, { a: '', b: 'x' })).toMatch('/b must be number');
  });

  it('does not mistake a constant or a default for a schema', () => {
    const event = contract({ type: 'object', properties: { a: { const: { properties: { b: 1 } } } } });
    expect(refusalWhenPublishing(event, { a: { properties: { b: 1 } } })).toBeNull();
  });

  it('checks formats, and names the field', () => {
    const event = contract({ type: 'object', properties: { at: { type: 'string', format: 'date-time' } } });
    expect(refusalWhenConsuming(event, { at: '2025-02-29T00:00:00Z' })).toMatch('/at must match format "date-time"');
    expect(refusalWhenConsuming(event, { at: '2024-02-29T00:00:00Z' })).toBeNull();
  });
});
