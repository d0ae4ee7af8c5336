import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ConsortiumInstance } from '../consortium/instance/instance.js';
import { solveConsortium } from '../consortium/solve.js';
import { choiceShares, reinforced } from './pheromone.js';
import { type Placement, type PlacementCase, placeOrder } from './place-order.js';
import { PLACEMENT_POLICY } from './policy.js';
import { pullProbability, pullThreshold, stimulusAt } from './pull.js';
import { decidePlacement, recomputePlacement } from './record.js';
import { clusterOrder } from './testing/cluster-orders.js';

const GOLDEN = new URL('../../../golden/o-100/instance.json', import.meta.url);
const O_100 = JSON.parse(readFileSync(GOLDEN, 'utf8')) as ConsortiumInstance;
const placementOf = (instance: ConsortiumInstance, change: Partial<PlacementCase> = {}): PlacementCase => ({
  ...{ instance, urgency: 6, pheromones: [], seed: 1 },
  ...change,
});

describe('worked numbers of methods 9.4', () => {
  it('a firm takes a task of stimulus 6 with probability 0.692308 at threshold 4 and 0.264706 at threshold 10', () => {
    expect(pullProbability(6, 4)).toBeCloseTo(0.692308, 6);
    expect(pullProbability(6, 10)).toBeCloseTo(0.264706, 6);
  });

  it('three results of 0.9 and of 0.4 raise 0.5 to 0.6952 and lower it to 0.4512', () => {
    const after = (quality: number) => [1, 2, 3].reduce((tau) => reinforced(tau, quality), PLACEMENT_POLICY.pheromone.start);
    expect(after(0.9)).toBeCloseTo(0.6952, 12);
    expect(after(0.4)).toBeCloseTo(0.4512, 12);
  });

  it('firm A with lead time 12 is chosen with probability 0.406455 beside firm B with lead time 8', () => {
    const shares = choiceShares([
      { tau: 0.6952, leadTimeDays: 12 },
      { tau: 0.4512, leadTimeDays: 8 },
    ]);
    expect(shares[0]).toBeCloseTo(0.406455, 6);
    expect((shares[0] as number) + (shares[1] as number)).toBeCloseTo(1, 12);
  });
});

describe('thresholds and pheromone', () => {
  it('pheromone stays within 0.05 and 1, whatever the results', () => {
    const after = (quality: number, start: number) => Array.from({ length: 60 }).reduce<number>((tau) => reinforced(tau, quality), start);
    expect(after(0, 0.5)).toBe(0.05);
    expect(after(1, 0.5)).toBeLessThanOrEqual(1);
    expect(reinforced(1, 1.5)).toBe(1);
  });

  it('the threshold is low for suited and idle firms, and high where either is missing', () => {
    expect(pullThreshold(1, 1)).toBe(1);
    expect(pullThreshold(0, 1)).toBe(10);
    expect(pullThreshold(1, 0)).toBe(10);
    expect(pullThreshold(0.9, 0.8)).toBeLessThan(pullThreshold(0.8, 0.8));
  });

  it('work becomes more urgent while it waits, up to 10, and nothing is taken without urgency', () => {
    expect([0, 3, 9].map((round) => stimulusAt(4, round))).toEqual([4, 7, 10]);
    expect(pullProbability(0, 5)).toBe(0);
  });

  it('more pheromone on a firm places more of the work with it', () => {
    const milledByE = (tau: number) => {
      const firmsOf = (seed: number) => {
        const { answer } = placeOrder(
          placementOf(O_100, { seed, pheromones: [{ operation: operationOf(0), firm: 'E', tau }] }),
          ONE_EXPLORER,
        );
        return answer.plans[0]?.assignment[operationOf(0)];
      };
      return Array.from({ length: 200 }, (_, seed) => firmsOf(seed)).filter((firm) => firm === 'E').length;
    };
    expect(milledByE(1)).toBeGreaterThan(milledByE(0.05) + 20);
  });
});

const ONE_EXPLORER = { ...PLACEMENT_POLICY, explorers: 1 };
const operationOf = (index: number) => O_100.operations[index]?.id as string;

