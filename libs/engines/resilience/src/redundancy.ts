import type { RedundancyProblem, RedundancyResult, StandbyOption } from './redundancy-problem.js';
import { ScenarioRedundancy } from './scenario-redundancy.js';

const EXACT_OPTIONS_MAX = 12;
/** Above this the greedy search weighs only the cheapest options of each operation. */
const GREEDY_OPTIONS_MAX = 80;
/** Sums of fees and probabilities that differ by less are the same figure. */
const SAME = 1e-9;

/**
 * Standby partners with the lowest fee such that the delivery probability reaches R* (methods 5.5): exact up to 12 options;
 * above that greedy by gain per EUR with a drop test, above 80 over sampled scenarios with the exact probability as the judge. A standby of a split operation stands in for each of its lots.
 */
export function allocateRedundancy(problem: RedundancyProblem): RedundancyResult {
  const useful = problem.options.filter((option) => isUseful(problem, option)).sort(byOperationAndFirm);
  if (useful.length > GREEDY_OPTIONS_MAX && ScenarioRedundancy.suits(problem)) return allocateByScenarios(problem, useful);
  // Operations in several lots: the cheapest options of each nearly always suffice; where they do not, all are looked at.
  const few = useful.length > GREEDY_OPTIONS_MAX ? cheapestOfEach(useful) : useful;
  const result = allocate(problem, few);
  return result.reached || few.length === useful.length ? result : allocate(problem, useful);
}

/** As many of the cheapest options of each operation as the greedy search can weigh in a moment. */
function cheapestOfEach(options: readonly StandbyOption[]): StandbyOption[] {
  const byOperation = Map.groupBy(options, ({ operation }) => operation);
  const each = Math.max(1, Math.floor(GREEDY_OPTIONS_MAX / byOperation.size));
  const kept = [...byOperation.values()].flatMap((list) =>
    [...list].sort((a, b) => a.feeEur - b.feeEur || byOperationAndFirm(a, b)).slice(0, each),
  );
  return kept.sort(byOperationAndFirm);
}

function allocate(problem: RedundancyProblem, options: readonly StandbyOption[]): RedundancyResult {
  const probabilityOf = memoised(problem, options);
  const method = options.length <= EXACT_OPTIONS_MAX ? 'exact' : 'heuristic';
  const target = problem.requiredProbability - SAME;
  const search = (aim: number) =>
    method === 'exact' ? cheapestSet(options, probabilityOf, aim) : greedySet(problem, options, probabilityOf, aim);
  let chosen = search(target);
  const reached = probabilityOf(chosen) >= target;
  // Out of reach: what all options give together is the best there is, and the cheapest set that gives it is sought.
  if (!reached) chosen = search(probabilityOf(options.map((_, index) => index)) - SAME);
  return {
    chosen: chosen.map((index) => options[index] as StandbyOption),
    feeEur: feeOf(options, chosen),
    probability: probabilityOf(chosen),
    probabilityWithoutStandby: probabilityOf([]),
    reached,
    method,
    nextStep: nextStep(options, probabilityOf, chosen),
  };
}

function allocateByScenarios(problem: RedundancyProblem, options: readonly StandbyOption[]): RedundancyResult {
  const search = new ScenarioRedundancy(problem, options);
  const target = problem.requiredProbability - SAME;
  const chosen = search.probabilityOf([]) >= target ? [] : search.search(target);
  const probability = search.probabilityOf(chosen);
  return {
    chosen: chosen.map((index) => options[index] as StandbyOption),
    feeEur: feeOf(options, chosen),
    probability,
    probabilityWithoutStandby: search.probabilityOf([]),
    reached: probability >= target,
    method: 'heuristic',
    nextStep: search.nextStep(chosen),
  };
}

type ProbabilityOf = (chosen: readonly number[]) => number;

function isUseful(problem: RedundancyProblem, option: StandbyOption): boolean {
  const task = problem.tasks.get(option.operation);
  return task !== undefined && !task.lots.some((lot) => lot.includes(option.firm));
}

function memoised(problem: RedundancyProblem, options: readonly StandbyOption[]): ProbabilityOf {
  const known = new Map<string, number>();
  return (chosen) => {
    const key = chosen.join();
    const former = known.get(key);
    if (former !== undefined) return former;
    const tasks = [...problem.tasks].map(([operation, task]) => {
      const standbys = chosen.map((index) => options[index] as StandbyOption).filter((option) => option.operation === operation);
      return { needed: task.needed, lots: task.lots.map((lot) => [...lot, ...standbys.map((option) => option.firm)]) };
    });
    const { probability } = problem.risk.estimate(tasks);
    known.set(key, probability);
    return probability;
  };
}

/**
 * Exact: include or leave out each option, dearest first; a branch ends where its fee is above the best or where even all
 * options still open do not reach the target (a standby never lowers the probability).
 */
