import { DeliveryRiskModel } from '@gewerk/engine-resilience';
import { DomainError } from '@gewerk/kernel';
import { spansByReadyDay, type WorkSpan } from './calendar.js';
import { byCodeUnits, type ConsortiumInstance, CUSTOMER, type InstanceCandidate, legDays } from './instance.js';

export interface CompiledCandidate {
  readonly firm: number;
  readonly firmId: string;
  readonly priceEur: number;
  readonly kgCo2e: number;
  /** suitability ^ value exponent of the operation. */
  readonly suitabilityFactor: number;
  readonly earliestStartDay: number;
  /** NaN where the work is given in hours. */
  readonly durationDays: number;
  readonly hours: number;
  /** Free hours by day before any is taken; null with a duration. */
  readonly free: Float64Array | null;
  /** Index of the shared machine whose hours are taken; null where no other operation uses it. */
  readonly machine: number | null;
  /** Span of the work by ready day, where no other operation uses the machine. */
  readonly spans: readonly (WorkSpan | null)[] | null;
  readonly standbyFeeEur: number | null;
}

export interface CompiledOperation {
  readonly id: string;
  readonly massAfterTonnes: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly candidates: readonly CompiledCandidate[];
}

/** Square matrix over firms, row by row; the customer is the last node. */
export interface Legs {
  readonly nodes: number;
  readonly eur: Float64Array;
  readonly days: Float64Array;
  readonly kgCo2ePerTonne: Float64Array;
}

/**
 * An instance by indices, every list in the order of its ids, so that equal instances give equal answers whatever the order of
 * their lists.
 */
export interface CompiledInstance {
  readonly source: ConsortiumInstance;
  readonly operations: readonly CompiledOperation[];
  /** Free hours by day of machines that several operations share; whoever takes hours works on copies. */
  readonly machines: readonly Float64Array[];
  /** Topological order: always the smallest operation id whose predecessors are done. */
  readonly sequence: readonly number[];
  readonly firmIds: readonly string[];
  readonly legs: Legs;
  readonly kappa: Float64Array;
  readonly isExcluded: Uint8Array;
  readonly risk: DeliveryRiskModel;
  /** Number of assignments, feasible or not. */
  readonly assignments: number;
}

export function compileInstance(source: ConsortiumInstance): CompiledInstance {
  const firms = [...source.firms].sort((a, b) => byCodeUnits(a.id, b.id));
  const firmIds = firms.map((firm) => firm.id);
  const indexOfFirm = new Map(firmIds.map((id, index) => [id, index]));
  const machines = sharedMachines(source.candidates);
  const operations = compileOperations(source, indexOfFirm, machines);
  const legs = compileLegs(source, indexOfFirm);
  requireLegs(operations, legs, firmIds);
  const kappa = new Float64Array(firms.length ** 2).fill(Number.NaN);
  for (let firm = 0; firm < firms.length; firm += 1) kappa[firm * firms.length + firm] = 1;
  const isExcluded = new Uint8Array(firms.length ** 2);
  const set = <T extends Float64Array | Uint8Array>(matrix: T, a: string, b: string, value: number) => {
    const [i, j] = [indexOf(indexOfFirm, a, 'firm'), indexOf(indexOfFirm, b, 'firm')];
    matrix[i * firms.length + j] = value;
    matrix[j * firms.length + i] = value;
  };
  for (const pair of source.kappa) if (pair.a !== pair.b) set(kappa, pair.a, pair.b, pair.value);
  for (const [a, b] of source.excludedPairs) set(isExcluded, a, b, 1);
  requireKappa(operations, kappa, firmIds);
  return {
    source,
    operations,
    machines: [...machines.values()].map((machine) => machine.free),
    sequence: topologicalSequence(operations),
    firmIds,
    legs,
    kappa,
    isExcluded,
    risk: new DeliveryRiskModel(firms, source.regions),
    assignments: operations.reduce((product, operation) => product * operation.candidates.length, 1),
  };
}

function compileOperations(
  source: ConsortiumInstance,
  indexOfFirm: ReadonlyMap<string, number>,
  machines: SharedMachines,
): CompiledOperation[] {
  const sorted = [...source.operations].sort((a, b) => byCodeUnits(a.id, b.id));
  const indexOfOperation = new Map(sorted.map((operation, index) => [operation.id, index]));
  const candidatesOf = Map.groupBy(source.candidates, (candidate) => candidate.operation);
  return sorted.map((operation, index) => ({
    id: operation.id,
    massAfterTonnes: operation.massAfterTonnes,
    before: [...operation.after].sort(byCodeUnits).map((id) => indexOf(indexOfOperation, id, 'operation')),
    after: sorted.flatMap((other, otherIndex) => (other.after.includes(operation.id) && otherIndex !== index ? [otherIndex] : [])),
    candidates: [...(candidatesOf.get(operation.id) ?? [])]
      .sort((a, b) => byCodeUnits(a.firm, b.firm))
      .map((candidate) => compileCandidate(candidate, operation.valueExponent, indexOf(indexOfFirm, candidate.firm, 'firm'), machines)),
  }));
}

type SharedMachines = ReadonlyMap<string, { readonly index: number; readonly free: Float64Array }>;

