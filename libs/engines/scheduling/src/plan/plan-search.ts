import { DomainError } from '@gewerk/kernel';
import { boundMakespan } from '../bounds/shop-bound.js';
import type { AnytimeSearch } from '../search/anytime-search.js';
import type { Sequencing } from '../search/disjunctive-graph.js';
import { RandomSource } from '../search/random-source.js';
import { type CompiledPlan, compilePlan, NEVER } from './compiled-plan.js';
import { PlanCost, type PlanFigures } from './plan-cost.js';
import { planStarts, relaxedStart } from './plan-starts.js';
import type { PlanProblem } from './plan-problem.js';
import { PlanTiming, WAIT_FOR } from './plan-timing.js';

/** Costs remembered: a move is taken if it is no worse than the plan so many moves ago (late acceptance). */
const MEMORY = 200;
const MOVES_WITHOUT_GAIN_PER_OPERATION = 100;
const MOVES_WITHOUT_GAIN_MIN = 600;
/** After a restart plans may be worse by so much, doubled up to four times at random, and by a minute. */
const HEAT = 0.01;
const SHIFT_MAX = 40;
const AIMED_SHARE = 0.7;
const COMPANY_SHARE = 0.25;
/** Share of the moves that put an operation right before the one whose machine it waits for. */
const OVERTAKING_SHARE = 0.6;

/**
 * Anytime search for plans with calendars, set-ups by sequence, batches, transport, dates and a plan in force. Moves an operation to
 * another place or machine, mostly one that holds up a late or the last job, and times the whole plan anew: exact, whatever the rules.
 */
export class PlanSearch implements AnytimeSearch {
  iterations = 0;
  readonly lowerBound: number;
  figures: PlanFigures;

  private readonly plan: CompiledPlan;
  private readonly random: RandomSource;
  private readonly timing: PlanTiming;
  private readonly judge: PlanCost;
  private readonly now: Sequencing;
  private readonly trial: Sequencing;
  private readonly best: Sequencing;
  private readonly position: Int32Array;
  private readonly movable: Int32Array;
  private readonly memory = new Float64Array(MEMORY);
  private nowCost = 0;
  /** First position of the order at which the trial differs from the plan it came from. */
  private changedFrom = 0;
  private sinceGain = 0;
  private readonly patience: number;
  private arrived: Sequencing | null = null;

  /** @param problem as checked by `readPlanProblem` @throws DomainError where no plan fits into the calendars */
  constructor(problem: PlanProblem, seed: number) {
    this.plan = compilePlan(problem);
    const n = this.plan.operations.length;
    this.random = new RandomSource(seed);
    this.timing = new PlanTiming(this.plan);
    this.judge = new PlanCost(this.plan);
    this.position = new Int32Array(n);
    this.movable = Int32Array.from(this.plan.frozenStart.keys()).filter((v) => this.plan.frozenStart[v]! < 0);
    this.patience = MOVES_WITHOUT_GAIN_MIN + MOVES_WITHOUT_GAIN_PER_OPERATION * n;
    this.lowerBound = boundObjective(this.plan);
    const { start, figures } = this.bestStart(seed);
    if (figures.objective === Number.POSITIVE_INFINITY) {
      const remedy = 'the machines are not open long enough for all operations; lengthen the calendars or the horizon';
      throw new DomainError('unprocessable', 'scheduling.calendars-too-short', remedy);
    }
    this.figures = figures;
    this.best = copyOf(start);
    this.now = copyOf(start);
    this.trial = copyOf(start);
    this.restart(start);
  }

  private bestStart(seed: number): { start: Sequencing; figures: PlanFigures } {
    const judged = (start: Sequencing) => ({ start, figures: this.figuresOf(start) });
    const starts = planStarts(this.plan, this.timing).map(judged);
    const best = starts.reduce((a, b) => (b.figures.cost < a.figures.cost ? b : a));
    // Close to a plan in force, a plan from scratch is of little use and costs the milliseconds of a quick answer.
    if (this.plan.problem.current.length > 0 || best.figures.objective <= this.lowerBound) return best;
    const relaxed = judged(relaxedStart(this.plan, seed));
    return relaxed.figures.cost < best.figures.cost ? relaxed : best;
  }

