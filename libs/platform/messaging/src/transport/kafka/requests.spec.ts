import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partitionOfKey } from './partitioner.js';
import { requestsOf } from './requests.js';

const KIB = 1024;
const record = (key: string, kib: number): { key: string; headers: Record<string, string>; value: string } => ({
  key,
  headers: {},
  value: 'x'.repeat(kib * KIB),
});

describe('the requests that records go out in', () => {
  it('keep all records in their order, within the limits of a broker', () => {
    const drawn = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), kib: fc.integer({ min: 0, max: 900 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 4 }), (sizes, partitions) => {
        const records = sizes.map(({ key, kib }) => record(key, kib));
        const requests = [...requestsOf(records, partitions)];
        expect(requests.flat()).toEqual(records);
        for (const request of requests) {
          const ofPartition = Map.groupBy(request, ({ key }) => partitionOfKey(key, partitions));
          for (const together of ofPartition.values()) {
            const bytes = together.reduce((sum, { value }) => sum + value.length, 0);
            // One that is alone too large is for the broker to refuse.
            if (together.length > 1) expect(bytes).toBeLessThan(1000 * KIB);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are no more than needed: what is large only over all partitions goes at once', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);
    const records = keys.map((key) => record(key, 40));
    expect([...requestsOf(records, 8)]).toHaveLength(1);
    expect([...requestsOf(records, 1)].length).toBeGreaterThan(2);
  });
});
