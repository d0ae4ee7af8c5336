import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StartQueue } from './start-queue.js';

describe('the queue of operations that wait', () => {
  it('gives them by start, and by priority where starts are equal, also when some come back later', () => {
    const waiting = fc.array(fc.record({ start: fc.nat(6), priority: fc.nat(6), delay: fc.nat(4) }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(waiting, (operations) => {
        const queue = new StartQueue(operations.length);
        queue.clear(Float64Array.from(operations, ({ priority }) => priority));
        for (const [v, { start }] of operations.entries()) queue.push(v, start);
        const delayed = new Set<number>();
        const given: (readonly [start: number, priority: number])[] = [];
        while (given.length < operations.length) {
          const start = queue.takeSoonest();
          for (const v of queue.taken) {
            if (!delayed.has(v) && operations[v]!.delay > 0) {
              delayed.add(v);
              queue.push(v, start + operations[v]!.delay);
            } else given.push([start, operations[v]!.priority]);
          }
        }
        const expected = operations
          .map(({ start, delay, priority }) => [start + delay, priority] as const)
          .sort(([a, p], [b, q]) => a - b || q - p);
        expect(given).toEqual(expected);
      }),
    );
  });
});
