import { seededRandom } from '@gewerk/kernel';
import type { ConsortiumInstance, InstanceCandidate } from '../../consortium/instance/instance.js';

type Random = () => number;

/** Rate in EUR/h, mean hours of an operation and kg CO2e per hour, by process. */
const PROCESSES = [
  { rate: 78, hours: 24, kgPerHour: 4.4 },
  { rate: 70, hours: 8, kgPerHour: 14 },
  { rate: 84, hours: 12, kgPerHour: 3.6 },
  { rate: 62, hours: 15, kgPerHour: 3.1 },
  { rate: 56, hours: 10, kgPerHour: 6 },
] as const;
const TOWNS = [
  { region: 'R1', at: [0, 0] },
  { region: 'R2', at: [38, 14] },
  { region: 'R3', at: [8, 46] },
  { region: 'R4', at: [-60, 44] },
] as const;
const FIRMS = 24;
const CANDIDATES_MAX = 8;
const DAYS = 70;

/**
 * An order of three to six operations in a cluster of 24 shops, shaped like O-100 and the demonstration network: hourly rates, free hours of
 * shifts with weekends, roads of 10 to 150 km, value functions around the median offer as the service sets them (methods 4.9).
 */
export function clusterOrder(seed: number): ConsortiumInstance {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const firms = Array.from({ length: FIRMS }, (_, index) => shop(random, index));
  const count = 3 + Math.floor(random() * 4);
  const kinds = Array.from({ length: count }, () => Math.floor(random() * PROCESSES.length));
  const operations = kinds.map((_, index) => ({
    id: `op${index + 1}`,
    after: index === 0 || (index === 2 && random() < 0.3) ? [] : [`op${index}`],
    massAfterTonnes: round(between(0.05, 0.4), 3),
    valueExponent: 1 / count,
  }));
  const candidates = operations.flatMap(({ id }, index) => {
    const kind = kinds[index] as number;
    const hours = (PROCESSES[kind] as (typeof PROCESSES)[number]).hours * between(0.6, 1.6);
    const able = firms.filter((firm) => firm.processes.includes(kind)).slice(0, CANDIDATES_MAX);
    return able.map((firm) => offer(random, { operation: id, kind, hours }, firm));
  });
  const ids = new Set(candidates.map(({ firm }) => firm));
  const members = firms.filter(({ id }) => ids.has(id));
  const pairs = members.flatMap((a, index) => members.slice(index + 1).map((b) => [a, b] as const));
  const customer = [between(-40, 60), between(-40, 60)] as const;
  return {
    order: orderOf(operations, candidates, between(1.15, 1.5)),
    operations,
    firms: members.map(({ id, region, successProbability }) => ({ id, region, successProbability })),
    regions: TOWNS.map(({ region }) => ({ id: region, shockProbability: 0.01 })),
    candidates,
    legs: [
      ...pairs.map(([a, b]) => ({ from: a.id, to: b.id, km: road(a.at, b.at) })),
      ...members.map(({ id, at }) => ({ from: id, to: 'customer', km: road(at, customer) })),
    ],
    transport: { fixedEur: 40, eurPerKm: 1.1, kgCo2ePerTkm: 0.78225, days: { upToKm: 300, then: 500 } },
    kappa: pairs.map(([a, b]) => ({ a: a.id, b: b.id, value: round(between(0.45, 0.95), 3) })),
    excludedPairs: pairs.filter(() => random() < 0.05).map(([a, b]) => [a.id, b.id] as const),
    coordination: { k0: 100, k1: 120, k2: 400 },
  };
}

function shop(random: Random, index: number) {
  const town = TOWNS[index % TOWNS.length] as (typeof TOWNS)[number];
  const load = 0.35 + 0.4 * random();
  return {
    id: `F${String(index + 1).padStart(2, '0')}`,
    region: town.region,
    at: [town.at[0] + 24 * (random() - 0.5), town.at[1] + 24 * (random() - 0.5)] as const,
    successProbability: round(0.92 + 0.06 * random(), 4),
    processes: [index % PROCESSES.length, Math.floor(random() * PROCESSES.length)],
    quality: 0.6 + 0.3 * random(),
    priceLevel: 0.88 + 0.24 * random(),
    freeHoursByDay: Array.from({ length: DAYS }, (_, day) =>
      day % 7 >= 5 ? 0 : Math.max(0, Math.round(16 * (1 - load * (0.5 + random()))) / 2),
    ),
  };
}

function offer(
  random: Random,
  { operation, kind, hours }: { operation: string; kind: number; hours: number },
  firm: ReturnType<typeof shop>,
): InstanceCandidate {
  const { rate, kgPerHour } = PROCESSES[kind] as (typeof PROCESSES)[number];
  const own = hours * (0.9 + 0.2 * random());
  const priceEur = round(own * rate * firm.priceLevel, 2);
  return {
    ...{ operation, firm: firm.id, priceEur, standbyFeeEur: round(0.04 * priceEur, 2) },
    ...{ earliestStartDay: 2, hours: round(own, 2), freeHoursByDay: firm.freeHoursByDay, machine: `m${kind}` },
    suitability: round(Math.min(0.98, firm.quality + 0.06 * random()), 4),
    kgCo2e: round(own * kgPerHour, 3),
  };
}

function orderOf(
  operations: ConsortiumInstance['operations'],
  candidates: readonly InstanceCandidate[],
  slack: number,
): ConsortiumInstance['order'] {
  const middle = (operation: string, figure: (candidate: InstanceCandidate) => number) =>
    candidates
      .filter((candidate) => candidate.operation === operation)
      .map(figure)
      .sort((a, b) => a - b);
  const total = (figure: (candidate: InstanceCandidate) => number) =>
    operations.reduce((sum, { id }) => {
      const list = middle(id, figure);
      return sum + (list[list.length >> 1] ?? 0);
    }, 0);
  const dueDay = Math.ceil(slack * (2 + total(({ hours = 0 }) => 1.4 + (7 / 5) * (hours / 4.2))));
  const price = total(({ priceEur }) => priceEur) + 90 * operations.length + 100 + 120 * (operations.length - 1);
  const kgCo2e = total(({ kgCo2e: kg = 0 }) => kg) + 8 * operations.length;
  return {
    ...{ pieces: 24, dueDay, maxMembers: 6, minKappa: 0.5, requiredProbability: 0.95 },
    weights: { suit: 0.2, price: 0.25, date: 0.2, rel: 0.2, co2: 0.15 },
    anchors: {
      ...{ price: [0.9 * price, 1.1 * price], arrival: [0.6 * dueDay, 1.1 * dueDay] },
      ...{ co2: [0.5 * kgCo2e, 1.5 * kgCo2e], probability: [0.7, 0.95] },
    },
  };
}

function road(a: readonly [number, number], b: readonly [number, number]): number {
  return round(5 + 1.3 * Math.hypot(a[0] - b[0], a[1] - b[1]), 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
