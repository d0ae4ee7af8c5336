import type { ConsortiumInstance, InstanceCandidate, InstanceFirm, InstanceOperation } from '@gewerk/engine-matching';
import { seededRandom } from '@gewerk/kernel';

export interface InstanceSize {
  readonly operations: number;
  readonly candidates: number;
  readonly firms: number;
  /** With: hours on the free hours of machines that a firm's operations share; without: durations in days. */
  readonly hasCalendars: boolean;
}

type Random = () => number;
type Point = readonly [number, number];

/** A process with its rate, the mean hours of an operation and the mean shape of a day's energy use. */
const PROCESSES = [
  { name: 'turning', eurPerHour: 62, hours: 14, kgPerHour: 3.1 },
  { name: 'milling', eurPerHour: 78, hours: 20, kgPerHour: 4.4 },
  { name: 'grinding', eurPerHour: 84, hours: 11, kgPerHour: 3.6 },
  { name: 'sheet', eurPerHour: 58, hours: 9, kgPerHour: 5.2 },
  { name: 'welding', eurPerHour: 56, hours: 13, kgPerHour: 6.0 },
  { name: 'heat', eurPerHour: 70, hours: 8, kgPerHour: 14.0 },
  { name: 'coating', eurPerHour: 64, hours: 7, kgPerHour: 7.5 },
  { name: 'assembly', eurPerHour: 52, hours: 16, kgPerHour: 1.2 },
] as const;

/** Four towns of one cluster and a fifth beyond the hills, km east and north; firms settle around them. */
const TOWNS: readonly { readonly region: string; readonly at: Point; readonly spreadKm: number; readonly share: number }[] = [
  { region: 'valley', at: [0, 0], spreadKm: 9, share: 0.32 },
  { region: 'north', at: [14, 38], spreadKm: 8, share: 0.22 },
  { region: 'river', at: [46, 8], spreadKm: 11, share: 0.22 },
  { region: 'plain', at: [62, -44], spreadKm: 14, share: 0.14 },
  { region: 'hills', at: [-88, 61], spreadKm: 12, share: 0.1 },
];
/** Road over great circle (methods 4.3). */
const DETOUR = 1.3;
const HORIZON_DAYS = 120;

interface Firm extends InstanceFirm {
  readonly at: Point;
  readonly processes: readonly number[];
  readonly quality: number;
  readonly priceLevel: number;
  readonly greenLevel: number;
  readonly freeHours: readonly (readonly number[])[];
}

/** A consortium instance as a cluster of small manufacturers would pose it; the same seed gives the same instance. */
export function generateInstance(seed: number, size: InstanceSize): ConsortiumInstance {
  const random = seededRandom(seed);
  const firms = Array.from({ length: size.firms }, (_, index) => firm(random, index, size.firms));
  const operations = route(random, size.operations);
  const processOf = operations.map((_, index) => (index === operations.length - 1 ? 7 : Math.floor(random() * PROCESSES.length)));
  const candidates = operations.flatMap((operation, index) => offers(random, operation, processOf[index] as number, firms, size));
  const used = new Set(candidates.map((candidate) => candidate.firm));
  const kept = firms.filter((each) => used.has(each.id));
  const customer: Point = [gauss(random) * 60, gauss(random) * 60];
  const pairs = kept.flatMap((a, index) => kept.slice(index + 1).map((b) => [a, b] as const));
  return {
    order: order(random, operations, candidates),
    operations,
    firms: kept.map(({ id, region, successProbability }) => ({ id, region, successProbability })),
    regions: TOWNS.map(({ region }, index) => ({ id: region, shockProbability: [0.008, 0.008, 0.012, 0.006, 0.015][index] as number })),
    candidates,
    legs: [
      ...pairs.map(([a, b]) => ({ from: a.id, to: b.id, km: roadKm(a.at, b.at) })),
      ...kept.map(({ id, at }) => ({ from: id, to: 'customer', km: roadKm(at, customer) })),
    ],
    transport: { fixedEur: 40, eurPerKm: 1.1, kgCo2ePerTkm: 0.78225, days: { upToKm: 300, then: 500 } },
    kappa: pairs.map(([a, b]) => ({ a: a.id, b: b.id, value: kappa(random, a, b) })),
    excludedPairs: pairs.filter(() => random() < 0.01).map(([a, b]) => [a.id, b.id] as const),
    coordination: { k0: 100, k1: 120, k2: 400 },
  };
}

function firm(random: Random, index: number, firms: number): Firm {
  // Towns in proportion to their share, whatever the seed: a cluster's geography is no accident.
  let rest = (index + 0.5) / firms;
  const town = TOWNS.find(({ share }) => (rest -= share) < 0) ?? (TOWNS[0] as (typeof TOWNS)[number]);
  const main = index % PROCESSES.length;
  const more = 1 + Math.floor(random() * 3);
  const processes = new Set([main, ...Array.from({ length: more }, () => Math.floor(random() * PROCESSES.length))]);
  const load = 0.35 + 0.4 * random();
  return {
    id: `F${String(index + 1).padStart(2, '0')}`,
    region: town.region,
    successProbability: round(0.9 + 0.085 * random(), 4),
    at: [town.at[0] + gauss(random) * town.spreadKm, town.at[1] + gauss(random) * town.spreadKm],
    processes: [...processes],
    quality: 0.62 + 0.3 * random(),
    priceLevel: 0.85 + 0.3 * random(),
    greenLevel: 0.7 + 0.6 * random(),
    freeHours: PROCESSES.map(() => calendar(random, load)),
  };
}

