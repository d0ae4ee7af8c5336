import { seededRandom } from '@gewerk/kernel';
import type { ConsortiumInstance, InstanceCandidate, InstanceOperation } from '../instance/instance.js';

/** A small random instance with durations, calendars, shared machines and either form of leg days. */
export function randomInstance(seed: number, size: { operations: number; firms: number; candidates: number }): ConsortiumInstance {
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

/** The same instance with every list in another order and pairs turned round. */
export function shuffled(instance: ConsortiumInstance, seed: number): ConsortiumInstance {
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
