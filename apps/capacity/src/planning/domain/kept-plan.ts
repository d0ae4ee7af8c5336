import type { ModelJob, ModelOperation } from './model-job.js';
import { networkJobs } from './network-jobs.js';
import { jobsDone } from './plan-model.js';
import type { OperationPlan, ShopPlan } from './plan.js';
import type { ShopView } from './shop-view.js';

const MINUTE_MILLIS = 60_000;

/**
 * The plan in force with the network's work as it now stands, where no search could gain anything: nothing is late, and what came in
 * fits where it was promised, so that nothing has to move. Null where the plan has to be searched for.
 * @param view in which nothing but the network's work changed since the plan was made
 */
export function keptPlan(view: ShopView, about: { revision: number; because: string; plannedAt: string }): ShopPlan | null {
  const { plan, shop } = view.planning;
  if (plan === null || plan.late.length > 0 || plan.conflicts.length > 0) return null;
  // Other goals are never reached, and with set-ups and batches what comes in or goes concerns its neighbours.
  if ((shop.objective ?? 'weighted-tardiness') !== 'weighted-tardiness' || (shop.machines ?? []).length > 0) return null;
  const nowMillis = Math.floor(view.now.getTime() / MINUTE_MILLIS) * MINUTE_MILLIS;
  const own = ownOperations(view, plan);
  const network = networkJobs(view).flatMap((job) => networkOperations(job, plan, nowMillis) ?? [null]);
  const operations = [...own, ...network];
  if (!operations.every((operation) => operation !== null) || !areApart(operations)) return null;
  if (operations.length === 0) return null;
  const ends = operations.map(({ endsAt }) => endsAt);
  return {
    ...plan,
    ...about,
    endsAt: ends.reduce((latest, end) => (end > latest ? end : latest), about.plannedAt),
    ...{ movedOperations: 0, reassignedOperations: 0, iterations: 0, engineMillis: 0 },
    operations: operations.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0)),
  };
}

/** What the plan says of the firm's own jobs that are not done; begun is what should have begun. */
function ownOperations(view: ShopView, plan: ShopPlan): OperationPlan[] {
  const done = new Set(jobsDone(view));
  const now = view.now.toISOString();
  return plan.operations
    .filter(({ origin, jobId }) => origin === 'own' && !done.has(jobId))
    .map((operation) => ({ ...operation, isFrozen: operation.isFrozen || operation.startsAt <= now }));
}

/** Null where it has no place in time yet. */
function networkOperations(job: ModelJob, plan: ShopPlan, nowMillis: number): OperationPlan[] | null {
  const { id, dueMillis, operations } = job;
  const dueAt = dueMillis === null ? null : new Date(dueMillis).toISOString();
  const planned = plan.operations.filter(({ jobId }) => jobId === id);
  const entries = operations.map((operation): OperationPlan | null => {
    const frozen = operation.frozen ?? onlyPlace(job, operation);
    const movable = planned.find((entry) => entry.operationId === operation.id && !entry.isFrozen);
    if (operation.frozen === null && movable !== undefined) return movable;
    if (frozen === null) return null;
    const startMillis = Math.floor(frozen.startMillis / MINUTE_MILLIS) * MINUTE_MILLIS;
    const endMillis = Math.ceil(frozen.endMillis / MINUTE_MILLIS) * MINUTE_MILLIS;
    return {
      ...{ jobId: id, operationId: operation.id, machineId: frozen.machine, dueAt, origin: 'network', isFrozen: operation.frozen !== null },
      ...{ startsAt: new Date(startMillis).toISOString(), endsAt: new Date(endMillis).toISOString() },
    };
  });
  const isInTime = (entry: OperationPlan): boolean =>
    (dueAt === null || entry.endsAt <= dueAt) && (entry.isFrozen || Date.parse(entry.startsAt) >= nowMillis);
  return entries.every((entry) => entry !== null && isInTime(entry)) ? (entries as OperationPlan[]) : null;
}

/** Held work that needs all the time it is held for can be nowhere else. */
function onlyPlace({ releaseMillis, dueMillis }: ModelJob, { options }: ModelOperation): ModelOperation['frozen'] {
  const [option] = options;
  if (option === undefined || releaseMillis === null || dueMillis === null) return null;
  if (dueMillis - releaseMillis !== option.minutes * MINUTE_MILLIS) return null;
  return { machine: option.machine, startMillis: releaseMillis, endMillis: dueMillis };
}

function areApart(operations: readonly OperationPlan[]): boolean {
  const byMachine = Map.groupBy(operations, ({ machineId }) => machineId);
  return [...byMachine.values()].every((onIt) => {
    const sorted = onIt.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    return sorted.every((operation, index) => index === 0 || (sorted[index - 1] as OperationPlan).endsAt <= operation.startsAt);
  });
}