  get objective(): number {
    return this.figures.objective;
  }

  get isProven(): boolean {
    return this.figures.objective <= this.lowerBound && this.figures.changes === 0;
  }

  step(iterations: number): void {
    for (let i = 0; i < iterations && !this.isProven && this.movable.length > 0; i += 1) this.iterate();
    if (this.movable.length === 0) this.iterations += iterations;
  }

  exportBest(): Sequencing {
    return copyOf(this.best);
  }

  importElite(elite: Sequencing): void {
    this.arrived = elite;
  }

  private iterate(): void {
    const { now, trial, memory } = this;
    this.iterations += 1;
    trial.order.set(now.order);
    trial.option.set(now.option);
    this.sinceGain += 1;
    this.changedFrom = trial.order.length;
    this.change(trial);
    if (this.changedFrom < trial.order.length) this.judgeTrial();
    const slot = this.iterations % MEMORY;
    if (this.nowCost < memory[slot]!) memory[slot] = this.nowCost;
    if (this.sinceGain > this.patience) this.restart(this.arrived ?? this.best);
  }

  private judgeTrial(): void {
    const { now, trial, timing } = this;
    timing.timeFrom(trial, this.changedFrom);
    const figures = this.judge.of(timing, trial);
    if (figures.cost <= this.memory[this.iterations % MEMORY]! || figures.cost <= this.nowCost) {
      now.order.set(trial.order);
      now.option.set(trial.option);
      this.nowCost = figures.cost;
      timing.keep();
    }
    if (figures.cost < this.figures.cost) this.remember(figures, trial);
  }

  private remember(figures: PlanFigures, { option, order }: Sequencing): void {
    this.figures = figures;
    this.best.order.set(order);
    this.best.option.set(option);
    this.sinceGain = 0;
  }

  /** From a plan again, with room to get worse. */
  private restart(from: Sequencing): void {
    this.arrived = null;
    this.now.order.set(from.order);
    this.now.option.set(from.option);
    const figures = this.figuresOf(from);
    this.timing.keep();
    this.nowCost = figures.cost;
    if (figures.cost < this.figures.cost) this.remember(figures, from);
    const heat = this.plan.problem.current.length > 0 && this.iterations === 0 ? 0 : HEAT * 2 ** this.random.below(5);
    this.memory.fill(this.nowCost * (1 + heat) + 1);
    this.sinceGain = 0;
  }

  private figuresOf(selection: Sequencing): PlanFigures {
    this.timing.time(selection);
    return this.judge.of(this.timing, selection);
  }

  private change(trial: Sequencing): void {
    const { plan, random, timing } = this;
    let v = random.fraction() < AIMED_SHARE ? this.blocking() : this.movable[random.below(this.movable.length)]!;
    const blocker = timing.waitOperation[v]!;
    if (timing.waitKind[v]! === WAIT_FOR.machine && blocker >= 0 && random.fraction() < OVERTAKING_SHARE) {
      this.shift(trial, v, false, blocker);
      return;
    }
    const options = plan.shop.optionStart[v + 1]! - plan.shop.optionStart[v]!;
    const isElsewhere = options > 1 && random.fraction() < 0.5;
    if (isElsewhere) trial.option[v] = (trial.option[v]! + 1 + random.below(options - 1)) % options;
    this.shift(trial, v, isElsewhere);
    // What follows in the job often has to come along: transport makes a change of site worth it only together.
    while (random.fraction() < COMPANY_SHARE) {
      const next = this.successorOf(v);
      if (next < 0) return;
      const before = trial.option[next]!;
      this.followTo(trial, next, v);
      this.shift(trial, next, trial.option[next]! !== before);
      v = next;
    }
  }

  /** A random successor that may move; -1 without one. */
  private successorOf(v: number): number {
    const { successorStart, successors } = this.plan.shop;
    const [first, stop] = [successorStart[v]!, successorStart[v + 1]!];
    if (first === stop) return -1;
    const next = successors[first + this.random.below(stop - first)]!;
    return this.plan.frozenStart[next]! < 0 ? next : -1;
  }

