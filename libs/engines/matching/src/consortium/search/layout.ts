import { takeHours } from '../instance/calendar.js';
import type { CompiledCandidate, CompiledInstance, CompiledOperation } from '../instance/compiled.js';
import { DEFAULT_MAX_MEMBERS, DEFAULT_MIN_KAPPA } from '../instance/instance.js';
import { LowerTails } from '../plans/lower-tails.js';
import { type DayGrid, type DayTable, dayGrid } from './day-grid.js';

/** A precedence pair as matrices over the candidates of both ends, row by candidate of `from`. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly eur: Float64Array;
  readonly kg: Float64Array;
  readonly days: Float64Array;
  /** Friction in EUR that the pair of firms pays once for exchanging material, on top of meeting (methods 4.5). */
  readonly frictionEur: Float64Array;
  /** Number of the pair of firms among `pairs`; -1 where both are one firm. */
  readonly pairOf: Int32Array;
  /** 1 where the two firms may not meet in a plan. */
  readonly forbidden: Uint8Array;
  /** The operation of the tree below (its child) where the edge is part of the tree; -1: relaxed. */
  readonly child: number;
}

/** Where pairs of firms may exchange material: pair p from `start[p]` on, each an edge and the place in its matrices. */
export interface PairPlaces {
  readonly count: number;
  /** One more entry than pairs. */
  readonly start: Int32Array;
  readonly edges: Int32Array;
  readonly places: Int32Array;
}

/**
 * An instance in typed arrays over *slots*: candidates numbered through, operation by operation. The precedence pairs are split
 * into a spanning forest, over which sums are minimised exactly, and the few others, which bounds relax.
 */
export interface Layout {
  readonly instance: CompiledInstance;
  readonly operations: number;
  readonly firms: number;
  readonly slots: number;
  readonly maxMembers: number;
  /** First slot by operation, and the end. */
  readonly offset: Int32Array;
  readonly operationOf: Int32Array;
  readonly firmOf: Int32Array;
  readonly priceEur: Float64Array;
  readonly kgCo2e: Float64Array;
  /** -ln of the suitability factor. */
  readonly suitabilityLoss: Float64Array;
  readonly earliestStartDay: Float64Array;
  /** NaN with hours. */
  readonly durationDays: Float64Array;
  readonly tables: readonly (DayTable | null)[];
  /** Hours of work, and the machine of which several operations take them; -1: none. */
  readonly hours: Float64Array;
  readonly machineOf: Int32Array;
  /** Days from ready to end, at least. */
  readonly leastDays: Float64Array;
  /** Days from the end to the arrival, at least. */
  readonly tailDays: Float64Array;
  readonly tails: LowerTails;
  readonly edges: readonly Edge[];
  readonly edgesInto: readonly (readonly Edge[])[];
  readonly edgesFrom: readonly (readonly Edge[])[];
  readonly edgeIndicesInto: readonly Int32Array[];
  /** Operations of the forest, parents before children; parent and edge to it by operation (-1 and null at a root). */
  readonly treeOrder: Int32Array;
  readonly treeParent: Int32Array;
  readonly treeEdge: readonly (Edge | null)[];
  readonly slotsOfFirm: readonly Int32Array[];
  readonly lossOfFirm: Float64Array;
  readonly regionOfFirm: Int32Array;
  readonly lossOfRegion: Float64Array;
  /** EUR for meeting without exchange, by pair of firms; Infinity where they may not meet. */
  readonly meetingEur: Float64Array;
  /** Made when first asked for: only a search that looks at dates needs it. */
  readonly grid: () => DayGrid;
  readonly pairs: PairPlaces;
}

/** -ln 0 without its infinity, which would spoil sums: beyond every finite bound. */
const NEVER = 1e6;

