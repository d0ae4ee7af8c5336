import { describe, expect, it } from '@jest/globals';
import { formatTraceparent, nextTraceparent, parseTraceparent } from './traceparent.js';

const header = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a traceparent', () => {
  it('survives reading and writing', () => {
    const context = parseTraceparent(header);
    expect(context).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 });
    expect(context === null ? '' : formatTraceparent(context)).toBe(header);
  });

  it.each([
    undefined,
    '',
    'x',
    header.toUpperCase(),
    `ff${header.slice(2)}`,
    header.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)),
  ])('that is not valid (%s) is ignored', (text) => expect(parseTraceparent(text)).toBeNull());

  it('is handed on as a new step of the same trace', () => {
    const next = parseTraceparent(nextTraceparent(header));
    expect(next?.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(next?.spanId).not.toBe('00f067aa0ba902b7');
  });

  it('begins a new trace where none came in', () => {
    expect(parseTraceparent(nextTraceparent())).not.toBeNull();
    expect(nextTraceparent('garbage')).not.toBe(nextTraceparent('garbage'));
  });
});