/** Free hours by day of one machine group: closed on every sixth and seventh day, the near days fuller than the far ones. */
function calendar(random: Random, load: number): readonly number[] {
  return Array.from({ length: HORIZON_DAYS }, (_, day) => {
    if (day % 7 >= 5) return 0;
    const busy = load * (0.6 + 0.9 * Math.exp(-day / 15)) * (0.5 + random());
    return Math.max(0, Math.round(16 * (1 - busy)) / 2);
  });
}

/** Parts of two to five operations each that meet in a final assembly; now and then an operation feeds a second one. */
function route(random: Random, count: number): InstanceOperation[] {
  const id = (index: number): string => `op${String(index + 1).padStart(2, '0')}`;
  const after: string[][] = Array.from({ length: count }, () => []);
  const ends: number[] = [];
  for (let index = 0; index < count - 1; ) {
    const length = Math.min(count - 1 - index, 2 + Math.floor(random() * 4));
    for (let step = 0; step < length; step += 1, index += 1) {
      if (step > 0) after[index]?.push(id(index - 1));
      else if (ends.length > 0 && random() < 0.5) after[index]?.push(id(ends.shift() as number));
      else if (index > 1 && random() < 0.15) after[index]?.push(id(Math.floor(random() * index)));
    }
    ends.push(index - 1);
  }
  after[count - 1] = ends.map(id);
  const raw = Array.from({ length: count }, () => 0.5 + random());
  const sum = raw.reduce((total, value) => total + value, 0);
  return raw.map((value, index) => ({
    id: id(index),
    after: after[index] as string[],
    massAfterTonnes: round(index === count - 1 ? 0.4 + 0.6 * random() : 0.05 + 0.3 * random(), 3),
    valueExponent: value / sum,
  }));
}

/** The firms of the process with the best suitability, as stage 1 would hand them over. */
function offers(
  random: Random,
  operation: InstanceOperation,
  process: number,
  firms: readonly Firm[],
  size: InstanceSize,
): InstanceCandidate[] {
  const kind = PROCESSES[process] as (typeof PROCESSES)[number];
  const hours = kind.hours * (0.5 + 1.3 * random());
  const able = firms.filter((each) => each.processes.includes(process));
  const others = firms.filter((each) => !able.includes(each));
  const suited = (list: readonly Firm[], malus: number) =>
    list
      .map((each) => ({ each, suitability: clip(each.quality - malus + 0.06 * gauss(random), 0.5, 0.98) }))
      .sort((a, b) => b.suitability - a.suitability);
  return [...suited(able, 0), ...suited(others, 0.08)].slice(0, size.candidates).map(({ each, suitability }) => {
    const own = hours * (0.85 + 0.3 * random());
    const priceEur = round(own * kind.eurPerHour * each.priceLevel * (0.95 + 0.1 * random()) + 90, 2);
    const earliestStartDay = Math.floor(random() * 5);
    const work = size.hasCalendars
      ? { hours: round(own, 2), freeHoursByDay: each.freeHours[process] as number[], machine: kind.name }
      : { durationDays: Math.max(1, Math.round((own / 8) * (1 + 1.2 * random()))) };
    return {
      operation: operation.id,
      firm: each.id,
      priceEur,
      earliestStartDay,
      ...work,
      suitability: round(suitability, 4),
      standbyFeeEur: round(0.04 * priceEur, 2),
      kgCo2e: round(own * kind.kgPerHour * each.greenLevel, 3),
    };
  });
}

/** Anchors around the median plan and a due day with some slack on the longest path (methods 4.9). */
function order(
  random: Random,
  operations: readonly InstanceOperation[],
  candidates: readonly InstanceCandidate[],
): ConsortiumInstance['order'] {
  const of = (id: string, valueOf: (candidate: InstanceCandidate) => number) =>
    median(candidates.filter((candidate) => candidate.operation === id).map(valueOf));
  const total = (valueOf: (candidate: InstanceCandidate) => number) => operations.reduce((sum, { id }) => sum + of(id, valueOf), 0);
  const end = new Map<string, number>();
  for (const { id, after } of operations) {
    const ready = Math.max(
      of(id, (candidate) => candidate.earliestStartDay),
      ...after.map((before) => (end.get(before) ?? 0) + 0.8),
    );
    end.set(
      id,
      ready +
        of(id, ({ durationDays, hours, freeHoursByDay }) => durationDays ?? workDays(hours as number, freeHoursByDay as number[], ready)),
    );
  }
  const dueDay = Math.ceil(Math.max(...end.values()) * (1.05 + 0.25 * random()) + 1);
  const price = total((candidate) => candidate.priceEur) + operations.length * 70 + 900;
  const kg = total((candidate) => candidate.kgCo2e ?? 0) + operations.length * 6;
  return {
    pieces: 20 + Math.floor(random() * 200),
    dueDay,
    maxMembers: 6,
    minKappa: 0.5,
    requiredProbability: 0.95,
    weights: { suit: 0.2, price: 0.25, date: 0.2, rel: 0.2, co2: 0.15 },
    anchors: {
      price: [round(0.75 * price, 0), round(1.2 * price, 0)],
      arrival: [round(0.5 * dueDay, 1), round(1.1 * dueDay, 1)],
      co2: [round(0.5 * kg, 1), round(1.5 * kg, 1)],
      probability: [0.45, 0.95],
    },
  };
}

function workDays(hours: number, free: readonly number[], ready: number): number {
  let open = hours;
  let day = Math.ceil(ready);
  for (; open > 0 && day < free.length; day += 1) open -= free[day] as number;
  return day - ready;
}

function kappa(random: Random, a: Firm, b: Firm): number {
  return round(clip(0.72 + (a.region === b.region ? 0.06 : 0) + 0.12 * gauss(random), 0.35, 0.98), 3);
}

function roadKm(a: Point, b: Point): number {
  return round(1 + DETOUR * Math.hypot(a[0] - b[0], a[1] - b[1]), 1);
}

function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