/** Rules of methods 4.2, looked at anew: candidates only, exclusions, compatibility, members, due day. */
function violations({ order, candidates, excludedPairs, kappa }: ConsortiumInstance, { answer }: Placement): string[] {
  return answer.plans.flatMap(({ assignment, arrivalDay }) => {
    const members = [...new Set(Object.values(assignment))];
    const isMember = (...firms: readonly string[]) => firms.every((firm) => members.includes(firm));
    return [
      ...Object.entries(assignment)
        .filter(([operation, firm]) => !candidates.some((one) => one.operation === operation && one.firm === firm))
        .map(([operation, firm]) => `${firm} is knocked out for ${operation}`),
      ...excludedPairs.filter((pair) => isMember(...pair)).map((pair) => `excluded ${pair.join('-')}`),
      ...kappa.filter(({ a, b, value }) => value < (order.minKappa ?? 0.5) && isMember(a, b)).map(({ a, b }) => `kappa ${a}-${b}`),
      ...(members.length > (order.maxMembers ?? 6) ? ['members'] : []),
      ...(arrivalDay > order.dueDay + 1e-9 ? [`arrives ${arrivalDay}`] : []),
    ];
  });
}

describe('placing orders while the optimiser is off (methods 9.4)', () => {
  const orders = Array.from({ length: 100 }, (_, index) => clusterOrder(index + 1));
  const placements = orders.map((instance, index) => placeOrder(placementOf(instance, { seed: index + 1, urgency: 5 })));

  it('places 100 orders, and none violates a knock-out, an exclusion or another rule', () => {
    expect(placements.filter(({ answer }) => answer.plans.length > 0)).toHaveLength(100);
    expect(placements.flatMap((placement, index) => violations(orders[index] as ConsortiumInstance, placement))).toEqual([]);
    const excludedPairs = orders.flatMap((order) => order.excludedPairs);
    expect(excludedPairs.length).toBeGreaterThan(500);
  });

  it('reaches at least 85 % of the mean utility of the optimiser', () => {
    const mean = (utilities: readonly number[]) => utilities.reduce((sum, utility) => sum + utility, 0) / utilities.length;
    const placed = mean(placements.map(({ answer }) => answer.plans[0]?.utility ?? 0));
    const optimal = mean(orders.map((instance) => solveConsortium(instance, { enumerationMax: 1000 }).plans[0]?.utility ?? 0));
    expect(placed / optimal).toBeGreaterThanOrEqual(0.85);
    expect(placed).toBeLessThanOrEqual(optimal);
  });

  it('says of each operation who was asked, who pulled, and how likely the chosen firm was', () => {
    const { answer, steps } = placements[0] as Placement;
    const recommended = steps[0] ?? [];
    expect(Object.fromEntries(recommended.map(({ operation, firm }) => [operation, firm]))).toEqual(answer.plans[0]?.assignment);
    for (const { firm, asked, offers, stimulus } of recommended) {
      expect(offers.map((offer) => offer.firm)).toEqual(asked.filter(({ pulls }) => pulls).map((one) => one.firm));
      expect(offers.map((offer) => offer.firm)).toContain(firm);
      expect(offers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      for (const one of asked) expect(one.pullProbability).toBeCloseTo(pullProbability(stimulus, one.threshold), 12);
    }
  });

  it('names the operation and the rule where no explorer comes home', () => {
    const late = placeOrder(placementOf({ ...O_100, order: { ...O_100.order, dueDay: 9 } }));
    expect(late.answer.plans).toEqual([]);
    expect(late.home).toBe(0);
    expect(late.deadEnds.map(({ rule }) => rule)).toContain('due-day');
    expect(late.answer.reasons[0]).toContain('no plan was placed');
  });
});

describe('decision record of a placement', () => {
  const record = decidePlacement(placementOf(O_100, { pheromones: [{ operation: operationOf(0), firm: 'A', tau: 0.8 }] }));

  it('P19: placed again from storage with its seed it gives the same result to the last digit', () => {
    for (const seed of [1, 2, 3]) {
      const stored = JSON.parse(JSON.stringify(decidePlacement(placementOf(clusterOrder(seed), { seed })))) as typeof record;
      expect(recomputePlacement(stored)).toEqual({ isSame: true, problems: [], differences: [] });
    }
  });

  it('names what was altered: the seed, the result, the engine', () => {
    const other = { ...record, input: { ...record.input, seed: 99 } };
    expect(recomputePlacement(other).problems).toEqual(expect.arrayContaining(['input-altered', 'record-altered']));
    const result = { ...record.result, home: record.result.home - 1 };
    expect(recomputePlacement({ ...record, result })).toMatchObject({
      problems: ['record-altered', 'result-differs'],
      differences: ['/home'],
    });
    expect(recomputePlacement({ ...record, engineVersion: 'placement-0' }).problems).toContain('other-engine');
  });
});