export function layOut(instance: CompiledInstance): Layout {
  const { operations, source } = instance;
  const offset = new Int32Array(operations.length + 1);
  for (const [index, operation] of operations.entries()) offset[index + 1] = (offset[index] as number) + operation.candidates.length;
  const all = operations.flatMap((operation, index) => operation.candidates.map((candidate) => ({ candidate, index })));
  // Plain loops: typed arrays made by `from` walk an iterator, which is most of the cost of a layout.
  const over = (valueOf: (candidate: CompiledCandidate, index: number) => number) => {
    const values = new Float64Array(all.length);
    for (let slot = 0; slot < all.length; slot += 1) {
      const { candidate, index } = all[slot] as (typeof all)[number];
      values[slot] = valueOf(candidate, index);
    }
    return values;
  };
  const firmOf = Int32Array.from(all, ({ candidate }) => candidate.firm);
  const tails = new LowerTails(instance);
  const firms = instance.firmIds.length;
  const meetingEur = meetings(instance);
  const tailDays = Float64Array.from(all, ({ index }, slot) => tails.after(index, slot - (offset[index] as number)));
  const tree = spanningForest(instance, tails);
  const pairNumbers = new Int32Array(firms ** 2).fill(-1);
  const pairCount = { next: 0 };
  const edges = operations.flatMap((operation, to) =>
    operation.before.map((from) =>
      edgeOf(instance, { meetingEur, pairNumbers, pairCount }, from, to, tree.childOf.get(`${from}>${to}`) ?? -1),
    ),
  );
  const tables = all.map(({ candidate }) => (candidate.free === null ? null : dayTable(candidate.free, candidate.hours)));
  const earliestStartDay = over((candidate) => candidate.earliestStartDay);
  const durationDays = over((candidate) => candidate.durationDays);
  const timed = { slots: all.length, earliestStartDay, durationDays, tables, edges, tailDays };
  let grid: DayGrid | null = null;
  const byId = new Map(source.firms.map((firm) => [firm.id, firm]));
  const regionIds = source.regions.map((region) => region.id);
  return {
    instance,
    operations: operations.length,
    firms,
    slots: all.length,
    maxMembers: source.order.maxMembers ?? DEFAULT_MAX_MEMBERS,
    offset,
    operationOf: Int32Array.from(all, ({ index }) => index),
    firmOf,
    priceEur: over((candidate, index) => candidate.priceEur + toCustomer(instance, index, candidate, 'eur')),
    kgCo2e: over((candidate, index) => {
      const massTonnes = (operations[index] as CompiledOperation).massAfterTonnes;
      return candidate.kgCo2e + massTonnes * toCustomer(instance, index, candidate, 'kgCo2ePerTonne');
    }),
    suitabilityLoss: over((candidate) => lossOf(candidate.suitabilityFactor)),
    earliestStartDay,
    durationDays,
    tables,
    hours: over((candidate) => candidate.hours),
    machineOf: Int32Array.from(all, ({ candidate }) => candidate.machine ?? -1),
    leastDays: Float64Array.from(all, ({ candidate }, slot) => leastDaysOf(candidate, tables[slot] ?? null)),
    tails,
    tailDays,
    edges,
    edgesInto: operations.map((_, index) => edges.filter((edge) => edge.to === index)),
    edgesFrom: operations.map((_, index) => edges.filter((edge) => edge.from === index)),
    edgeIndicesInto: operations.map((_, index) => Int32Array.from([...edges.keys()].filter((edge) => edges[edge]?.to === index))),
    treeOrder: tree.order,
    treeParent: tree.parent,
    treeEdge: operations.map((_, index) => edges.find((edge) => edge.child === index) ?? null),
    slotsOfFirm: slotsByFirm(firmOf, firms),
    lossOfFirm: Float64Array.from(instance.firmIds, (id) => lossOf(byId.get(id)?.successProbability ?? 1)),
    regionOfFirm: Int32Array.from(instance.firmIds, (id) => regionIds.indexOf(byId.get(id)?.region ?? '')),
    lossOfRegion: Float64Array.from(source.regions, (region) => lossOf(1 - region.shockProbability)),
    meetingEur,
    pairs: placesOfPairs(edges, pairCount.next),
    grid: () => {
      grid ??= dayGrid(timed, Math.min(source.order.dueDay, latestArrival(instance)));
      return grid;
    },
  };
}

function lossOf(factor: number): number {
  return factor > 0 ? -Math.log(factor) : NEVER;
}

function toCustomer(
  instance: CompiledInstance,
  index: number,
  candidate: CompiledCandidate,
  kind: 'eur' | 'kgCo2ePerTonne' | 'days',
): number {
  if ((instance.operations[index] as CompiledOperation).after.length > 0) return 0;
  const { legs } = instance;
  return legs[kind][candidate.firm * legs.nodes + legs.nodes - 1] as number;
}

function meetings(instance: CompiledInstance): Float64Array {
  const { k2 } = instance.source.coordination;
  const limit = instance.source.order.minKappa ?? DEFAULT_MIN_KAPPA;
  const { kappa, isExcluded } = instance;
  const eur = new Float64Array(kappa.length);
  for (let pair = 0; pair < kappa.length; pair += 1) {
    const value = kappa[pair] as number;
    if (isExcluded[pair] === 1 || value < limit) eur[pair] = Number.POSITIVE_INFINITY;
    else eur[pair] = Number.isNaN(value) ? 0 : 0.25 * k2 * (1 - value);
  }
  return eur;
}