function cheapestSet(options: readonly StandbyOption[], probabilityOf: ProbabilityOf, target: number): number[] {
  const byFee = options.map((_, index) => index).sort((a, b) => fee(options, b) - fee(options, a) || a - b);
  let best: number[] | null = null;
  let bestFee = Number.POSITIVE_INFINITY;
  const visit = (at: number, chosen: readonly number[]): void => {
    const chosenFee = feeOf(options, chosen);
    if (chosenFee > bestFee + SAME) return;
    if (probabilityOf(sorted([...chosen, ...byFee.slice(at)])) < target) return;
    if (at === byFee.length) {
      const set = sorted(chosen);
      if (best !== null && chosenFee > bestFee - SAME && !isPreferred(set, best, probabilityOf)) return;
      best = set;
      bestFee = Math.min(chosenFee, bestFee);
      return;
    }
    visit(at + 1, chosen);
    visit(at + 1, [...chosen, byFee[at] as number]);
  };
  visit(0, []);
  return best ?? [];
}

/** Between sets of equal fee: the higher probability, then fewer standbys, then the smaller list. */
function isPreferred(set: readonly number[], than: readonly number[], probabilityOf: ProbabilityOf): boolean {
  const gain = probabilityOf(set) - probabilityOf(than);
  if (Math.abs(gain) > SAME) return gain > 0;
  if (set.length !== than.length) return set.length < than.length;
  const differs = set.findIndex((option, index) => option !== than[index]);
  return differs >= 0 && (set[differs] as number) < (than[differs] as number);
}

function greedySet(problem: RedundancyProblem, options: readonly StandbyOption[], probabilityOf: ProbabilityOf, target: number): number[] {
  let chosen: number[] = [];
  while (probabilityOf(chosen) < target) {
    const steps = [...options.map((_, index) => [index]), ...bundles(problem, options, chosen)];
    // Where no step helps, several may do so together; what was taken in vain, the drop test removes.
    const next =
      bestStep(options, probabilityOf, chosen, steps) ?? options.flatMap((_, index) => (chosen.includes(index) ? [] : [index])).slice(0, 1);
    if (next.length === 0) break;
    chosen = sorted([...new Set([...chosen, ...next])]);
  }
  for (const index of [...chosen].sort((a, b) => fee(options, b) - fee(options, a) || a - b)) {
    const without = chosen.filter((other) => other !== index);
    if (probabilityOf(without) >= target) chosen = without;
  }
  return chosen;
}

/** A firm with several operations is only replaceable in all of them at once: by one other firm, or by the cheapest of each. */
function bundles(problem: RedundancyProblem, options: readonly StandbyOption[], chosen: readonly number[]): number[][] {
  const operationsOf = new Map<string, string[]>();
  for (const [operation, task] of problem.tasks) {
    if (chosen.some((index) => options[index]?.operation === operation)) continue;
    for (const primary of new Set(task.lots.flat())) operationsOf.set(primary, [...(operationsOf.get(primary) ?? []), operation]);
  }
  const found: number[][] = [];
  for (const operations of operationsOf.values()) {
    if (operations.length < 2) continue;
    const optionsOf = operations.map((operation) => options.flatMap((option, index) => (option.operation === operation ? [index] : [])));
    if (optionsOf.some((list) => list.length === 0)) continue;
    found.push(optionsOf.map((list) => list.reduce((best, index) => (fee(options, index) < fee(options, best) ? index : best))));
    for (const first of optionsOf[0] ?? []) {
      const same = optionsOf.map((list) => list.find((index) => options[index]?.firm === options[first]?.firm));
      if (same.every((index) => index !== undefined)) found.push(same);
    }
  }
  return found;
}

/** The step with the largest gain in probability per EUR; null where none gains anything. */
function bestStep(
  options: readonly StandbyOption[],
  probabilityOf: ProbabilityOf,
  chosen: readonly number[],
  steps: readonly (readonly number[])[],
): readonly number[] | null {
  const before = probabilityOf(chosen);
  let best: readonly number[] | null = null;
  let bestRatio = 0;
  for (const step of steps) {
    if (step.every((index) => chosen.includes(index))) continue;
    const gain = probabilityOf(sorted([...new Set([...chosen, ...step])])) - before;
    const ratio = gain > 1e-12 ? gain / feeOf(options, step) : 0;
    if (ratio <= bestRatio) continue;
    best = step;
    bestRatio = ratio;
  }
  return best;
}

function nextStep(
  options: readonly StandbyOption[],
  probabilityOf: ProbabilityOf,
  chosen: readonly number[],
): RedundancyResult['nextStep'] {
  const singles = options.map((_, index) => [index]);
  const index = bestStep(options, probabilityOf, chosen, singles)?.[0];
  if (index === undefined) return null;
  return { option: options[index] as StandbyOption, probability: probabilityOf(sorted([...chosen, index])) };
}

function fee(options: readonly StandbyOption[], index: number): number {
  return (options[index] as StandbyOption).feeEur;
}

function feeOf(options: readonly StandbyOption[], chosen: readonly number[]): number {
  return chosen.reduce((sum, index) => sum + fee(options, index), 0);
}

function sorted(indices: readonly number[]): number[] {
  return [...indices].sort((a, b) => a - b);
}

function byOperationAndFirm(a: StandbyOption, b: StandbyOption): number {
  if (a.operation !== b.operation) return a.operation < b.operation ? -1 : 1;
  return a.firm < b.firm ? -1 : a.firm > b.firm ? 1 : 0;
}