/** Machines that more than one candidate uses, by firm and machine. */
function sharedMachines(candidates: readonly InstanceCandidate[]): SharedMachines {
  const users = new Map<string, InstanceCandidate[]>();
  for (const candidate of candidates) {
    if (candidate.machine === undefined || candidate.hours === undefined) continue;
    const key = machineKey(candidate);
    users.set(key, [...(users.get(key) ?? []), candidate]);
  }
  const shared = [...users].filter(([, list]) => list.length > 1);
  return new Map(shared.map(([key, list], index) => [key, { index, free: Float64Array.from(list[0]?.freeHoursByDay ?? []) }]));
}

function machineKey(candidate: InstanceCandidate): string {
  return JSON.stringify([candidate.firm, candidate.machine ?? null]);
}

function compileCandidate(candidate: InstanceCandidate, valueExponent: number, firm: number, machines: SharedMachines): CompiledCandidate {
  const hours = candidate.hours ?? 0;
  const shared = candidate.machine === undefined ? undefined : machines.get(machineKey(candidate));
  const isTimed = candidate.durationDays !== undefined;
  const free = isTimed ? null : (shared?.free ?? Float64Array.from(candidate.freeHoursByDay ?? []));
  return {
    firm,
    firmId: candidate.firm,
    priceEur: candidate.priceEur,
    kgCo2e: candidate.kgCo2e ?? 0,
    suitabilityFactor: candidate.suitability ** valueExponent,
    earliestStartDay: candidate.earliestStartDay,
    durationDays: candidate.durationDays ?? Number.NaN,
    hours,
    free,
    machine: isTimed ? null : (shared?.index ?? null),
    spans: free === null || shared !== undefined ? null : spansByReadyDay(free, hours),
    standbyFeeEur: candidate.standbyFeeEur ?? null,
  };
}

function compileLegs(source: ConsortiumInstance, indexOfFirm: ReadonlyMap<string, number>): Legs {
  const nodes = indexOfFirm.size + 1;
  const empty = () => new Float64Array(nodes ** 2).fill(Number.NaN);
  const legs: Legs = { nodes, eur: empty(), days: empty(), kgCo2ePerTonne: empty() };
  const node = (id: string) => (id === CUSTOMER ? nodes - 1 : indexOf(indexOfFirm, id, 'firm'));
  const { transport } = source;
  for (const { from, to, km } of source.legs) {
    const [a, b] = [node(from), node(to)];
    for (const at of [a * nodes + b, b * nodes + a]) {
      legs.eur[at] = transport.fixedEur + km * transport.eurPerKm;
      legs.days[at] = legDays(transport, km);
      legs.kgCo2ePerTonne[at] = km * transport.kgCo2ePerTkm;
    }
  }
  for (let own = 0; own < nodes; own += 1) {
    const at = own * nodes + own;
    legs.eur[at] = 0;
    legs.days[at] = 0;
    legs.kgCo2ePerTonne[at] = 0;
  }
  return legs;
}

/** A missing leg would let costs vanish in NaN; whoever builds an instance by hand learns of it here. */
function requireLegs(operations: readonly CompiledOperation[], legs: Legs, firmIds: readonly string[]): void {
  const need = (from: number, to: number) => {
    if (!Number.isNaN(legs.eur[from * legs.nodes + to])) return;
    const [a, b] = [firmIds[from], firmIds[to] ?? CUSTOMER];
    throw new DomainError('invalid', 'matching.leg-missing', `the leg between "${a}" and "${b}" is missing; add it to legs`);
  };
  for (const operation of operations) {
    for (const { firm } of operation.candidates) {
      if (operation.after.length === 0) need(firm, legs.nodes - 1);
      for (const next of operation.after) for (const other of operations[next]?.candidates ?? []) need(firm, other.firm);
    }
  }
}

function requireKappa(operations: readonly CompiledOperation[], kappa: Float64Array, firmIds: readonly string[]): void {
  // Two firms may meet in a plan unless both are candidates of one and the same operation alone.
  const onlyOperation = new Int32Array(firmIds.length).fill(-2);
  for (const [index, { candidates }] of operations.entries())
    for (const { firm } of candidates) onlyOperation[firm] = onlyOperation[firm] === -2 ? index : -1;
  for (let a = 0; a < firmIds.length; a += 1) {
    const own = onlyOperation[a] as number;
    if (own === -2) continue;
    for (let b = a + 1; b < firmIds.length; b += 1) {
      const other = onlyOperation[b] as number;
      if (other === -2 || (own === other && own >= 0) || !Number.isNaN(kappa[a * firmIds.length + b])) continue;
      const what = `the compatibility between "${firmIds[a]}" and "${firmIds[b]}" is missing; add it to kappa`;
      throw new DomainError('invalid', 'matching.kappa-missing', what);
    }
  }
}

function topologicalSequence(operations: readonly CompiledOperation[]): number[] {
  const sequence: number[] = [];
  const isDone = new Set<number>();
  while (sequence.length < operations.length) {
    const next = operations.findIndex((operation, index) => !isDone.has(index) && operation.before.every((before) => isDone.has(before)));
    if (next < 0) throw new DomainError('invalid', 'matching.operation-cycle', 'the predecessors of the operations form a cycle');
    isDone.add(next);
    sequence.push(next);
  }
  return sequence;
}

function indexOf(indices: ReadonlyMap<string, number>, id: string, kind: string): number {
  const index = indices.get(id);
  if (index === undefined)
    throw new DomainError('invalid', `matching.${kind}-unknown`, `${kind} "${id}" is not part of the instance; add it`);
  return index;
}