function edgeOf(
  instance: CompiledInstance,
  { meetingEur, pairNumbers, pairCount }: { meetingEur: Float64Array; pairNumbers: Int32Array; pairCount: { next: number } },
  from: number,
  to: number,
  child: number,
): Edge {
  const sender = instance.operations[from] as CompiledOperation;
  const receiver = instance.operations[to] as CompiledOperation;
  const { eur, days, kgCo2ePerTonne, nodes } = instance.legs;
  const firms = instance.firmIds.length;
  const count = sender.candidates.length * receiver.candidates.length;
  const floats = () => new Float64Array(count);
  const edge = { from, to, child, eur: floats(), kg: floats(), days: floats(), frictionEur: floats() };
  const pairOf = new Int32Array(count).fill(-1);
  const forbidden = new Uint8Array(count);
  let place = -1;
  for (const { firm: a } of sender.candidates) {
    for (const { firm: b } of receiver.candidates) {
      place += 1;
      if (a === b) continue;
      const leg = a * nodes + b;
      edge.eur[place] = eur[leg] as number;
      edge.kg[place] = sender.massAfterTonnes * (kgCo2ePerTonne[leg] as number);
      edge.days[place] = days[leg] as number;
      const meeting = meetingEur[a * firms + b] as number;
      if (meeting === Number.POSITIVE_INFINITY) forbidden[place] = 1;
      else edge.frictionEur[place] = 3 * meeting;
      const key = a < b ? a * firms + b : b * firms + a;
      const known = pairNumbers[key] as number;
      pairOf[place] = known >= 0 ? known : pairCount.next++;
      pairNumbers[key] = pairOf[place] as number;
    }
  }
  return { ...edge, pairOf, forbidden };
}

function slotsByFirm(firmOf: Int32Array, firms: number): Int32Array[] {
  const lists = Array.from({ length: firms }, (): number[] => []);
  for (const [slot, firm] of firmOf.entries()) lists[firm]?.push(slot);
  return lists.map((list) => Int32Array.from(list));
}

function placesOfPairs(edges: readonly Edge[], count: number): PairPlaces {
  const start = new Int32Array(count + 1);
  for (const { pairOf } of edges)
    for (let place = 0; place < pairOf.length; place += 1) {
      const pair = pairOf[place] as number;
      if (pair >= 0) start[pair] = (start[pair] as number) + 1;
    }
  for (let pair = 1; pair <= count; pair += 1) start[pair] = (start[pair] as number) + (start[pair - 1] as number);
  const edgeOfPlace = new Int32Array(start[count] as number);
  const places = new Int32Array(start[count] as number);
  for (let index = 0; index < edges.length; index += 1) {
    const { pairOf } = edges[index] as Edge;
    for (let place = 0; place < pairOf.length; place += 1) {
      const pair = pairOf[place] as number;
      if (pair < 0) continue;
      // Filled from the end of each pair, whereby the ends become the starts.
      const at = (start[pair] as number) - 1;
      start[pair] = at;
      edgeOfPlace[at] = index;
      places[at] = place;
    }
  }
  return { count, start, edges: edgeOfPlace, places };
}

/** Each operation with a successor hangs on the one from which the way to the customer is longest; last operations are roots. */
function spanningForest({ operations, sequence }: CompiledInstance, tails: LowerTails) {
  const parent = new Int32Array(operations.length).fill(-1);
  const childOf = new Map<string, number>();
  const tailOf = (index: number) =>
    (operations[index] as CompiledOperation).candidates.reduce(
      (least, _, candidate) => Math.min(least, tails.after(index, candidate)),
      Number.POSITIVE_INFINITY,
    );
  for (const [index, { after }] of operations.entries()) {
    const next = [...after].sort((a, b) => tailOf(b) - tailOf(a) || a - b)[0];
    if (next === undefined) continue;
    parent[index] = next;
    childOf.set(`${index}>${next}`, index);
  }
  return { order: Int32Array.from([...sequence].reverse()), parent, childOf };
}

/** No plan arrives later: each operation takes its slowest candidate and leg. */
function latestArrival({ operations, sequence, legs }: CompiledInstance): number {
  const ends = operations.map(() => 0);
  const slowest = legs.days.reduce((most, days) => (days > most ? days : most), 0);
  for (const index of sequence) {
    const { before, candidates } = operations[index] as CompiledOperation;
    const ready = before.reduce((latest, other) => Math.max(latest, (ends[other] as number) + slowest), 0);
    ends[index] = candidates.reduce(
      (latest, { free, durationDays, earliestStartDay }) =>
        Math.max(latest, free === null ? Math.max(ready, earliestStartDay) + durationDays : free.length),
      0,
    );
  }
  return Math.max(...ends) + slowest;
}

function dayTable(free: Float64Array, hours: number): DayTable {
  const endByReady = Float64Array.from(free, (_, day) => takeHours(free, day, hours, null)?.end ?? Number.POSITIVE_INFINITY);
  const readyByEnd = new Int32Array(free.length + 1).fill(-1);
  for (let day = 0; day < free.length; day += 1) {
    const end = endByReady[day] as number;
    if (Number.isFinite(end)) readyByEnd[end] = day;
  }
  for (let end = 1; end <= free.length; end += 1) readyByEnd[end] = Math.max(readyByEnd[end] as number, readyByEnd[end - 1] as number);
  return { endByReady, readyByEnd };
}

function leastDaysOf(candidate: CompiledCandidate, table: DayTable | null): number {
  if (table === null) return candidate.durationDays;
  return table.endByReady.reduce((least, end, ready) => Math.min(least, end - ready), Number.POSITIVE_INFINITY);
}
