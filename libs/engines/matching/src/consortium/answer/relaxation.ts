import type { Relaxation } from './answer.js';
import type { CompiledInstance } from '../instance/compiled.js';
import { DEFAULT_MAX_MEMBERS, DEFAULT_MIN_KAPPA } from '../instance/instance.js';
import { LowerTails } from '../plans/lower-tails.js';
import { PlanWalk } from '../plans/plan-walk.js';

/** In the order in which they are offered: a later date first (methods 4.8). */
const RELAXABLE: readonly Relaxation['rule'][] = ['due-day', 'max-members', 'min-kappa'];
const SAME = 1e-9;

export interface RelaxationSearch {
  readonly relaxations: readonly Relaxation[];
  /** Every relaxation is the smallest one, and there is no other of its kind. */
  readonly isExhaustive: boolean;
}

/**
 * What would make an infeasible instance feasible: for each rule the smallest change of that rule alone. Depth first with
 * pruning on the change so far, which only grows: the arrival, the number of members, the worst compatibility.
 */
export function searchRelaxations(instance: CompiledInstance, nodesPerRule: number): RelaxationSearch {
  const tails = new LowerTails(instance);
  const relaxations: Relaxation[] = [];
  let isExhaustive = true;
  for (const rule of RELAXABLE) {
    const search = leastChange(instance, tails, rule, nodesPerRule);
    if (!search.isExhaustive) isExhaustive = false;
    if (search.change === null) continue;
    const to = rule === 'min-kappa' ? -search.change : search.change;
    relaxations.push({ rule, from: limitOf(instance, rule), to: Math.round(to * 1e9) / 1e9 });
  }
  return { relaxations, isExhaustive };
}

function leastChange(instance: CompiledInstance, tails: LowerTails, rule: Relaxation['rule'], nodesMax: number) {
  const walk = new PlanWalk(instance, tails);
  let best = Number.POSITIVE_INFINITY;
  let nodes = 0;
  const changeOf = (): number => {
    if (rule === 'max-members') return walk.memberCount;
    if (rule === 'min-kappa') return -walk.minKappa;
    return Math.max(walk.arrivalAtLeast, tails.arrivalFrom[walk.depth] as number);
  };
  const visit = (): void => {
    if (walk.isComplete) {
      best = changeOf();
      return;
    }
    const open: { readonly candidate: number; readonly change: number }[] = [];
    const candidates = instance.operations[walk.nextOperation]?.candidates.length ?? 0;
    for (let candidate = 0; candidate < candidates; candidate += 1) {
      nodes += 1;
      walk.push(candidate);
      if (walk.brokenRule(rule) === null) open.push({ candidate, change: changeOf() });
      walk.pop();
    }
    open.sort((a, b) => a.change - b.change || a.candidate - b.candidate);
    for (const { candidate, change } of open) {
      if (change >= best - SAME || nodes >= nodesMax) return;
      walk.push(candidate);
      visit();
      walk.pop();
    }
  };
  visit();
  return { change: Number.isFinite(best) ? best : null, isExhaustive: nodes < nodesMax };
}

function limitOf(instance: CompiledInstance, rule: Relaxation['rule']): number {
  const { order } = instance.source;
  if (rule === 'due-day') return order.dueDay;
  return rule === 'max-members' ? (order.maxMembers ?? DEFAULT_MAX_MEMBERS) : (order.minKappa ?? DEFAULT_MIN_KAPPA);
}
