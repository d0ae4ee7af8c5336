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

/** How remedies speak of times and machines. */
export interface PlanWords {
  at(minute: number): string;
  machine(id: string): string;
}

const PLAIN_WORDS: PlanWords = { at: (minute) => `minute ${minute}`, machine: (id) => id };

const BLOCKERS: readonly (readonly [number, Blocker])[] = [
  [WAIT_FOR.release, 'release'],
  [WAIT_FOR.predecessor, 'predecessor'],
  [WAIT_FOR.machine, 'machine-busy'],
  [WAIT_FOR.closed, 'machine-closed'],
  [WAIT_FOR.frozen, 'frozen'],
  [WAIT_FOR.batch, 'batch-not-started'],
];

export function explainLate(plan: CompiledPlan, timing: PlanTiming, selection: Sequencing, words = PLAIN_WORDS): LateOperation[] {
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
      remedies: remediesFor({ plan, timing, selection, latestEnd, words }, v),
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

interface Explained {
  readonly plan: CompiledPlan;
  readonly timing: PlanTiming;
  readonly selection: Sequencing;
  readonly latestEnd: Float64Array;
  readonly words: PlanWords;
}

function remediesFor(explained: Explained, v: number): string[] {
  const { plan, timing, selection, latestEnd, words } = explained;
  const { shop } = plan;
  const ready = readyAt(plan, timing, v);
  const duration = shop.optionDuration[shop.optionStart[v]! + selection.option[v]!]!;
  const { source, startWithin } = plan.machines[timing.machineOf[v]!]!;
  const machine = words.machine(source.id);
  const remedies: string[] = [];
  if (timing.waitOperation[v]! >= 0) remedies.push(...remediesByOther(explained, v, { ready, duration, machine }));
  if (timing.waitKind[v]! === WAIT_FOR.closed) {
    const what = startWithin !== null ? `list a start of machine ${machine}` : `open machine ${machine}`;
    remedies.push(`${what} between ${words.at(ready)} and ${words.at(timing.start[v]!)}`);
  }
  if (plan.frozenStart[v]! >= 0) return [...remedies, 'it is begun or promised: only freeing it from its place would move it'];
  if (timing.end[v]! - timing.start[v]! > duration + timing.setup[v]!) {
    const [from, until] = [words.at(timing.start[v]!), words.at(timing.end[v]!)];
    remedies.push(`let machine ${machine} work through its closed times between ${from} and ${until}`);
  }
  for (let o = shop.optionStart[v]!; o < shop.optionStart[v + 1]!; o += 1) {
    const end = ready + shop.optionDuration[o]!;
    if (o - shop.optionStart[v]! === selection.option[v]! || end >= timing.end[v]!) continue;
    const other = words.machine(plan.machines[shop.optionMachine[o]!]!.source.id);
    remedies.push(`use machine ${other}: free at ${words.at(ready)} it would end at ${words.at(end)}`);
  }
  if (timing.waitKind[v]! === WAIT_FOR.release) {
    const minutes = timing.end[v]! - latestEnd[v]!;
    remedies.push(`release the job ${minutes} minutes earlier or let it be due ${minutes} minutes later`);
  }
  return remedies;
}

/** Where another operation stands in the way. */
function remediesByOther(
  { plan, timing, latestEnd, words }: Explained,
  v: number,
  { ready, duration, machine }: { ready: number; duration: number; machine: string },
): string[] {
  const other = timing.waitOperation[v]!;
  const { job, operation } = nameOf(plan, other);
  const name = `operation ${operation} of job ${job}`;
  const until = words.at(timing.end[other]!);
  const minutes = timing.end[v]! - latestEnd[v]!;
  switch (timing.waitKind[v]!) {
    case WAIT_FOR.machine: {
      const slack = latestEnd[other]! - timing.end[other]!;
      const overtake = slack >= duration && slack < NEVER / 2;
      return [
        ...(overtake ? [`put it before ${name}, which has ${slack} minutes to spare`] : []),
        `free machine ${machine} from ${words.at(ready)} on: ${name} holds it until ${until}`,
      ];
    }
    case WAIT_FOR.frozen:
      return [`let ${name} leave its place: it is frozen on machine ${machine} until ${until}`];
    case WAIT_FOR.batch:
      return [`start the batch with ${name} earlier than ${words.at(timing.start[other]!)}, or in a batch of its own`];
    case WAIT_FOR.predecessor:
      return [`end ${name} ${minutes} minutes earlier; it ends at ${until}`];
    default:
      return [];
  }
}

function nameOf(plan: CompiledPlan, v: number): NamedOperation {
  const { job, source } = plan.operations[v]!;
  return { job: plan.jobs[job]!.id, operation: source.id };
}
