import { LEAF_NAMES, type LeadOverFirm, type Leaf, type PartnerRanking, type RankedPartner } from '@gewerk/engine-matching';

/** One of the main reasons for a firm's place, for whoever answers for the ranking. */
export interface RankingReason {
  readonly code: 'ahead-of-next' | 'behind-first' | 'costs-most';
  /** Leaf, `floor-rule`, `fairness` or `preference`. */
  readonly source: string;
  /** In logs of the suitability: contributions of a lead, or losses (methods 3.9). */
  readonly amount: number;
  readonly text: string;
}

const SHOWN = 2;
const NAMES: Readonly<Record<LeadOverFirm['source'], string>> = {
  ...LEAF_NAMES,
  'floor-rule': 'a leaf below the floor',
  fairness: 'the fairness correction',
  preference: "the customer's preference",
};

/** What puts a firm ahead of the next, or behind the first, and what costs it most; names no other firm. */
export function rankingReasons(ranking: PartnerRanking, firm: string): readonly RankingReason[] {
  const eligible = ranking.candidates.filter(({ standing }) => standing === 'eligible');
  const own = ranking.candidates.find((candidate) => candidate.firm === firm);
  if (own === undefined) return [];
  const isFirst = eligible[0] === own;
  const compared = isFirst ? (eligible[1]?.behindLeader ?? []) : own.behindLeader;
  return [...leadReasons(compared, isFirst), ...lossReasons(own)];
}

function leadReasons(lead: readonly LeadOverFirm[], isFirst: boolean): RankingReason[] {
  const decisive = lead.filter(({ contribution }) => contribution > 0).slice(0, SHOWN);
  return decisive.map(({ source, contribution }) => ({
    code: isFirst ? 'ahead-of-next' : 'behind-first',
    source,
    amount: contribution,
    text: `${isFirst ? 'ahead of the next' : 'behind the first'} by ${NAMES[source]} (${contribution.toFixed(3)})`,
  }));
}

function lossReasons({ leaves, floorLoss }: RankedPartner): RankingReason[] {
  const losses: { source: Leaf | 'floor-rule'; loss: number }[] = leaves.map(({ leaf, loss }) => ({ source: leaf, loss }));
  losses.push({ source: 'floor-rule', loss: floorLoss });
  losses.sort((a, b) => b.loss - a.loss);
  return losses.slice(0, SHOWN).map(({ source, loss }) => ({
    code: 'costs-most',
    source,
    amount: loss,
    text: `${NAMES[source]} costs it ${loss.toFixed(3)}`,
  }));
}
