import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@gewerk/kernel';
import type { AnswerPlan, ConsortiumAnswer } from './answer.js';
import type { ConsortiumInstance, InstanceCandidate, InstanceOperation } from './instance.js';
import { compareRepresentatives } from './plan-comparison.js';
import { readInstance } from './read-instance.js';
import { solveConsortium } from './solve.js';

/** A small random instance with durations, calendars, shared machines and either form of leg days. */
function randomInstance(seed: number, size: { operations: number; firms: number; candidates: number }): ConsortiumInstance {
  const random = seededRandom(seed);
  const pick = (n: number) => Math.floor(random() * n);
  const between = (low: number, high: number, step: number) => low + step * pick(Math.round((high - low) / step) + 1);
  const operationCount = 1 + pick(size.operations);
  const firms = Array.from({ length: 2 + pick(size.firms - 1) }, (_, i) => ({
    id: `F${i}`,
    region: `R${pick(3)}`,
    successProbability: between(0.8, 0.99, 0.01),
  }));
  const operations: InstanceOperation[] = Array.from({ length: operationCount }, (_, i) => ({
    // Ids in the order o9, o8, ...: the topological order differs from the order of ids.
    id: `o${9 - i}`,
    after: Array.from({ length: i }, (_, before) => `o${9 - before}`).filter((_, before) => random() < (before === i - 1 ? 0.7 : 0.2)),
    massAfterTonnes: between(0.1, 2, 0.1),
    valueExponent: 1 / operationCount,
  }));
  const days = 6 + pick(12);
  const calendars = new Map(firms.map((firm) => [firm.id, Array.from({ length: days }, () => Math.max(0, between(-4, 8, 0.5)))]));
  const kind = random();
  const candidates = operations.flatMap((operation) => {
    const able = firms.filter(() => random() < 0.7).slice(0, size.candidates);
    return able.map((firm): InstanceCandidate => {
      const isTimed = kind < 0.3 || (kind < 0.6 && random() < 0.5);
      const hasFee = random() < 0.5;
      const work = isTimed
        ? { durationDays: between(0.5, 4, 0.5) }
        : { hours: between(1, 12, 0.25), freeHoursByDay: calendars.get(firm.id) as number[], ...(random() < 0.6 ? { machine: 'm' } : {}) };
      return {
        operation: operation.id,
        firm: firm.id,
        priceEur: between(100, 1000, 50),
        earliestStartDay: between(0, 4, 0.5),
        suitability: between(0.4, 1, 0.05),
        kgCo2e: between(0, 20, 1),
        ...work,
        ...(hasFee ? { standbyFeeEur: between(5, 60, 5) } : {}),
      };
    });
  });
  const pairs = firms.flatMap((a, i) => firms.slice(i + 1).map((b) => [a.id, b.id] as const));
  return {
    order: {
      pieces: 10,
      dueDay: between(3, 22, 1),
      maxMembers: 1 + pick(4),
      minKappa: 0.5,
      weights: { suit: 0.2, price: 0.25, date: 0.2, rel: 0.2, co2: 0.15 },
      anchors: { price: [400, 4000], arrival: [2, 25], co2: [0, 300], probability: [0.3, 0.95] },
      ...(random() < 0.7 ? { requiredProbability: between(0.6, 0.98, 0.02) } : {}),
    },
    operations,
    firms,
    regions: ['R0', 'R1', 'R2'].map((id) => ({ id, shockProbability: between(0, 0.1, 0.01) })),
    candidates,
    legs: [...pairs, ...firms.map((firm) => [firm.id, 'customer'] as const)].map(([from, to]) => ({ from, to, km: between(10, 1200, 10) })),
    transport: { fixedEur: 40, eurPerKm: 0.5, kgCo2ePerTkm: 0.1, days: random() < 0.5 ? between(0, 2, 0.5) : { upToKm: 300, then: 500 } },
    kappa: pairs.map(([a, b]) => ({ a, b, value: between(0.4, 1, 0.05) })),
    excludedPairs: pairs.filter(() => random() < 0.08),
    coordination: { k0: 50, k1: 60, k2: 200 },
  };
}

interface NaivePlan {
  assignment: Record<string, string>;
  rule: string | null;
  price: number;
  arrival: number;
  kg: number;
  probability: number;
  suitability: number;
  utility: number;
  kappa: number;
  members: number;
}

