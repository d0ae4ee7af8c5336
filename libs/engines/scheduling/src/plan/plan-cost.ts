import type { Sequencing } from '../search/disjunctive-graph.js';
import { type CompiledPlan, NEVER } from './compiled-plan.js';
import type { PlanTiming } from './plan-timing.js';

/** A start that moves by so much counts as a whole change; smaller ones in part. */
const CHANGE_MINUTES = 480;
/** Weight of the sum of the jobs' ends: decides between plans that are otherwise equal. */
const EARLIER_WEIGHT = 1e-6;

export interface PlanFigures {
  readonly makespan: number;
  readonly weightedTardiness: number;
  /** Minutes by which the machines' loads are off a common utilisation (methods 7.8), all machines together. */
  readonly loadSpread: number;
  readonly changes: number;
  readonly objective: number;
  /** The objective, plus what only decides between equals. */
  readonly cost: number;
}

/** What a timed plan is worth; less is better. */
export class PlanCost {
  private readonly jobEnd: Float64Array;
  private readonly load: Float64Array;
  private readonly capacity: Float64Array;

  constructor(private readonly plan: CompiledPlan) {
    this.jobEnd = new Float64Array(plan.jobs.length);
    this.load = new Float64Array(plan.machines.length);
    const until = levellingHorizon(plan);
    this.capacity = Float64Array.from(plan.machines, ({ openStart, openEnd }) => {
      let open = 0;
      for (let w = 0; w < openStart.length; w += 1) open += Math.max(0, Math.min(openEnd[w]!, until) - Math.min(openStart[w]!, until));
      return open;
    });
  }

  of(timing: PlanTiming, { option }: Sequencing): PlanFigures {
    const { plan, jobEnd } = this;
    const { currentOption, currentStart, due, jobOf, weight } = plan;
    const { objective: kind, changeCost } = plan.problem;
    jobEnd.fill(0);
    let makespan = 0;
    let changes = 0;
    for (let v = 0; v < jobOf.length; v += 1) {
      const job = jobOf[v]!;
      if (timing.end[v]! > jobEnd[job]!) jobEnd[job] = timing.end[v]!;
      if (currentOption[v]! < 0) continue;
      changes += currentOption[v]! === option[v]! ? Math.min(1, Math.abs(timing.start[v]! - currentStart[v]!) / CHANGE_MINUTES) : 1;
    }
    let weightedTardiness = 0;
    let ends = 0;
    for (let job = 0; job < jobEnd.length; job += 1) {
      const end = jobEnd[job]!;
      if (end > makespan) makespan = end;
      ends += end;
      if (end > due[job]!) weightedTardiness += weight[job]! * (end - due[job]!);
    }
    const loadSpread = kind === 'levelled-load' ? this.spread(option) : 0;
    const wanted = kind === 'makespan' ? makespan : weightedTardiness + loadSpread;
    const objective = makespan >= NEVER ? Number.POSITIVE_INFINITY : wanted;
    const cost = objective + changes * changeCost + (ends + makespan) * EARLIER_WEIGHT;
    return { makespan, weightedTardiness, loadSpread, changes, objective, cost };
  }

  private spread(option: Int32Array): number {
    const { plan, load, capacity } = this;
    const { optionStart, optionMachine, optionDuration } = plan.shop;
    load.fill(0);
    for (let v = 0; v < option.length; v += 1) {
      const o = optionStart[v]! + option[v]!;
      load[optionMachine[o]!]! += optionDuration[o]!;
    }
    let [total, possible] = [0, 0];
    for (let k = 0; k < load.length; k += 1) {
      total += load[k]!;
      possible += capacity[k]!;
    }
    let spread = 0;
    for (let k = 0; k < load.length; k += 1) spread += Math.abs(load[k]! - (possible === 0 ? 0 : (total / possible) * capacity[k]!));
    return spread;
  }
}

/** Loads are levelled over the time until the last due date; without any, until all work could be done on one machine. */
function levellingHorizon({ jobs, shop }: CompiledPlan): number {
  const lastDue = jobs.reduce((latest, { due }) => Math.max(latest, due ?? 0), 0);
  return lastDue > 0 ? lastDue : shop.minDuration.reduce((sum, minutes) => sum + minutes, 0);
}
