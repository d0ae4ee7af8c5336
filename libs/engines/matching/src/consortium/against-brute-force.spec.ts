import { describe, expect, it } from '@jest/globals';
import type { AnswerPlan, ConsortiumAnswer } from './answer/answer.js';
import type { ConsortiumInstance } from './instance/instance.js';
import { compareRepresentatives } from './answer/plan-comparison.js';
import { readInstance } from './instance/read-instance.js';
import { ConsortiumSearch, solveConsortium } from './solve.js';
import { allNaively, type NaivePlan, naiveProbability } from './testing/naive-solver.js';
import { randomInstance, shuffled } from './testing/random-instance.js';

const SMALL = { operations: 4, firms: 4, candidates: 4 };
const SEEDS = Array.from({ length: 250 }, (_, i) => i + 1);
const keyOf = (plan: { assignment: Readonly<Record<string, string>> }) => JSON.stringify(Object.entries(plan.assignment).sort());

function expectFigures(answer: ConsortiumAnswer, naive: readonly NaivePlan[]): void {
  const byKey = new Map(naive.map((plan) => [keyOf(plan), plan]));
  for (const plan of answer.plans) {
    const expected = byKey.get(keyOf(plan)) as NaivePlan;
    expect(expected.rule).toBeNull();
    for (const id of Object.keys(plan.assignment)) {
      expect(plan.startDay[id]).toBeCloseTo(expected.start[id] as number, 7);
      expect(plan.endDay[id]).toBeCloseTo(expected.end[id] as number, 7);
    }
    expect(plan.priceEur).toBeCloseTo(expected.price, 5);
    expect(plan.arrivalDay).toBeCloseTo(expected.arrival, 7);
    expect(plan.kgCo2e).toBeCloseTo(expected.kg, 7);
    expect(plan.probability).toBeCloseTo(expected.probability, 10);
    expect(plan.suitability).toBeCloseTo(expected.suitability, 10);
    expect(plan.utility).toBeCloseTo(expected.utility, 9);
  }
}

function dominatesClearly(a: NaivePlan, b: NaivePlan): boolean {
  const noWorse =
    a.price <= b.price + 1e-7 && a.arrival <= b.arrival + 1e-7 && a.kg <= b.kg + 1e-7 && a.probability >= b.probability - 1e-10;
  return (
    noWorse && (a.price < b.price - 1e-5 || a.arrival < b.arrival - 1e-5 || a.kg < b.kg - 1e-5 || a.probability > b.probability + 1e-8)
  );
}

/** Without enumeration, the Pareto set included. */
function searchedToTheEnd(instance: ConsortiumInstance): ConsortiumAnswer {
  const search = new ConsortiumSearch(instance, { enumerationMax: 0 });
  while (!search.isDone) search.step(100);
  return search.answer();
}