  /** To the machine of the one before, or else to one at its site. */
  private followTo({ option }: Sequencing, next: number, before: number): void {
    const { shop, machines } = this.plan;
    const to = shop.optionMachine[shop.optionStart[before]! + option[before]!]!;
    for (let o = shop.optionStart[next]!; o < shop.optionStart[next + 1]!; o += 1) {
      const k = shop.optionMachine[o]!;
      if (k === to || machines[k]!.site === machines[to]!.site) option[next] = o - shop.optionStart[next]!;
      if (k === to) return;
    }
  }

  /** Goes back from the end of a job that is late, or last, over what each operation waited for, for a random number of steps. */
  private blocking(): number {
    const { plan, timing, random } = this;
    // The times are those of the trial before; as a hint of where to move that is good enough.
    let v = this.movable[random.below(this.movable.length)]!;
    for (let tries = 0; tries < 12; tries += 1) {
      const other = this.movable[random.below(this.movable.length)]!;
      if (this.lateness(other) > this.lateness(v)) v = other;
    }
    for (let steps = random.below(8); steps > 0; steps -= 1) {
      const before = timing.waitOperation[v]!;
      if (before < 0 || plan.frozenStart[before]! >= 0) break;
      if (timing.waitKind[v]! === WAIT_FOR.machine && random.fraction() < 0.5) return random.fraction() < 0.5 ? v : before;
      v = before;
    }
    return v;
  }

  private lateness(v: number): number {
    const { due } = this.plan.jobs[this.plan.operations[v]!.job]!;
    return this.timing.end[v]! + this.plan.shop.minTail[v]! - (this.plan.problem.objective === 'makespan' ? 0 : (due ?? NEVER));
  }

  /** To a place between its last predecessor and its first successor in the order, not too far away; if need be before a named one. */
  private shift({ order }: Sequencing, v: number, isElsewhere: boolean, overtaken = -1): void {
    const { plan, position, random } = this;
    const { predecessorStart, predecessors, successorStart, successors } = plan.shop;
    const n = order.length;
    for (let i = 0; i < n; i += 1) position[order[i]!] = i;
    const at = position[v]!;
    let low = Math.max(0, at - SHIFT_MAX);
    let high = Math.min(n - 1, at + SHIFT_MAX);
    for (let e = predecessorStart[v]!; e < predecessorStart[v + 1]!; e += 1) low = Math.max(low, position[predecessors[e]!]! + 1);
    for (let e = successorStart[v]!; e < successorStart[v + 1]!; e += 1) high = Math.min(high, position[successors[e]!]! - 1);
    const wanted = overtaken < 0 ? low + random.below(high - low + 1) : position[overtaken]!;
    const to = Math.max(low, Math.min(high, wanted));
    if (to !== at || isElsewhere) this.changedFrom = Math.min(this.changedFrom, at, to);
    if (to > at) order.copyWithin(at, at + 1, to + 1);
    else order.copyWithin(to + 1, to, at);
    order[to] = v;
  }
}

function copyOf({ option, order }: Sequencing): Sequencing {
  return { option: option.slice(), order: order.slice() };
}

/** What no plan goes below: the same without calendars, set-ups by sequence and transport; without limits of machines where batches lift them. */
function boundObjective({ shop, jobs, operations, machines, problem, frozenStart, frozenEnd }: CompiledPlan): number {
  // A frozen operation may be shorter than its options say: then only its own end is certain.
  const hasFrozen = frozenStart.some((start) => start >= 0);
  const earliest = new Float64Array(jobs.length);
  for (let v = 0; v < operations.length && !hasFrozen; v += 1) {
    const { job } = operations[v]!;
    earliest[job] = Math.max(earliest[job]!, jobs[job]!.release + shop.minHead[v]! + shop.minDuration[v]!);
  }
  if (problem.objective === 'makespan') {
    const hasBatch = machines.some(({ batchCapacity }) => batchCapacity > 1);
    return Math.max(hasFrozen || hasBatch ? 0 : boundMakespan(shop).value, ...earliest, ...frozenEnd);
  }
  return jobs.reduce((sum, { due, weight }, job) => sum + (due === null ? 0 : weight * Math.max(0, earliest[job]! - due)), 0);
}
