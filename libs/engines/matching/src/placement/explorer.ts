import { clip } from '@gewerk/kernel';
import type { CompiledCandidate, CompiledInstance, CompiledOperation } from '../consortium/instance/compiled.js';
import type { PlanWalk, Rule } from '../consortium/plans/plan-walk.js';
import { Variates } from '../ranking/variates.js';
import { choiceShares } from './pheromone.js';
import type { PlacementPolicy } from './policy.js';
import { pullProbability, pullThreshold, stimulusAt } from './pull.js';

/** A day is the grid of lead times: shorter work attracts no more than a day's. */
const LEAD_TIME_DAYS_MIN = 1;

/** How an operation found its firm. */
export interface PlacementStep {
  readonly operation: string;
  readonly firm: string;
  /** In which round of asking, from 0, and how urgent the work was then. */
  readonly round: number;
  readonly stimulus: number;
  /** All that could take it without breaking a rule. */
  readonly asked: readonly {
    readonly firm: string;
    readonly threshold: number;
    readonly pullProbability: number;
    readonly pulls: boolean;
  }[];
  /** Those that would take it, and how likely each was chosen. */
  readonly offers: readonly { readonly firm: string; readonly tau: number; readonly leadTimeDays: number; readonly share: number }[];
  /** Candidates that a rule kept out. */
  readonly refused: readonly { readonly firm: string; readonly rule: Rule }[];
}

export interface DeadEnd {
  readonly operation: string;
  readonly rule: Rule | 'nobody-pulls' | 'no-candidate';
}

export interface ExplorerContext {
  readonly instance: CompiledInstance;
  readonly seed: number;
  readonly urgency: number;
  readonly policy: PlacementPolicy;
  readonly tauOf: (operation: string, firm: string) => number;
}

interface Able {
  readonly candidate: number;
  readonly firm: string;
  readonly threshold: number;
  readonly leadTimeDays: number;
}

/**
 * Sends one explorer along the route (methods 9.4): each operation is offered to the firms that may take it as things stand, they pull
 * or not, and one of those that pull is chosen. The walk ends complete, or where nobody is left. Streams of random numbers are
 * named by explorer, operation and firm, so that a firm that joins moves no other's draw.
 */
export function explore(walk: PlanWalk, explorer: number, context: ExplorerContext): readonly PlacementStep[] | DeadEnd {
  const steps: PlacementStep[] = [];
  while (!walk.isComplete) {
    const index = walk.nextOperation;
    const operation = context.instance.operations[index] as CompiledOperation;
    const { able, refused } = ableFirms(walk, index, context);
    if (able.length === 0) return { operation: operation.id, rule: refused[0]?.rule ?? 'no-candidate' };
    const pulled = pull(able, `${explorer}/${operation.id}`, context);
    if (pulled === null) return { operation: operation.id, rule: 'nobody-pulls' };
    const offers = pulled.takers.map(({ firm, leadTimeDays }) => ({ firm, tau: context.tauOf(operation.id, firm), leadTimeDays }));
    const shares = choiceShares(offers, context.policy);
    const chosen = pulled.takers[drawn(shares, new Variates(context.seed, `${explorer}/${operation.id}`).uniform())] as Able;
    walk.push(chosen.candidate);
    steps.push({
      ...{ operation: operation.id, firm: chosen.firm, round: pulled.round, stimulus: pulled.stimulus, asked: pulled.asked, refused },
      offers: offers.map((offer, at) => ({ ...offer, share: shares[at] as number })),
    });
  }
  return steps;
}

/** The rules of a plan are those of the optimiser: whoever breaks one is not asked. */
function ableFirms(walk: PlanWalk, index: number, context: ExplorerContext) {
  const { before, candidates, id } = context.instance.operations[index] as CompiledOperation;
  const readyDay = Math.max(0, ...before.map((one) => walk.end[one] as number));
  const able: Able[] = [];
  const refused: { firm: string; rule: Rule }[] = [];
  for (const [candidate, offer] of candidates.entries()) {
    walk.push(candidate);
    const rule = walk.brokenRule();
    const leadTimeDays = Math.max(LEAD_TIME_DAYS_MIN, (walk.end[index] as number) - readyDay);
    walk.pop();
    if (rule !== null) refused.push({ firm: offer.firmId, rule });
    else {
      const threshold = pullThreshold(suitabilityOf(context.instance, id, offer.firmId), idleness(offer, context.instance), context.policy);
      able.push({ candidate, firm: offer.firmId, threshold, leadTimeDays });
    }
  }
  return { able, refused };
}

function pull(able: readonly Able[], stream: string, { seed, urgency, policy }: ExplorerContext) {
  const draws = able.map(({ firm }) => new Variates(seed, `${stream}/${firm}`).uniform);
  for (let round = 0; round < policy.roundsMax; round += 1) {
    const stimulus = stimulusAt(urgency, round, policy);
    const asked = able.map(({ firm, threshold }, at) => {
      const probability = pullProbability(stimulus, threshold);
      return { firm, threshold, pullProbability: probability, pulls: (draws[at] as () => number)() < probability };
    });
    const takers = able.filter((_, at) => asked[at]?.pulls === true);
    if (takers.length > 0) return { round, stimulus, asked, takers };
  }
  return null;
}

function drawn(shares: readonly number[], uniform: number): number {
  let rest = uniform;
  const at = shares.findIndex((share) => (rest -= share) < 0);
  return at < 0 ? shares.length - 1 : at;
}

function suitabilityOf({ source }: CompiledInstance, operation: string, firm: string): number {
  return source.candidates.find((candidate) => candidate.operation === operation && candidate.firm === firm)?.suitability ?? 0;
}

/** Share of what a firm has free until the due day that stays free if it takes the work. */
function idleness(offer: CompiledCandidate, { source }: CompiledInstance): number {
  const { dueDay } = source.order;
  const from = Math.max(0, Math.ceil(offer.earliestStartDay));
  const [needed, free] =
    offer.free === null
      ? [offer.durationDays, dueDay - offer.earliestStartDay]
      : [offer.hours, offer.free.slice(from, Math.max(from, Math.ceil(dueDay))).reduce((sum, hours) => sum + hours, 0)];
  return free <= 0 ? 0 : clip(1 - needed / free);
}