/** Evaluates one assignment step by step as the format describes it, sharing no code with the solver. */
function evaluateNaively(instance: ConsortiumInstance, assignment: Record<string, string>): NaivePlan {
  const { order, transport, coordination } = instance;
  const members = [...new Set(Object.values(assignment))].sort();
  const pairs = members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b] as [string, string]));
  const kappaOf = (a: string, b: string) => instance.kappa.find((k) => (k.a === a && k.b === b) || (k.a === b && k.b === a))?.value ?? 1;
  const kmOf = (a: string, b: string) => instance.legs.find((l) => (l.from === a && l.to === b) || (l.from === b && l.to === a))?.km ?? 0;
  const daysOf = (km: number) =>
    typeof transport.days === 'number'
      ? transport.days
      : km <= transport.days.upToKm
        ? 1
        : 1 + Math.ceil((km - transport.days.upToKm) / transport.days.then);
  const end: Record<string, number> = {};
  const left = new Map<string, number[]>();
  let isScheduled = true;
  let price = coordination.k0 + coordination.k1 * (members.length - 1);
  let kg = 0;
  let suitability = 1;
  const exchanges = new Set<string>();
  const open = [...instance.operations].sort((a, b) => (a.id < b.id ? -1 : 1));
  while (open.length > 0) {
    const at = open.findIndex((operation) => operation.after.every((id) => end[id] !== undefined));
    const operation = open.splice(at, 1)[0] as InstanceOperation;
    const firm = assignment[operation.id] as string;
    const candidate = instance.candidates.find((c) => c.operation === operation.id && c.firm === firm) as InstanceCandidate;
    let ready = candidate.earliestStartDay;
    for (const id of operation.after) {
      const from = assignment[id] as string;
      const km = from === firm ? 0 : kmOf(from, firm);
      ready = Math.max(ready, (end[id] as number) + (from === firm ? 0 : daysOf(km)));
      if (from === firm) continue;
      exchanges.add([from, firm].sort().join());
      price += transport.fixedEur + km * transport.eurPerKm;
      kg += (instance.operations.find((o) => o.id === id) as InstanceOperation).massAfterTonnes * km * transport.kgCo2ePerTkm;
    }
    if (candidate.durationDays !== undefined) end[operation.id] = ready + candidate.durationDays;
    else {
      const key = candidate.machine === undefined ? `${firm}/${operation.id}` : `${firm}//${candidate.machine}`;
      const free = left.get(key) ?? [...(candidate.freeHoursByDay as number[])];
      left.set(key, free);
      let hours = candidate.hours as number;
      let day = Math.ceil(ready);
      for (; hours > 0 && day < free.length; day += 1) {
        const used = Math.min(hours, free[day] as number);
        hours -= used;
        free[day] = (free[day] as number) - used;
      }
      if (hours > 0) isScheduled = false;
      end[operation.id] = hours > 0 ? Number.POSITIVE_INFINITY : day;
    }
    price += candidate.priceEur;
    kg += candidate.kgCo2e ?? 0;
    suitability *= candidate.suitability ** operation.valueExponent;
  }
  let arrival = 0;
  for (const operation of instance.operations) {
    if (instance.operations.some((other) => other.after.includes(operation.id))) continue;
    const km = kmOf(assignment[operation.id] as string, 'customer');
    arrival = Math.max(arrival, (end[operation.id] as number) + daysOf(km));
    price += transport.fixedEur + km * transport.eurPerKm;
    kg += operation.massAfterTonnes * km * transport.kgCo2ePerTkm;
  }
  for (const [a, b] of pairs) price += coordination.k2 * (exchanges.has([a, b].join()) ? 1 : 0.25) * (1 - kappaOf(a, b));
  const probability = naiveProbability(instance, Object.fromEntries(Object.entries(assignment).map(([id, firm]) => [id, [firm]])));
  const kappa = Math.min(1, ...pairs.map(([a, b]) => kappaOf(a, b)));
  const excluded = instance.excludedPairs.some(([a, b]) => members.includes(a) && members.includes(b));
  const rules: [string, boolean][] = [
    ['max-members', members.length > (order.maxMembers ?? 6)],
    ['excluded-pair', excluded],
    ['min-kappa', kappa < (order.minKappa ?? 0.5)],
    ['calendar', !isScheduled],
    ['due-day', arrival > order.dueDay],
  ];
  const clip = (x: number) => Math.max(0.01, Math.min(1, x));
  const { weights: w, anchors } = order;
  const utility =
    clip(suitability) ** w.suit *
    clip((price - anchors.price[1]) / (anchors.price[0] - anchors.price[1])) ** w.price *
    clip((arrival - anchors.arrival[1]) / (anchors.arrival[0] - anchors.arrival[1])) ** w.date *
    clip((kg - anchors.co2[1]) / (anchors.co2[0] - anchors.co2[1])) ** w.co2 *
    clip((probability - anchors.probability[0]) / (anchors.probability[1] - anchors.probability[0])) ** w.rel;
  const rule = rules.find(([, isBroken]) => isBroken)?.[0] ?? null;
  return { assignment, rule, price, arrival, kg, probability, suitability, utility, kappa, members: members.length };
}

/** Sum over all states of regions and firms. */
function naiveProbability(instance: ConsortiumInstance, providers: Record<string, string[]>): number {
  const firms = instance.firms.filter((firm) => Object.values(providers).some((list) => list.includes(firm.id)));
  let total = 0;
  for (let shocks = 0; shocks < 2 ** instance.regions.length; shocks += 1) {
    const isHit = (region: string) => (shocks >> instance.regions.findIndex((r) => r.id === region)) & 1;
    const pShocks = instance.regions.reduce((p, r) => p * (isHit(r.id) ? r.shockProbability : 1 - r.shockProbability), 1);
    for (let mask = 0; mask < 2 ** firms.length; mask += 1) {
      const works = (id: string) => (mask >> firms.findIndex((firm) => firm.id === id)) & 1;
      const pMask = firms.reduce((p, firm) => {
        const success = isHit(firm.region) ? 0 : firm.successProbability;
        return p * (works(firm.id) ? success : 1 - success);
      }, 1);
      if (Object.values(providers).every((list) => list.some((id) => works(id) === 1))) total += pShocks * pMask;
    }
  }
  return total;
}

