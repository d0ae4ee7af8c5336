import { type Exploration, MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import { Variates } from './variates.js';

export interface ExplorationCase {
  readonly operation: string;
  readonly criticality: number;
  readonly orderValueEur: number;
  /** Value of all orders of the month. */
  readonly monthValueEur: number;
  /** The plan reaches the required probability with a standby at hand. */
  readonly reachesRequiredProbability: boolean;
}

/** A candidate that passed every knock-out and the threshold. */
export interface ExplorationCandidate {
  readonly firm: string;
  readonly suitability: number;
  /** Finished with the requesting side. */
  readonly jointOrders: number;
}

export interface ExplorationDraw {
  /** Why the operation is not given away for learning; empty where it may be. */
  readonly obstacles: readonly ('too-critical' | 'too-valuable' | 'not-safe-enough' | 'no-new-candidate')[];
  readonly quota: number;
  /** In [0, 1), from the seed; below the quota the operation is explored. Null where there was no draw. */
  readonly drawn: number | null;
  /** The firm that gets the operation instead of the leader. */
  readonly explored: string | null;
  /** With which probability each firm comes first by this rule: learning weighs outcomes by it. */
  readonly chosenProbability: Readonly<Record<string, number>>;
}

/**
 * Explore quota (methods 8.5): a small share of harmless operations goes to a good candidate of whom little is known, each of them
 * with the same chance. Only so can a new firm earn a history.
 * @param candidates best first
 */
export function drawExploration(
  operation: ExplorationCase,
  candidates: readonly ExplorationCandidate[],
  exploration: Exploration,
  seed: number,
  policy: MatchingPolicy = MATCHING_POLICY,
): ExplorationDraw {
  const rules = policy.exploration;
  const [leader] = candidates;
  const best = Math.max(...candidates.map(({ suitability }) => suitability));
  const isNew = ({ suitability, jointOrders }: ExplorationCandidate) =>
    jointOrders < rules.jointOrdersBelow && suitability >= rules.suitabilityShareMin * best;
  const fresh = candidates
    .slice(1)
    .filter(isNew)
    .map(({ firm }) => firm)
    .sort();
  const obstacles: ExplorationDraw['obstacles'][number][] = [];
  if (operation.criticality >= rules.criticalityBelow) obstacles.push('too-critical');
  if (operation.orderValueEur >= rules.monthShareBelow * operation.monthValueEur) obstacles.push('too-valuable');
  if (!operation.reachesRequiredProbability) obstacles.push('not-safe-enough');
  if (leader === undefined || fresh.length === 0) obstacles.push('no-new-candidate');
  const quota = rules.quota[exploration];
  if (obstacles.length > 0 || leader === undefined) {
    const chosenProbability: Record<string, number> = leader === undefined ? {} : { [leader.firm]: 1 };
    return { obstacles, quota, drawn: null, explored: null, chosenProbability };
  }
  const variates = new Variates(seed, `explore/${operation.operation}`);
  const drawn = variates.uniform();
  const explored = drawn < quota ? (fresh[Math.floor(variates.uniform() * fresh.length)] as string) : null;
  const shares = Object.fromEntries(fresh.map((firm) => [firm, quota / fresh.length]));
  return { obstacles, quota, drawn, explored, chosenProbability: { [leader.firm]: 1 - quota, ...shares } };
}
