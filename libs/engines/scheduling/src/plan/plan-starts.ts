import type { Sequencing } from '../search/disjunctive-graph.js';
import { ShopSearch } from '../search/shop-search.js';
import { type CompiledPlan, NEVER } from './compiled-plan.js';
import type { PlanTiming } from './plan-timing.js';

/** Moves over the shop without calendars and dates, whose selection is one of the starts. */
const RELAXED_ITERATIONS = 2000;
const ARRIVAL_MINUTES = 240;
const PLACES_FOR_NEW = 12;
/** Of working time to time on the clock, where a shift of twelve hours is worked on five days. */
const CLOSED_STRETCH = 3;

/** Starts of different kinds; the best one is searched on. With a plan in force, keeping it is one of them. */
export function planStarts(plan: CompiledPlan, timing: PlanTiming): Sequencing[] {
  const starts = [dispatch(plan, timing, 'due'), dispatch(plan, timing, 'arrival'), dispatch(plan, timing, 'work')];
  if (plan.problem.current.length === 0) return starts;
  const fresh = starts[0]!;
  return [...starts, keepCurrent(plan, fresh, null), ...placesForNew(plan).map((newAt) => keepCurrent(plan, fresh, newAt))];
}

/** What a search over the shop without calendars and dates comes to. */
export function relaxedStart(plan: CompiledPlan, seed: number): Sequencing {
  const relaxed = new ShopSearch(plan.relaxed, seed);
  relaxed.step(RELAXED_ITERATIONS);
  return frozenOnTheirMachines(plan, relaxed.exportBest());
}

/**
 * Again and again one of the operations whose predecessors are placed, on the machine where it ends first: the most urgent one by due
 * date or by work, or the one whose parts are there first.
 */
function dispatch(plan: CompiledPlan, timing: PlanTiming, by: 'due' | 'work' | 'arrival'): Sequencing {
  const { shop } = plan;
  const n = plan.operations.length;
  const option = new Int32Array(n);
  const order = new Int32Array(n);
  const waitsFor = Int32Array.from({ length: n }, (_, v) => shop.predecessorStart[v + 1]! - shop.predecessorStart[v]!);
  const urgency = Float64Array.from({ length: n }, (_, v) => {
    const work = shop.minTail[v]! + shop.minDuration[v]!;
    return by === 'work' ? -work : Math.min(plan.due[plan.jobOf[v]!]!, NEVER) - work;
  });
  const ready = new UrgentFirst(urgency);
  timing.reset();
  const add = (v: number): void => {
    // Of what arrives within half a shift the more urgent goes first.
    if (by === 'arrival') urgency[v] = Math.floor(arrivalOf(plan, timing, v) / ARRIVAL_MINUTES) * NEVER * 4 + urgency[v]!;
    ready.push(v);
  };
  for (let v = 0; v < n; v += 1) if (waitsFor[v]! === 0) add(v);
  for (let done = 0; done < n; done += 1) {
    const v = ready.pop();
    option[v] = bestOption(plan, timing, v);
    order[done] = v;
    timing.append(v, option[v]!);
    for (let e = shop.successorStart[v]!; e < shop.successorStart[v + 1]!; e += 1) {
      waitsFor[shop.successors[e]!]! -= 1;
      if (waitsFor[shop.successors[e]!]! === 0) add(shop.successors[e]!);
    }
  }
  return { option, order };
}

function arrivalOf({ shop, release, frozenStart }: CompiledPlan, { end }: PlanTiming, v: number): number {
  if (frozenStart[v]! >= 0) return 0;
  let arrival = release[v]!;
  for (let e = shop.predecessorStart[v]!; e < shop.predecessorStart[v + 1]!; e += 1)
    arrival = Math.max(arrival, end[shop.predecessors[e]!]!);
  return arrival;
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

/** Times at which what is new may be put among what is planned: some of those ahead, evenly by number, and behind all. */
function placesForNew({ currentOption, currentStart, frozenStart }: CompiledPlan): number[] {
  const ahead = currentStart.filter((_, v) => currentOption[v]! >= 0 && frozenStart[v]! < 0).sort();
  if (!currentOption.includes(-1) || ahead.length === 0) return [];
  const places = Array.from({ length: PLACES_FOR_NEW }, (_, i) => ahead[Math.floor((i * ahead.length) / PLACES_FOR_NEW)]!);
  return [...new Set([...places, NEVER])];
}

/** Order and machines as they are; what is new goes where its urgency puts it, or to a given time, and behind its predecessors. */
function keepCurrent(plan: CompiledPlan, fresh: Sequencing, newAt: number | null): Sequencing {
  const { shop, currentOption, currentStart } = plan;
  const n = plan.operations.length;
  const option = Int32Array.from({ length: n }, (_, v) => (currentOption[v]! >= 0 ? currentOption[v]! : fresh.option[v]!));
  // New operations take over the time of the planned operation before them in the fresh order.
  let time = 0;
  const wanted = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const v = fresh.order[i]!;
    const isPlanned = currentOption[v]! >= 0;
    if (isPlanned) time = Math.max(0, currentStart[v]!);
    wanted[v] = isPlanned ? time : newAt === null ? time : newAt + CLOSED_STRETCH * shop.minHead[v]!;
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
