import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundMakespan } from '../bounds/shop-bound.js';
import { checkShopSchedule } from '../check/check-shop-schedule.js';
import { compileShop, type FlexibleShop } from '../shop/flexible-shop.js';
import { DisjunctiveGraph } from './disjunctive-graph.js';
import { RandomSource } from './random-source.js';
import { scheduleOf, ShopSearch } from './shop-search.js';
import { Dispatcher } from './starts.js';
import { TabuSearch } from './tabu-search.js';

/** Shops of precedence graphs: an operation may come after any earlier one of its job. */
function shops(jobsMax: number, operationsMax: number): fc.Arbitrary<FlexibleShop> {
  const operation = fc.record({
    durations: fc
      .array(fc.option(fc.integer({ min: 1, max: 9 })), { minLength: 3, maxLength: 3 })
      .filter((row) => row.some((d) => d !== null)),
    before: fc.array(fc.nat(operationsMax - 1), { maxLength: 2 }),
    chained: fc.boolean(),
  });
  return fc.array(fc.array(operation, { minLength: 1, maxLength: operationsMax }), { minLength: 1, maxLength: jobsMax }).map((jobs) => {
    const operations = jobs.flatMap((job, index) => {
      const first = jobs.slice(0, index).reduce((sum, { length }) => sum + length, 0);
      return job.map(({ durations, before, chained }, number) => ({
        job: index,
        number,
        options: durations.flatMap((duration, machine) => (duration === null ? [] : [{ machine, duration }])),
        after: [...new Set([...before.filter((b) => b < number), ...(chained && number > 0 ? [number - 1] : [])])].map((b) => first + b),
      }));
    });
    return { jobs: jobs.length, machines: 3, firstMachine: 0, operations };
  });
}

/** The best makespan of all orders and machines: every active schedule is met by some order. */
function bruteForce(shop: FlexibleShop): number {
  const n = shop.operations.length;
  const end = new Array<number>(n).fill(-1);
  const free = new Array<number>(shop.machines).fill(0);
  let best = Number.POSITIVE_INFINITY;
  const extend = (done: number, latest: number): void => {
    if (latest >= best) return;
    if (done === n) {
      best = latest;
      return;
    }
    for (const [v, { after, options }] of shop.operations.entries()) {
      if (end[v]! >= 0 || after.some((before) => end[before]! < 0)) continue;
      const ready = Math.max(0, ...after.map((before) => end[before]!));
      for (const { machine, duration } of options) {
        const was = free[machine]!;
        end[v] = Math.max(ready, was) + duration;
        free[machine] = end[v]!;
        extend(done + 1, Math.max(latest, end[v]!));
        free[machine] = was;
        end[v] = -1;
      }
    }
  };
  extend(0, 0);
  return best;
}

describe('the search over shops', () => {
  it('finds the best schedule of nearly all tiny shops, and neither it nor the bound claims more', () => {
    const tiny = shops(3, 3).filter(({ operations }) => operations.length <= 6);
    const gaps = fc.sample(tiny, 50).map((shop, seed) => {
      const optimum = bruteForce(shop);
      const search = new ShopSearch(shop, seed);
      search.step(6000);
      const check = checkShopSchedule(shop, scheduleOf(shop, search.exportBest()));
      expect(check).toEqual({ makespan: search.makespan, violations: [] });
      expect(search.bound.value).toBeLessThanOrEqual(optimum);
      return search.makespan - optimum;
    });
    expect(Math.min(...gaps)).toBe(0);
    expect(gaps.filter((gap) => gap > 0).length).toBeLessThanOrEqual(2);
  });

  it('keeps every schedule valid and its bound below it in larger shops', () => {
    fc.assert(
      fc.property(shops(8, 8), fc.nat(1000), (shop, seed) => {
        const search = new ShopSearch(shop, seed);
        search.step(3000);
        const { violations, makespan } = checkShopSchedule(shop, scheduleOf(shop, search.exportBest()));
        expect(violations).toEqual([]);
        expect(makespan).toBe(search.makespan);
        expect(makespan).toBeGreaterThanOrEqual(boundMakespan(compileShop(shop)).value);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps heads, tails and order after every move as if computed from scratch', () => {
    fc.assert(
      fc.property(shops(6, 6), fc.nat(1000), (shop, seed) => {
        const compiled = compileShop(shop);
        const n = compiled.operationCount;
        const random = new RandomSource(seed);
        const tabu = new TabuSearch(compiled, random);
        const start = { option: new Int32Array(n), order: new Int32Array(n) };
        new Dispatcher(compiled, random).dispatchFreely(start, 'random');
        tabu.start(start);
        const fresh = new DisjunctiveGraph(compiled);
        const saved = { option: new Int32Array(n), order: new Int32Array(n) };
        for (let move = 0; move < 40 && tabu.iterate(); move += 1) {
          tabu.graph.save(saved);
          fresh.load(saved);
          expect(tabu.graph.makespan).toBe(fresh.makespan);
          expect(tabu.graph.head).toEqual(fresh.head);
          expect(tabu.graph.tail.subarray(0, n)).toEqual(fresh.tail.subarray(0, n));
          expect(tabu.graph.place.subarray(0, n)).toEqual(fresh.place.subarray(0, n));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same schedule for the same seed and iterations, however they are cut into steps', () => {
    const [shop] = fc.sample(
      shops(8, 8).filter(({ operations }) => operations.length > 30),
      { numRuns: 1, seed: 7 },
    );
    const once = new ShopSearch(shop!, 5);
    once.step(9000);
    const inSteps = new ShopSearch(shop!, 5);
    for (let i = 0; i < 90; i += 1) inSteps.step(100);
    expect(inSteps.exportBest()).toEqual(once.exportBest());
  });

  it('takes in a better schedule of another search', () => {
    const [shop] = fc.sample(
      shops(8, 8).filter(({ operations }) => operations.length > 40),
      { numRuns: 1, seed: 11 },
    );
    const ahead = new ShopSearch(shop!, 1);
    ahead.step(30_000);
    const behind = new ShopSearch(shop!, 2);
    behind.importElite(ahead.exportBest());
    behind.step(10_000);
    expect(behind.makespan).toBeLessThanOrEqual(ahead.makespan);
  });

  it('refuses durations that cannot be added up', () => {
    const operation = { job: 0, options: [{ machine: 0, duration: 400_000_000 }], after: [] };
    const shop: FlexibleShop = { jobs: 1, machines: 1, firstMachine: 0, operations: [0, 1].map((number) => ({ ...operation, number })) };
    expect(() => new ShopSearch(shop, 1)).toThrow('use a coarser unit of time');
  });
});