describe('the solver against a naive brute force on random instances', () => {
  it('the random instances are well-formed and of many kinds', () => {
    const instances = SEEDS.map((seed) => randomInstance(seed, SMALL));
    expect(instances.filter((instance) => readInstance(instance).errors !== undefined)).toEqual([]);
    const rules = new Set(instances.flatMap((instance) => allNaively(instance).map((plan) => plan.rule)));
    expect([...rules].sort()).toEqual(['calendar', 'due-day', 'excluded-pair', 'max-members', 'min-kappa', null].sort());
    expect(instances.filter((instance) => allNaively(instance).some((plan) => plan.rule === null)).length).toBeGreaterThan(60);
  });

  it('finds every feasible plan with its figures, refuses the others by the first rule, and marks the Pareto set', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const answer = solveConsortium(instance);
      const naive = allNaively(instance);
      const feasible = naive.filter((plan) => plan.rule === null);
      expect(answer.feasibleCount).toBe(feasible.length);
      expect(answer.plans.map(keyOf).sort()).toEqual(feasible.map(keyOf).sort());
      expectFigures(answer, naive);
      const refused = naive.filter((plan) => plan.rule !== null);
      expect(answer.refused).toEqual(refused.map(({ assignment, rule }) => ({ assignment, rule })));
      const byKey = new Map(naive.map((plan) => [keyOf(plan), plan]));
      for (const plan of answer.plans) {
        const isDominated = feasible.some((other) => dominatesClearly(other, byKey.get(keyOf(plan)) as NaivePlan));
        expect(plan.pareto).toBe(!isDominated);
      }
    }
  });

  it('recommends the best utility, breaks ties by price and names the right representatives', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const { plans, representatives, utilityBound, gap, proven } = solveConsortium(instance);
      expect(proven).toBe(true);
      if (representatives === null) {
        expect([plans.length, utilityBound, gap]).toEqual([0, null, null]);
        continue;
      }
      for (let i = 1; i < plans.length; i += 1) expect(plans[i - 1]?.utility).toBeGreaterThanOrEqual((plans[i]?.utility ?? 0) - 1e-9);
      expect(plans[representatives.recommended]?.utility).toBeCloseTo(utilityBound as number, 9);
      expect(plans[representatives.cheapest]?.priceEur).toBe(Math.min(...plans.map((plan) => plan.priceEur)));
      expect(plans[representatives.fastest]?.arrivalDay).toBe(Math.min(...plans.map((plan) => plan.arrivalDay)));
      expect(plans[representatives.greenest]?.kgCo2e).toBe(Math.min(...plans.map((plan) => plan.kgCo2e)));
      expect(plans[representatives.safest]?.probability).toBe(Math.max(...plans.map((plan) => plan.probability)));
    }
  });

  it('finds the cheapest standby of the recommended plan', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const answer = solveConsortium(instance);
      const plan = answer.plans[0];
      const required = instance.order.requiredProbability;
      if (plan === undefined || required === undefined) {
        expect([answer.standby, answer.probabilityWithStandby]).toEqual([null, null]);
        continue;
      }
      const options = instance.candidates.filter((c) => c.standbyFeeEur !== undefined && plan.assignment[c.operation] !== c.firm);
      let cheapest = Number.POSITIVE_INFINITY;
      let best = 0;
      for (let mask = 0; mask < 2 ** options.length; mask += 1) {
        const set = options.filter((_, i) => (mask >> i) & 1);
        const providers = Object.entries(plan.assignment).map(([id, firm]) => [
          id,
          [firm, ...set.filter((option) => option.operation === id).map((option) => option.firm)],
        ]);
        const probability = naiveProbability(instance, Object.fromEntries(providers));
        best = Math.max(best, probability);
        const fee = set.reduce((sum, option) => sum + (option.standbyFeeEur ?? 0), 0);
        if (probability >= required - 1e-9) cheapest = Math.min(cheapest, fee);
      }
      const fee = (answer.standby ?? []).reduce((sum, standby) => sum + standby.feeEur, 0);
      if (cheapest < Number.POSITIVE_INFINITY) {
        expect(fee).toBeCloseTo(cheapest, 9);
        expect(answer.probabilityWithStandby).toBeGreaterThanOrEqual(required - 1e-9);
      } else {
        expect(answer.probabilityWithStandby).toBeCloseTo(best, 9);
      }
    }
  }, 60_000);

  it('offers for an infeasible instance exactly the smallest change of each rule that helps', () => {
    let infeasible = 0;
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const { relaxations, feasibleCount } = solveConsortium(instance);
      if (feasibleCount !== 0) {
        expect(relaxations).toEqual([]);
        continue;
      }
      infeasible += 1;
      const { order } = instance;
      const naiveWith = (change: Partial<ConsortiumInstance['order']>) =>
        allNaively({ ...instance, order: { ...order, ...change } }).filter((plan) => plan.rule === null);
      const expected = [
        { rule: 'due-day', from: order.dueDay, to: Math.min(...naiveWith({ dueDay: 1e9 }).map((plan) => plan.arrival)) },
        { rule: 'max-members', from: order.maxMembers, to: Math.min(...naiveWith({ maxMembers: 99 }).map((plan) => plan.members)) },
        { rule: 'min-kappa', from: order.minKappa, to: Math.max(...naiveWith({ minKappa: 0 }).map((plan) => plan.kappa)) },
      ].filter(({ to }) => Number.isFinite(to));
      expect(relaxations.map(({ rule }) => rule)).toEqual(expected.map(({ rule }) => rule));
      for (const [i, { to }] of relaxations.entries()) expect(to).toBeCloseTo(expected[i]?.to as number, 7);
    }
    expect(infeasible).toBeGreaterThan(20);
  });

  it('gives equal answers whatever the order of the lists', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      expect(solveConsortium(shuffled(instance, seed + 1000))).toEqual(solveConsortium(instance));
    }
  });

  it('the search with bounds recommends the same plan and proves it', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const whole = solveConsortium(instance);
      const searched = solveConsortium(instance, { enumerationMax: 0 });
      expect(searched.proven).toBe(true);
      expect(searched.plans[0]).toEqual(whole.plans[0] === undefined ? undefined : { ...whole.plans[0], pareto: expect.any(Boolean) });
      expect(searched.utilityBound).toBe(whole.utilityBound);
      expect(searched.relaxations).toEqual(whole.relaxations);
      if (allNaively(instance).length > 0)
        expect([searched.refused, searched.feasibleCount]).toEqual([null, whole.plans.length === 0 ? 0 : null]);
      for (const name of ['cheapest', 'fastest', 'greenest', 'safest'] as const) {
        const field = ({ cheapest: 'priceEur', fastest: 'arrivalDay', greenest: 'kgCo2e', safest: 'probability' } as const)[name];
        const [a, b] = [whole, searched].map((answer) => answer.plans[answer.representatives?.[name] ?? -1]);
        expect([a?.[field], a?.priceEur]).toEqual([b?.[field], b?.priceEur]);
      }
    }
  });

  it('the search with bounds stays right where plans lie below the floor of a value function', () => {
    const tight = [
      { price: [300, 1500], arrival: [2, 9], co2: [0, 60], probability: [0.6, 0.95] },
      { price: [100, 200], arrival: [1, 25], co2: [0, 20], probability: [0.3, 0.95] },
      { price: [400, 2500], arrival: [1, 2], co2: [0, 300], probability: [0.9, 0.99] },
    ] as const;
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const anchors = tight[seed % 3] as (typeof tight)[number];
      const floored = { ...instance, order: { ...instance.order, anchors } };
      const whole = solveConsortium(floored);
      const searched = solveConsortium(floored, { enumerationMax: 0 });
      expect(searched.plans[0]?.assignment).toEqual(whole.plans[0]?.assignment);
      expect(searched.utilityBound).toBe(whole.utilityBound);
    }
  });

  it('the search with bounds equals enumeration on wider networks, with every representative', () => {
    const instances = Array.from({ length: 400 }, (_, seed) =>
      randomInstance(seed + 5000, { operations: 6, firms: 7, candidates: 7 }),
    ).filter((instance) => instance.operations.length >= 5);
    let feasible = 0;
    for (const given of instances) {
      const instance = { ...given, order: { ...given.order, dueDay: given.order.dueDay + 6 } };
      const whole = solveConsortium(instance);
      const searched = solveConsortium(instance, { enumerationMax: 0 });
      expect(searched.proven).toBe(true);
      expect(searched.plans[0]?.assignment).toEqual(whole.plans[0]?.assignment);
      expect(searched.utilityBound).toBe(whole.utilityBound);
      if (whole.plans.length > 0) feasible += 1;
      for (const name of ['cheapest', 'fastest', 'greenest', 'safest'] as const) {
        const [a, b] = [whole, searched].map((answer) => answer.plans[answer.representatives?.[name] ?? -1]);
        expect([b?.priceEur, b?.arrivalDay]).toEqual([a?.priceEur, a?.arrivalDay]);
      }
    }
    expect(feasible).toBeGreaterThan(40);
  }, 120_000);

  it('the search with bounds completes the Pareto set that enumeration finds', () => {
    const front = (answer: ConsortiumAnswer) =>
      answer.plans
        .filter((plan) => plan.pareto)
        .map(keyOf)
        .sort();
    const wide = Array.from({ length: 150 }, (_, seed) => randomInstance(seed + 9000, { operations: 6, firms: 7, candidates: 7 }));
    const given = [...SEEDS.map((seed) => randomInstance(seed, SMALL)), ...wide];
    const instances = given.flatMap((instance) => [instance, { ...instance, order: { ...instance.order, dueDay: 30, minKappa: 0 } }]);
    let largest = 0;
    for (const instance of instances) {
      const whole = solveConsortium(instance);
      const searched = searchedToTheEnd(instance);
      expect(searched.paretoComplete).toBe(true);
      expect(front(searched)).toEqual(front(whole));
      largest = Math.max(largest, front(whole).length);
    }
    expect(largest).toBeGreaterThan(20);
  }, 120_000);

  it('the search with bounds stays right where anchors say that more is better', () => {
    for (const seed of SEEDS.slice(0, 80)) {
      const instance = randomInstance(seed, SMALL);
      const anchors = { price: [4000, 400], arrival: [25, 2], co2: [300, 0], probability: [0.95, 0.3] } as const;
      const inverted = { ...instance, order: { ...instance.order, anchors } };
      const whole = solveConsortium(inverted);
      const searched = solveConsortium(inverted, { enumerationMax: 0 });
      expect(searched.plans[0]?.assignment).toEqual(whole.plans[0]?.assignment);
      expect(searched.utilityBound).toBe(whole.utilityBound);
    }
  });

  it('can be advanced in small steps and asked at any time, to the same end', () => {
    const instance = randomInstance(3, SMALL);
    const search = new ConsortiumSearch(instance, { enumerationMax: 0 });
    let former = Number.POSITIVE_INFINITY;
    for (let steps = 0; !search.isDone && steps < 10_000; steps += 1) {
      const bound = search.answer().utilityBound ?? 0;
      expect(bound).toBeLessThanOrEqual(former);
      former = bound;
      search.step(1);
    }
    expect(search.isDone).toBe(true);
    expect(search.answer()).toEqual(searchedToTheEnd(instance));
  });

  it('a stopped search says an honest bound', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const best = solveConsortium(instance).plans[0];
      const stopped = solveConsortium(instance, { enumerationMax: 0, nodesMax: 1 + (seed % 12) });
      if (best === undefined) continue;
      expect(stopped.utilityBound).toBeGreaterThanOrEqual(best.utility - 1e-9);
      expect(stopped.gap).toBeCloseTo(
        ((stopped.utilityBound as number) - (stopped.plans[0]?.utility ?? 0)) / (stopped.utilityBound as number),
        9,
      );
      if (stopped.proven) expect(stopped.plans[0]?.utility).toBeCloseTo(best.utility, 8);
      else expect([stopped.feasibleCount, stopped.refused, stopped.paretoComplete]).toEqual([null, null, false]);
    }
  });

  it('above a thousand feasible plans shows the Pareto set and the representatives of all of them', () => {
    const isLarge = (instance: ConsortiumInstance) => {
      const count = instance.operations.reduce(
        (product, { id }) => product * instance.candidates.filter((candidate) => candidate.operation === id).length,
        1,
      );
      return count > 4500 && count < 12_000;
    };
    const instances = Array.from({ length: 4000 }, (_, seed) => randomInstance(seed, { operations: 5, firms: 7, candidates: 7 }))
      .filter(isLarge)
      .map((instance) => ({ ...instance, order: { ...instance.order, dueDay: 60, maxMembers: 6, minKappa: 0 }, excludedPairs: [] }))
      .filter((instance) => instance.candidates.every((candidate) => candidate.durationDays !== undefined))
      .slice(0, 2);
    expect(instances).toHaveLength(2);
    for (const instance of instances) {
      const answer = solveConsortium(instance);
      const naive = allNaively(instance).filter((plan) => plan.rule === null);
      expect(answer.feasibleCount).toBe(naive.length);
      expectFigures(answer, naive);
      const front = naive.filter((plan) => !naive.some((other) => dominatesClearly(other, plan)));
      expect(
        answer.plans
          .filter((plan) => plan.pareto)
          .map(keyOf)
          .sort(),
      ).toEqual(front.map(keyOf).sort());
      const shown = new Set(Object.values(answer.representatives ?? {}).map((index) => keyOf(answer.plans[index] as AnswerPlan)));
      expect(answer.plans.filter((plan) => !plan.pareto && !shown.has(keyOf(plan)))).toEqual([]);
      expect(answer.plans[0]?.utility).toBeCloseTo(Math.max(...naive.map((plan) => plan.utility)), 9);
      expect(solveConsortium(shuffled(instance, 7))).toEqual(answer);
    }
  }, 60_000);

  it('the effects of a comparison sum to the log ratio of the utilities', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const instance = randomInstance(seed, SMALL);
      const answer = solveConsortium(instance);
      for (const comparison of compareRepresentatives(instance.order, answer)) {
        const sum = comparison.differences.reduce((total, { effect }) => total + effect, 0);
        const [plan, best] = [answer.plans[comparison.plan], answer.plans[0]];
        expect(sum).toBeCloseTo(Math.log((plan?.utility ?? 0) / (best?.utility ?? 1)), 8);
        if (comparison.isRecommended) expect(comparison.differences).toEqual([]);
      }
    }
  });
});
