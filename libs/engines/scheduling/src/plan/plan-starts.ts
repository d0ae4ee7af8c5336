import type { Sequencing } from '../search/disjunctive-graph.js';
import { ShopSearch } from '../search/shop-search.js';
import { type CompiledPlan, NEVER } from './compiled-plan.js';
import type { PlanTiming } from './plan-timing.js';

/** Moves over the shop without calendars and dates, whose selection is one of the starts. */
const RELAXED_ITERATIONS = 2000;

/** Starts of different kinds; the best one is searched on. With a plan in force, keeping it is one of them. */
export function planStarts(plan: CompiledPlan, timing: PlanTiming, seed: number): Sequencing[] {
  const { problem } = plan;
  const starts = [dispatch(plan, timing, 'due'), dispatch(plan, timing, 'work')];
  if (problem.current.length > 0) starts.push(keepCurrent(plan, starts[0]!));
  // Close to a plan in force, a plan from scratch is of little use and costs the milliseconds of a quick answer.
  if (problem.current.length > 0) return starts;
  const relaxed = new ShopSearch(plan.relaxed, seed);
  relaxed.step(RELAXED_ITERATIONS);
  return [...starts, frozenOnTheirMachines(plan, relaxed.exportBest())];
}

/** Again and again the most urgent operation that could start soonest, on the machine where it ends first. */
function dispatch(plan: CompiledPlan, timing: PlanTiming, by: 'due' | 'work'): Sequencing {
  const { shop } = plan;
  const n = plan.operations.length;
  const option = new Int32Array(n);
  const order = new Int32Array(n);
  const waitsFor = Int32Array.from({ length: n }, (_, v) => shop.predecessorStart[v + 1]! - shop.predecessorStart[v]!);
  const urgency = Float64Array.from({ length: n }, (_, v) => {
    const work = shop.minTail[v]! + shop.minDuration[v]!;
    return by === 'work' ? -work : (plan.jobs[plan.operations[v]!.job]!.due ?? NEVER) - work;
  });
  const ready = new UrgentFirst(urgency);
  for (let v = 0; v < n; v += 1) if (waitsFor[v]! === 0) ready.push(v);
  timing.reset();
  for (let done = 0; done < n; done += 1) {
    const v = ready.pop();
    option[v] = bestOption(plan, timing, v);
    order[done] = v;
    timing.append(v, option[v]!);
    for (let e = shop.successorStart[v]!; e < shop.successorStart[v + 1]!; e += 1) {
      waitsFor[shop.successors[e]!]! -= 1;
      if (waitsFor[shop.successors[e]!]! === 0) ready.push(shop.successors[e]!);
    }
  }
  return { option, order };
}

function bestOption(plan: CompiledPlan, timing: PlanTiming, v: number): number {
  if (plan.frozenStart[v]! >= 0) return frozenOption(plan, v);
  let best = 0;
  let soonest = Number.POSITIVE_INFINITY;
  for (let o = 0; o < plan.shop.optionStart[v + 1]! - plan.shop.optionStart[v]!; o += 1) {
    const end = timing.endIfNext(v, o);
    if (end < soonest) {
      soonest = end;
      best = o;
    }
  }
  return best;
}

function frozenOption(plan: CompiledPlan, v: number): number {
  const { source } = plan.operations[v]!;
  return source.options.findIndex(({ machine }) => machine === source.frozen?.machine);
}

/** Order and machines as they are; what is new goes where its urgency puts it, behind its predecessors. */
function keepCurrent(plan: CompiledPlan, fresh: Sequencing): Sequencing {
  const { shop, currentOption, currentStart } = plan;
  const n = plan.operations.length;
  const option = Int32Array.from({ length: n }, (_, v) => (currentOption[v]! >= 0 ? currentOption[v]! : fresh.option[v]!));
  const place = new Float64Array(n);
  for (let i = 0; i < n; i += 1) place[fresh.order[i]!] = i;
  // New operations take over the time of the planned operation before them in the fresh order.
  let time = 0;
  const wanted = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const v = fresh.order[i]!;
    if (currentOption[v]! >= 0) time = Math.max(0, currentStart[v]!);
    wanted[v] = time;
  }
  for (const v of shop.topologicalOrder) {
    for (let e = shop.predecessorStart[v]!; e < shop.predecessorStart[v + 1]!; e += 1) {
      wanted[v] = Math.max(wanted[v]!, wanted[shop.predecessors[e]!]!);
    }
  }
  const rank = new Int32Array(n);
  for (let i = 0; i < n; i += 1) rank[shop.topologicalOrder[i]!] = i;
  const order = Int32Array.from(shop.topologicalOrder).sort((a, b) => wanted[a]! - wanted[b]! || rank[a]! - rank[b]!);
  return frozenOnTheirMachines(plan, { option, order });
}

function frozenOnTheirMachines(plan: CompiledPlan, { option, order }: Sequencing): Sequencing {
  for (let v = 0; v < option.length; v += 1) if (plan.frozenStart[v]! >= 0) option[v] = frozenOption(plan, v);
  return { option, order };
}

class UrgentFirst {
  private readonly items: number[] = [];

  constructor(private readonly urgency: Float64Array) {}

  push(item: number): void {
    const { items, urgency } = this;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (urgency[items[middle]!]! > urgency[item]!) low = middle + 1;
      else high = middle;
    }
    items.splice(low, 0, item);
  }

  pop(): number {
    return this.items.pop() as number;
  }
}
