import type { Sequencing } from '../search/disjunctive-graph.js';
import { type CompiledPlan, NEVER } from './compiled-plan.js';
import { type PlanTiming, WAIT_FOR } from './plan-timing.js';

type Blocker = 'release' | 'predecessor' | 'machine-busy' | 'machine-closed' | 'frozen' | 'batch-not-started';

interface NamedOperation {
  readonly job: string;
  readonly operation: string;
}

/** Why an operation ends too late for its job's due date, and what would free it. */
export interface LateOperation extends NamedOperation {
  readonly end: number;
  /** The latest end from which the rest of the job could still be in time. */
  readonly latestEnd: number;
  readonly lateMinutes: number;
  readonly blockedBy: Blocker;
  readonly waitsFor: NamedOperation | null;
  readonly machine: string;
  readonly waitMinutes: number;
  /** In words, most promising first; empty where the job's own minimum is already too long. */
  readonly remedies: readonly string[];
}

const BLOCKERS: readonly (readonly [number, Blocker])[] = [
  [WAIT_FOR.release, 'release'],
  [WAIT_FOR.predecessor, 'predecessor'],
  [WAIT_FOR.machine, 'machine-busy'],
  [WAIT_FOR.closed, 'machine-closed'],
  [WAIT_FOR.frozen, 'frozen'],
  [WAIT_FOR.batch, 'batch-not-started'],
];

export function explainLate(plan: CompiledPlan, timing: PlanTiming, selection: Sequencing): LateOperation[] {
  const latestEnd = latestEnds(plan, selection);
  const late: LateOperation[] = [];
  for (let v = 0; v < latestEnd.length; v += 1) {
    if (timing.end[v]! <= latestEnd[v]!) continue;
    const kind = timing.waitKind[v]!;
    const other = timing.waitOperation[v]!;
    late.push({
      ...nameOf(plan, v),
      end: timing.end[v]!,
      latestEnd: latestEnd[v]!,
      lateMinutes: timing.end[v]! - latestEnd[v]!,
      blockedBy: BLOCKERS.find(([code]) => code === kind)?.[1] ?? 'release',
      waitsFor: other < 0 ? null : nameOf(plan, other),
      machine: plan.machines[timing.machineOf[v]!]!.source.id,
      waitMinutes: timing.start[v]! - readyAt(plan, timing, v),
      remedies: remediesFor(plan, timing, selection, latestEnd, v),
    });
  }
  return late;
}

/** By the due date and the shortest rest of the job on the machines chosen, without waiting. */
function latestEnds(plan: CompiledPlan, { option }: Sequencing): Float64Array {
  const { shop } = plan;
  const latest = new Float64Array(option.length).fill(NEVER);
  for (let i = option.length - 1; i >= 0; i -= 1) {
    const v = shop.topologicalOrder[i]!;
    latest[v] = plan.jobs[plan.operations[v]!.job]!.due ?? NEVER;
    for (let e = shop.successorStart[v]!; e < shop.successorStart[v + 1]!; e += 1) {
      const w = shop.successors[e]!;
      latest[v] = Math.min(latest[v]!, latest[w]! - shop.optionDuration[shop.optionStart[w]! + option[w]!]!);
    }
  }
  return latest;
}

function readyAt(plan: CompiledPlan, timing: PlanTiming, v: number): number {
  const { shop, machines, transport, siteCount } = plan;
  let ready = plan.jobs[plan.operations[v]!.job]!.release;
  for (let e = shop.predecessorStart[v]!; e < shop.predecessorStart[v + 1]!; e += 1) {
    const before = shop.predecessors[e]!;
    const leg = transport[machines[timing.machineOf[before]!]!.site * siteCount + machines[timing.machineOf[v]!]!.site]!;
    ready = Math.max(ready, timing.end[before]! + leg);
  }
  return ready;
}

function remediesFor(plan: CompiledPlan, timing: PlanTiming, { option }: Sequencing, latestEnd: Float64Array, v: number): string[] {
  const { shop } = plan;
  const ready = readyAt(plan, timing, v);
  const duration = shop.optionDuration[shop.optionStart[v]! + option[v]!]!;
  const machine = plan.machines[timing.machineOf[v]!]!.source.id;
  const kind = timing.waitKind[v]!;
  const other = timing.waitOperation[v]!;
  const remedies: string[] = [];
  if (kind === WAIT_FOR.machine && other >= 0) {
    const slack = latestEnd[other]! - timing.end[other]!;
    const { job, operation } = nameOf(plan, other);
    if (slack >= duration && slack < NEVER / 2)
      remedies.push(`put it before operation ${operation} of job ${job}, which has ${slack} minutes to spare`);
    remedies.push(
      `free machine ${machine} from minute ${ready} on: operation ${operation} of job ${job} holds it until ${timing.end[other]!}`,
    );
  }
  if (kind === WAIT_FOR.closed) {
    const isListed = plan.machines[timing.machineOf[v]!]!.startWithin !== null;
    const what = isListed ? `list a start of machine ${machine}` : `open machine ${machine}`;
    remedies.push(`${what} between minute ${ready} and ${timing.start[v]!}`);
  }
  if (kind === WAIT_FOR.predecessor && other >= 0) {
    const { job, operation } = nameOf(plan, other);
    const minutes = timing.end[v]! - latestEnd[v]!;
    remedies.push(`end operation ${operation} of job ${job} ${minutes} minutes earlier; it ends at minute ${timing.end[other]!}`);
  }
  if (timing.end[v]! - timing.start[v]! > duration + timing.setup[v]!) {
    remedies.push(`let machine ${machine} work through its closed times between minute ${timing.start[v]!} and ${timing.end[v]!}`);
  }
  for (let o = shop.optionStart[v]!; o < shop.optionStart[v + 1]!; o += 1) {
    const end = ready + shop.optionDuration[o]!;
    if (o - shop.optionStart[v]! === option[v]! || end >= timing.end[v]!) continue;
    remedies.push(`use machine ${plan.machines[shop.optionMachine[o]!]!.source.id}: free at minute ${ready} it would end at ${end}`);
  }
  if (kind === WAIT_FOR.release) {
    const minutes = timing.end[v]! - latestEnd[v]!;
    remedies.push(`release the job ${minutes} minutes earlier or let it be due ${minutes} minutes later`);
  }
  return remedies;
}

function nameOf(plan: CompiledPlan, v: number): NamedOperation {
  const { job, source } = plan.operations[v]!;
  return { job: plan.jobs[job]!.id, operation: source.id };
}
