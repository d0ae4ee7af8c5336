import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { allEvents } from '@gewerk/contracts';
import { eventDocuments } from '../generate/events.js';

describe('the documents of the events', () => {
  const documents = eventDocuments({ of: () => [] });

  it('are an AsyncAPI 3 document that its own parser accepts', async () => {
    const { document, diagnostics } = await new Parser().parse(documents.get('docs/events/asyncapi.yaml') ?? '');
    const errors = diagnostics.filter(({ severity }) => Number(severity) === 0).map(({ message, path }) => `${path.join('.')}: ${message}`);
    expect(errors).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(document?.allMessages().length).toBe(allEvents.length);
  });

  it('hold one JSON Schema per event', () => {
    const schemas = [...documents.keys()].filter((file) => file.startsWith('docs/events/schemas/'));
    expect(schemas).toEqual(allEvents.map(({ type }) => `docs/events/schemas/${type}.json`));
  });

  it('are the same at every generation', () => {
    expect([...eventDocuments({ of: () => [] })]).toEqual([...documents]);
  });
});
