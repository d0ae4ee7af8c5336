import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutRuns } from './runs.js';

const events = fc
  .array(fc.record({ type: fc.constantFrom('a', 'b', 'c'), stream: fc.constantFrom('s', 't', 'u', 'v') }), { maxLength: 60 })
  .map((drawn) => drawn.map((event, ordinal) => ({ ...event, ordinal })));

describe('cutting a batch into runs of one type', () => {
  it('keeps every event once', () => {
    fc.assert(
      fc.property(events, (batch) => {
        const ordinals = cutRuns(batch).flatMap((run) => run.events.map((event) => event.ordinal));
        expect(ordinals.toSorted((a, b) => a - b)).toEqual(batch.map((event) => event.ordinal));
      }),
    );
  });

  it('never changes the order within a stream', () => {
    fc.assert(
      fc.property(events, (batch) => {
        const handled = cutRuns(batch).flatMap((run) => run.events);
        for (const stream of new Set(batch.map((event) => event.stream))) {
          const ofStream = (list: typeof batch) => list.filter((event) => event.stream === stream).map((event) => event.ordinal);
          expect(ofStream(handled)).toEqual(ofStream(batch));
        }
      }),
    );
  });

  it('puts one type into a run', () => {
    fc.assert(
      fc.property(events, (batch) => {
        for (const run of cutRuns(batch)) expect(run.events.every((event) => event.type === run.type)).toBe(true);
      }),
    );
  });

  it('needs one run per type where no stream carries two types', () => {
    fc.assert(
      fc.property(events, (batch) => {
        const apart = batch.map((event) => ({ ...event, stream: `${event.stream}/${event.type}` }));
        expect(cutRuns(apart)).toHaveLength(new Set(apart.map((event) => event.type)).size);
      }),
    );
  });

  it('cuts only where a stream changes its type', () => {
    const of = (type: string, stream: string) => ({ type, stream });
    const runs = cutRuns([of('a', 's'), of('b', 's'), of('a', 't'), of('b', 't'), of('a', 's'), of('a', 'u')]);
    expect(runs.map((run) => [run.type, run.events.map((event) => event.stream).join('')])).toEqual([
      ['a', 'stu'],
      ['b', 'st'],
      ['a', 's'],
    ]);
  });
});
