/** A delivery task by firm indices: at least `needed` lots succeed, a lot by any of its firms. */
export interface CompiledTask {
  readonly lots: readonly (readonly number[])[];
  readonly needed: number;
}

const SUCCEEDED = 1;
const FAILED = 2;

interface Settled {
  /** Firms without which a task fails. */
  readonly forced: readonly number[];
  /** What is left once they succeed. */
  readonly open: readonly CompiledTask[];
}

/** Splits tasks into the firms that must succeed and the rest; null where a task cannot succeed. */
export function settle(tasks: readonly CompiledTask[], outcome: Map<number, number> = new Map()): Settled | null {
  const forced: number[] = [];
  let open = tasks;
  for (;;) {
    const reduced = reduce(open, outcome);
    if (reduced === null) return null;
    open = reduced;
    const firms = forcedFirms(open);
    if (firms.length === 0) return { forced, open };
    for (const firm of firms) outcome.set(firm, SUCCEEDED);
    forced.push(...firms);
  }
}

/**
 * Tasks without those that others imply: where one of some firms succeeds, so does one of a larger circle. Operations of the same
 * firms fall into one.
 */
export function withoutImplied(tasks: readonly CompiledTask[]): CompiledTask[] {
  const bySize = [...tasks].sort((a, b) => (a.lots[0]?.length ?? 0) - (b.lots[0]?.length ?? 0));
  const circles: (readonly number[])[] = [];
  return bySize.filter((task) => {
    const [circle, ...more] = task.lots;
    if (circle === undefined || more.length > 0) return true;
    if (circles.some((smaller) => smaller.every((firm) => circle.includes(firm)))) return false;
    circles.push(circle);
    return true;
  });
}

/**
 * Probability that all tasks succeed where firms are independent (one state of the regions, methods 5.4). Branches on firms
 * that several lots share until nothing is shared; then lots are independent and each task is a Poisson-binomial tail.
 */
export function successGivenIndependence(tasks: readonly CompiledTask[], success: Float64Array): number {
  return chance(tasks, success, new Map());
}

function chance(tasks: readonly CompiledTask[], success: Float64Array, outcome: Map<number, number>): number {
  const settled = settle(tasks, outcome);
  if (settled === null) return 0;
  const factor = settled.forced.reduce((product, firm) => product * (success[firm] as number), 1);
  if (factor === 0) return 0;
  const shared = mostSharedFirm(settled.open);
  if (shared === null) return settled.open.reduce((product, task) => product * taskChance(task, success), factor);
  const p = success[shared] as number;
  const good = p > 0 ? p * chance(settled.open, success, new Map([[shared, SUCCEEDED]])) : 0;
  const bad = p < 1 ? (1 - p) * chance(settled.open, success, new Map([[shared, FAILED]])) : 0;
  return factor * (good + bad);
}

/** Tasks without what is settled; null where a task can no longer succeed. */
function reduce(tasks: readonly CompiledTask[], outcome: ReadonlyMap<number, number>): CompiledTask[] | null {
  const open: CompiledTask[] = [];
  for (const task of tasks) {
    let needed = task.needed;
    const lots: (readonly number[])[] = [];
    for (const lot of task.lots) {
      if (lot.some((firm) => outcome.get(firm) === SUCCEEDED)) {
        needed -= 1;
        continue;
      }
      const able = lot.some((firm) => outcome.has(firm)) ? lot.filter((firm) => !outcome.has(firm)) : lot;
      if (able.length > 0) lots.push(able);
    }
    if (needed <= 0) continue;
    if (lots.length < needed) return null;
    open.push({ lots, needed });
  }
  return open;
}

/** Firms that are the only provider of a lot of a task that needs every lot. */
function forcedFirms(tasks: readonly CompiledTask[]): number[] {
  const firms = new Set<number>();
  for (const task of tasks) {
    if (task.needed < task.lots.length) continue;
    for (const lot of task.lots) if (lot.length === 1) firms.add(lot[0] as number);
  }
  return [...firms];
}

function mostSharedFirm(tasks: readonly CompiledTask[]): number | null {
  const lotsOf = new Map<number, number>();
  for (const task of tasks) for (const lot of task.lots) for (const firm of lot) lotsOf.set(firm, (lotsOf.get(firm) ?? 0) + 1);
  let most: number | null = null;
  let count = 1;
  for (const [firm, lots] of lotsOf) {
    if (lots <= count) continue;
    most = firm;
    count = lots;
  }
  return most;
}

/** P(at least `needed` of independent lots succeed): `counts[k]` holds P(exactly k so far), the last entry P(needed or more). */
function taskChance(task: CompiledTask, success: Float64Array): number {
  const counts = new Float64Array(task.needed + 1);
  counts[0] = 1;
  for (const lot of task.lots) {
    let allFail = 1;
    for (const firm of lot) allFail *= 1 - (success[firm] as number);
    const p = 1 - allFail;
    for (let k = task.needed; k >= 0; k -= 1) {
      const stay = k === task.needed ? 1 : 1 - p;
      counts[k] = (counts[k] as number) * stay + (k > 0 ? (counts[k - 1] as number) * p : 0);
    }
  }
  return counts[task.needed] as number;
}