function allNaively(instance: ConsortiumInstance): NaivePlan[] {
  let assignments: Record<string, string>[] = [{}];
  for (const operation of [...instance.operations].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const firms = instance.candidates.filter((c) => c.operation === operation.id).map((c) => c.firm);
    firms.sort();
    assignments = assignments.flatMap((assignment) => firms.map((firm) => ({ ...assignment, [operation.id]: firm })));
  }
  return assignments.map((assignment) => evaluateNaively(instance, assignment));
}

function shuffled(instance: ConsortiumInstance, seed: number): ConsortiumInstance {
  const random = seededRandom(seed);
  const shuffle = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  };
  return {
    ...instance,
    operations: shuffle(instance.operations).map((operation) => ({ ...operation, after: shuffle(operation.after) })),
    firms: shuffle(instance.firms),
    regions: shuffle(instance.regions),
    candidates: shuffle(instance.candidates),
    legs: shuffle(instance.legs).map((leg) => (random() < 0.5 ? leg : { ...leg, from: leg.to, to: leg.from })),
    kappa: shuffle(instance.kappa).map((pair) => (random() < 0.5 ? pair : { ...pair, a: pair.b, b: pair.a })),
    excludedPairs: shuffle(instance.excludedPairs),
  };
}

const SMALL = { operations: 4, firms: 4, candidates: 4 };
const SEEDS = Array.from({ length: 250 }, (_, i) => i + 1);
const keyOf = (plan: { assignment: Readonly<Record<string, string>> }) => JSON.stringify(Object.entries(plan.assignment).sort());

function expectFigures(answer: ConsortiumAnswer, naive: readonly NaivePlan[]): void {
  const byKey = new Map(naive.map((plan) => [keyOf(plan), plan]));
  for (const plan of answer.plans) {
    const expected = byKey.get(keyOf(plan)) as NaivePlan;
    expect(expected.rule).toBeNull();
    expect(plan.priceEur).toBeCloseTo(expected.price, 5);
    expect(plan.arrivalDay).toBeCloseTo(expected.arrival, 7);
    expect(plan.kgCo2e).toBeCloseTo(expected.kg, 7);
    expect(plan.probability).toBeCloseTo(expected.probability, 10);
    expect(plan.suitability).toBeCloseTo(expected.suitability, 10);
    expect(plan.utility).toBeCloseTo(expected.utility, 9);
  }
}

function dominatesClearly(a: NaivePlan, b: NaivePlan): boolean {
  const noWorse = a.price <= b.price + 1e-7 && a.arrival <= b.arrival + 1e-7 && a.kg <= b.kg + 1e-7 && a.probability >= b.probability - 1e-10;
  return noWorse && (a.price < b.price - 1e-5 || a.arrival < b.arrival - 1e-5 || a.kg < b.kg - 1e-5 || a.probability > b.probability + 1e-8);
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

  it('branch and bound recommends the same plan and proves it', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const whole = solveConsortium(instance);
      const searched = solveConsortium(instance, { enumerationMax: 0 });
      expect(searched.proven).toBe(true);
      expect(searched.plans[0]).toEqual(whole.plans[0] === undefined ? undefined : { ...whole.plans[0], pareto: expect.any(Boolean) });
      expect(searched.utilityBound).toBe(whole.utilityBound);
      expect(searched.relaxations).toEqual(whole.relaxations);
      if (allNaively(instance).length > 0) expect([searched.refused, searched.feasibleCount]).toEqual([null, whole.plans.length === 0 ? 0 : null]);
      for (const name of ['cheapest', 'fastest', 'greenest', 'safest'] as const) {
        const field = ({ cheapest: 'priceEur', fastest: 'arrivalDay', greenest: 'kgCo2e', safest: 'probability' } as const)[name];
        const [a, b] = [whole, searched].map((answer) => answer.plans[answer.representatives?.[name] ?? -1]);
        expect([a?.[field], a?.priceEur]).toEqual([b?.[field], b?.priceEur]);
      }
    }
  });

  it('a stopped search says an honest bound', () => {
    for (const seed of SEEDS) {
      const instance = randomInstance(seed, SMALL);
      const best = solveConsortium(instance).plans[0];
      const stopped = solveConsortium(instance, { enumerationMax: 0, nodesMax: 1 + (seed % 12) });
      if (best === undefined) continue;
      expect(stopped.utilityBound).toBeGreaterThanOrEqual(best.utility - 1e-9);
      expect(stopped.gap).toBeCloseTo(((stopped.utilityBound as number) - (stopped.plans[0]?.utility ?? 0)) / (stopped.utilityBound as number), 9);
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
      expect(answer.plans.filter((plan) => plan.pareto).map(keyOf).sort()).toEqual(front.map(keyOf).sort());
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
