import { takeHours } from '../calendar.js';
import type { CompiledCandidate, CompiledInstance, CompiledOperation } from '../compiled.js';
import { DEFAULT_MAX_MEMBERS, DEFAULT_MIN_KAPPA } from '../instance.js';
import { LowerTails } from '../lower-tails.js';

/** A precedence pair as matrices over the candidates of both ends, row by candidate of `from`. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly eur: Float64Array;
  readonly kg: Float64Array;
  readonly days: Float64Array;
  /** Friction in EUR that the pair of firms pays once for exchanging material, on top of meeting (methods 4.5). */
  readonly frictionEur: Float64Array;
  /** 1 where the two firms may not meet in a plan. */
  readonly forbidden: Uint8Array;
  /** The operation of the tree below (its child) where the edge is part of the tree; -1: relaxed. */
  readonly child: number;
}

/** When work on free hours that nobody else uses ends, by ready day; and the latest ready day by end. */
export interface DayTable {
  readonly endByReady: Float64Array;
  readonly readyByEnd: Int32Array;
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
}

/** -ln 0 without its infinity, which would spoil sums: beyond every finite bound. */
const NEVER = 1e6;

export function layOut(instance: CompiledInstance): Layout {
  const { operations, source } = instance;
  const offset = new Int32Array(operations.length + 1);
  for (const [index, operation] of operations.entries()) offset[index + 1] = (offset[index] as number) + operation.candidates.length;
  const all = operations.flatMap((operation, index) => operation.candidates.map((candidate) => ({ candidate, index })));
  const over = (valueOf: (candidate: CompiledCandidate) => number) => Float64Array.from(all, ({ candidate }) => valueOf(candidate));
  const firmOf = Int32Array.from(all, ({ candidate }) => candidate.firm);
  const tails = new LowerTails(instance);
  const firms = instance.firmIds.length;
  const meetingEur = meetings(instance);
  const tree = spanningForest(operations);
  const edges = operations.flatMap((operation, to) =>
    operation.before.map((from) => edgeOf(instance, meetingEur, from, to, tree.childOf.get(`${from}>${to}`) ?? -1)),
  );
  const tables = all.map(({ candidate }) => (candidate.free === null ? null : dayTable(candidate.free, candidate.hours)));
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
    priceEur: Float64Array.from(all, ({ candidate, index }) => candidate.priceEur + toCustomer(instance, index, candidate, 'eur')),
    kgCo2e: Float64Array.from(all, ({ candidate, index }) => {
      const massTonnes = (operations[index] as CompiledOperation).massAfterTonnes;
      return candidate.kgCo2e + massTonnes * toCustomer(instance, index, candidate, 'kgCo2ePerTonne');
    }),
    suitabilityLoss: over((candidate) => lossOf(candidate.suitabilityFactor)),
    earliestStartDay: over((candidate) => candidate.earliestStartDay),
    durationDays: over((candidate) => candidate.durationDays),
    tables,
    hours: over((candidate) => candidate.hours),
    machineOf: Int32Array.from(all, ({ candidate }) => candidate.machine ?? -1),
    leastDays: Float64Array.from(all, ({ candidate }, slot) => leastDaysOf(candidate, tables[slot] ?? null)),
    tails,
    tailDays: Float64Array.from(all, ({ index }, slot) => tails.after(index, slot - (offset[index] as number))),
    edges,
    edgesInto: operations.map((_, index) => edges.filter((edge) => edge.to === index)),
    edgesFrom: operations.map((_, index) => edges.filter((edge) => edge.from === index)),
    edgeIndicesInto: operations.map((_, index) => Int32Array.from([...edges.keys()].filter((edge) => edges[edge]?.to === index))),
    treeOrder: tree.order,
    treeParent: tree.parent,
    treeEdge: operations.map((_, index) => edges.find((edge) => edge.child === index) ?? null),
    slotsOfFirm: Array.from({ length: firms }, (_, firm) => Int32Array.from([...firmOf.keys()].filter((slot) => firmOf[slot] === firm))),
    lossOfFirm: Float64Array.from(instance.firmIds, (id) => lossOf(byId.get(id)?.successProbability ?? 1)),
    regionOfFirm: Int32Array.from(instance.firmIds, (id) => regionIds.indexOf(byId.get(id)?.region ?? '')),
    lossOfRegion: Float64Array.from(source.regions, (region) => lossOf(1 - region.shockProbability)),
    meetingEur,
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
  return Float64Array.from(instance.kappa, (kappa, pair) =>
    instance.isExcluded[pair] === 1 || kappa < limit ? Number.POSITIVE_INFINITY : 0.25 * k2 * (1 - (Number.isNaN(kappa) ? 1 : kappa)),
  );
}

function edgeOf(instance: CompiledInstance, meetingEur: Float64Array, from: number, to: number, child: number): Edge {
  const sender = instance.operations[from] as CompiledOperation;
  const receiver = instance.operations[to] as CompiledOperation;
  const { legs } = instance;
  const over = (valueOf: (a: number, b: number) => number) =>
    Float64Array.from(sender.candidates.flatMap((a) => receiver.candidates.map((b) => valueOf(a.firm, b.firm))));
  const meeting = (a: number, b: number) => (a === b ? 0 : (meetingEur[a * instance.firmIds.length + b] as number));
  return {
    from,
    to,
    child,
    eur: over((a, b) => legs.eur[a * legs.nodes + b] as number),
    kg: over((a, b) => sender.massAfterTonnes * (legs.kgCo2ePerTonne[a * legs.nodes + b] as number)),
    days: over((a, b) => legs.days[a * legs.nodes + b] as number),
    frictionEur: over((a, b) => (Number.isFinite(meeting(a, b)) ? 3 * meeting(a, b) : 0)),
    forbidden: Uint8Array.from(over((a, b) => (Number.isFinite(meeting(a, b)) ? 0 : 1))),
  };
}

/** Operations joined by as many precedence pairs as make no circle, whichever way they point. */
function spanningForest(operations: readonly CompiledOperation[]) {
  const neighbours = operations.map(({ before, after }) => [...after, ...before]);
  const parent = new Int32Array(operations.length).fill(-1);
  const childOf = new Map<string, number>();
  const order: number[] = [];
  const isSeen = new Set<number>();
  // From the last operations backwards: the forest then follows the flow of material, and few pairs stay outside.
  const roots = [...operations.keys()].sort((a, b) => (operations[a]?.after.length ?? 0) - (operations[b]?.after.length ?? 0) || a - b);
  for (const root of roots) {
    if (isSeen.has(root)) continue;
    isSeen.add(root);
    const queue = [root];
    for (let at = 0; at < queue.length; at += 1) {
      const here = queue[at] as number;
      order.push(here);
      for (const next of neighbours[here] as number[]) {
        if (isSeen.has(next)) continue;
        isSeen.add(next);
        parent[next] = here;
        const isForward = operations[next]?.after.includes(here) === true;
        childOf.set(isForward ? `${next}>${here}` : `${here}>${next}`, next);
        queue.push(next);
      }
    }
  }
  return { order: Int32Array.from(order), parent, childOf };
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
