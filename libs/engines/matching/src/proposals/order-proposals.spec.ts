import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OpenOrder, proposeOrders } from './order-proposals.js';

const O1: OpenOrder = { order: 'O1', fit: 0.85, freeHours: 40, neededHours: 34, marginIndex: 0.6, fairnessKey: 0.5 };
const O2: OpenOrder = { order: 'O2', fit: 0.7, freeHours: 40, neededHours: 20, marginIndex: 0.8, fairnessKey: 0.9 };
const O3: OpenOrder = { order: 'O3', fit: 0.92, freeHours: 40, neededHours: 90, marginIndex: 0.7, fairnessKey: 0.5 };

describe('order proposals to a firm (methods 7.7)', () => {
  it('give the worked scores: O2 before O1 before O3', () => {
    const proposals = proposeOrders([O1, O2, O3], 0);
    expect(proposals.map(({ order }) => order)).toEqual(['O2', 'O1', 'O3']);
    [0.816194, 0.762506, 0.662727].forEach((score, i) => expect(proposals[i]?.score).toBeCloseTo(score, 6));
  });

  it('are at most five together with those that wait for an answer, and none for a firm without free hours', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...O1, order: `N${i}` }));
    expect(proposeOrders(many, 0)).toHaveLength(5);
    expect(proposeOrders(many, 4)).toHaveLength(1);
    expect(proposeOrders(many, 7)).toHaveLength(0);
    expect(proposeOrders([{ ...O1, freeHours: 0 }], 0)).toEqual([]);
  });

  it('explain their score and do not depend on the order of the input', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const orders = fc.array(
      fc.record({
        fit: share,
        freeHours: fc.integer({ min: 1, max: 80 }),
        neededHours: fc.integer({ min: 0, max: 80 }),
        marginIndex: share,
        fairnessKey: share,
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(orders, (list) => {
        const open = list.map((entry, i) => ({ ...entry, order: `N${i}` }));
        const proposals = proposeOrders(open, 0);
        expect(proposeOrders([...open].reverse(), 0)).toEqual(proposals);
        for (const { score, losses } of proposals) {
          expect(Object.values(losses).reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(-Math.log(score), 9);
        }
      }),
    );
  });
});
