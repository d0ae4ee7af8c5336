import { type WorkingDay, workingDayAt } from './calendar.js';
import { refuse } from './checks.js';
import { type NotPlaced, type Placed, placeWork } from './placement.js';
import { subtract, type Window } from './windows.js';

export interface OperationToPromise {
  readonly id: string;
  /** Ids of the operations that must have arrived before. */
  readonly after: readonly string[];
  readonly setupHours: number;
  readonly runHours: number;
  /** Machines that may do it; the one that ends first is taken, then the smaller id. */
  readonly machines: readonly string[];
  /** Numbers of the working days on which a batch process starts; it then runs in one piece. */
  readonly batchDays?: readonly number[];
}

export interface PromiseRequest {
  readonly nowMillis: number;
  /** The network's days over the horizon, day 0 first. */
  readonly days: readonly WorkingDay[];
  readonly operations: readonly OperationToPromise[];
  readonly machines: Readonly<Record<string, { readonly site: string; readonly free: readonly Window[] }>>;
  /** Working days from site to site, in the direction given; within a site there is no transport. */
  readonly transport: readonly { readonly from: string; readonly to: string; readonly days: number }[];
  readonly customerSite: string;
}

export interface PromisedOperation {
  readonly id: string;
  readonly machine: string;
  /** Day of the first hours and day after the last ones. */
  readonly startDay: number;
  readonly endDay: number;
  readonly placement: Placed;
}

export interface Promised {
  readonly kind: 'promised';
  readonly arrivalDay: number;
  readonly arrivalMillis: number;
  readonly operations: readonly PromisedOperation[];
}

export interface NotPromised {
  readonly kind: 'not-promised';
  readonly operation: string | null;
  /** Per machine what stood in the way. */
  readonly reasons: readonly {
    readonly machine: string;
    readonly reason: NotPlaced['reason'] | 'beyond-horizon';
    readonly freeHours: number;
  }[];
}

/**
 * Earliest date that can be promised (methods 7.2): operations in topological order, each into the earliest free slots after the
 * arrival of its predecessors; hours taken are gone for the next. Transport leaves on the day after the last hours and takes whole
 * working days; work goes on at the start of the day of arrival.
 * @throws DomainError `invalid` for unknown ids, a missing leg or a cycle
 */
export function capableToPromise(request: PromiseRequest): Promised | NotPromised {
  const order = topologicalOrder(request.operations);
  const free = new Map(Object.entries(request.machines).map(([id, machine]) => [id, machine.free]));
  const done = new Map<string, PromisedOperation>();
  for (const operation of order) {
    const options = operation.machines.map((machine) => tryMachine(request, operation, machine, done, free.get(machine)));
    const possible = options.filter((option): option is PromisedOperation => 'placement' in option);
    possible.sort((a, b) => a.placement.endMillis - b.placement.endMillis || (a.machine < b.machine ? -1 : 1));
    const [best] = possible;
    if (best === undefined) {
      const reasons = options.filter((option): option is NotPromised['reasons'][number] => 'reason' in option);
      return { kind: 'not-promised', operation: operation.id, reasons };
    }
    free.set(best.machine, subtract(free.get(best.machine) ?? [], best.placement.windows));
    done.set(operation.id, best);
  }
  const followed = new Set(request.operations.flatMap(({ after }) => after));
  let arrivalMillis = request.nowMillis;
  for (const { id } of order) {
    if (followed.has(id)) continue;
    const arrival = arrivalAt(request, done.get(id) as PromisedOperation, request.customerSite);
    if (arrival === null) return { kind: 'not-promised', operation: id, reasons: [] };
    arrivalMillis = Math.max(arrivalMillis, arrival);
  }
  const arrivalDay = workingDayAt(request.days, arrivalMillis)?.number;
  if (arrivalDay === undefined) return { kind: 'not-promised', operation: null, reasons: [] };
  return { kind: 'promised', arrivalDay, arrivalMillis, operations: order.map(({ id }) => done.get(id) as PromisedOperation) };
}

function tryMachine(
  request: PromiseRequest,
  operation: OperationToPromise,
  machine: string,
  done: ReadonlyMap<string, PromisedOperation>,
  free: readonly Window[] | undefined,
): PromisedOperation | NotPromised['reasons'][number] {
  const site = request.machines[machine]?.site;
  if (site === undefined || free === undefined) {
    throw refuse('scheduling.machine-unknown', `/operations/${operation.id}/machines`, `machine "${machine}" is not in machines`, {
      machine,
    });
  }
  const beyond = { machine, reason: 'beyond-horizon', freeHours: 0 } as const;
  let notBeforeMillis = request.nowMillis;
  for (const id of operation.after) {
    const arrival = arrivalAt(request, done.get(id) as PromisedOperation, site);
    if (arrival === null) return beyond;
    notBeforeMillis = Math.max(notBeforeMillis, arrival);
  }
  const batch = operation.batchDays;
  const startWithin =
    batch && request.days.filter(({ number }) => batch.includes(number)).map((day): Window => [day.startMillis, day.endMillis]);
  const placement = placeWork(free, {
    notBeforeMillis,
    setupHours: operation.setupHours,
    runHours: operation.runHours,
    ...(startWithin && { splittable: false, startWithin }),
  });
  if (placement.kind === 'not-placed') return { machine, reason: placement.reason, freeHours: placement.freeHours };
  const first = workingDayAt(request.days, placement.startMillis);
  const last = workingDayAt(request.days, Math.max(placement.startMillis, placement.endMillis - 1));
  if (first === null || last === null) return beyond;
  return { id: operation.id, machine, startDay: first.number, endDay: last.number + 1, placement };
}

/** When the goods of an operation can be used at a site; null beyond the horizon. */
function arrivalAt(request: PromiseRequest, operation: PromisedOperation, site: string): number | null {
  const from = request.machines[operation.machine]?.site ?? '';
  if (from === site) return operation.placement.endMillis;
  const leg = request.transport.find((candidate) => candidate.from === from && candidate.to === site);
  if (leg === undefined || !(leg.days >= 0)) {
    throw refuse('scheduling.leg-missing', '/transport', `give the working days from "${from}" to "${site}"`, { from, to: site });
  }
  const first = request.days[0]?.number ?? 0;
  return request.days[operation.endDay + Math.ceil(leg.days) - first]?.startMillis ?? null;
}

/** Always the smallest id, by code units, whose predecessors are done: equal inputs give equal plans. */
function topologicalOrder(operations: readonly OperationToPromise[]): OperationToPromise[] {
  const ids = new Set(operations.map(({ id }) => id));
  for (const { id, after } of operations) {
    const unknown = after.find((predecessor) => !ids.has(predecessor));
    if (unknown !== undefined) {
      throw refuse('scheduling.operation-unknown', `/operations/${id}/after`, `operation "${unknown}" is not in operations`, { unknown });
    }
  }
  if (ids.size !== operations.length) throw refuse('scheduling.operation-twice', '/operations', 'each operation has an id of its own');
  const waiting = [...operations].sort((a, b) => (a.id < b.id ? -1 : 1));
  const done = new Set<string>();
  const order: OperationToPromise[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after }) => after.every((id) => done.has(id)));
    const [operation] = next === -1 ? [] : waiting.splice(next, 1);
    if (operation === undefined) {
      const cycle = waiting.map(({ id }) => id);
      throw refuse('scheduling.cycle', '/operations', `these operations wait for each other: ${cycle.join(', ')}`, { operations: cycle });
    }
    done.add(operation.id);
    order.push(operation);
  }
  return order;
}
