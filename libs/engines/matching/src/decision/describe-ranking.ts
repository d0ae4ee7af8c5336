import { overallState } from '../suitability/gates.js';
import { LEAF_NAMES } from '../suitability/leaf-names.js';
import type { LeadOverFirm, PartnerRanking, RankedPartner } from './rank-partners.js';

const DEMANDS = { q: 'quality', c: 'cost', t: 'time', x: 'complexity', u: 'uncertainty' } as const;
const STANDINGS = {
  eligible: '',
  'below-threshold': 'below the threshold',
  question: 'open questions',
  'knocked-out': 'knocked out',
} as const;
const VERDICTS = { clear: 'is clear', leading: 'leads but is not certain', open: 'is open' } as const;
const CONTRIBUTIONS_SHOWN = 3;
const SOURCE_NAMES: Readonly<Record<LeadOverFirm['source'], string>> = {
  ...LEAF_NAMES,
  'floor-rule': 'the floor rule',
  fairness: 'the fairness correction',
  preference: "the customer's preference",
};

/** A ranking in plain sentences, one line each (methods 3.9). */
export function describeRanking(ranking: PartnerRanking): readonly string[] {
  const { candidates, profile } = ranking;
  const demands = Object.entries(DEMANDS).map(([key, name]) => `${name} ${figure(profile.used[key as keyof typeof DEMANDS])}`);
  const leader = candidates.find(({ standing }) => standing === 'eligible');
  return [
    `Partners for ${ranking.operation}, ${ranking.asOf}, policy ${ranking.policyVersion}`,
    `The order asks for: ${demands.join(', ')}.`,
    ...(ranking.weightReasons.length === 0 ? [] : [`It changes these weights most: ${ranking.weightReasons.map(reason).join(', ')}.`]),
    '',
    ...candidates.flatMap((candidate) => [...describeCandidate(candidate, leader?.firm ?? null), '']),
    ...verdict(ranking, leader),
  ];
}

function reason({ leaf, dimension, factor }: PartnerRanking['weightReasons'][number]): string {
  return `${LEAF_NAMES[leaf]} x ${factor.toFixed(2)} by ${DEMANDS[dimension]}`;
}

function describeCandidate(candidate: RankedPartner, leader: string | null): string[] {
  const { firm, standing, place, suitability, fairness } = candidate;
  const scores = `${figure(suitability.value)} (${figure(suitability.lowerBound)} to ${figure(suitability.upperBound)}), confidence ${figure(suitability.confidence)}`;
  const share = candidate.stability === null ? '' : `, first in ${percent(candidate.stability.firstPlaceShare)} of the draws`;
  const head = place === null ? `-. ${firm}: ${STANDINGS[standing]}; ${scores}` : `${place}. ${firm}: ${scores}${share}`;
  return [
    head,
    `   Costs most: ${largestLosses(candidate)}.`,
    ...(fairness === null ? [] : corrections(fairness)),
    ...(candidate.behindLeader.length === 0
      ? []
      : [`   Behind ${leader}: ${candidate.behindLeader.slice(0, CONTRIBUTIONS_SHOWN).map(lead).join(', ')}.`]),
    ...remedy(candidate),
    ...candidate.knockOuts.filter(({ state }) => state !== 'pass').map((gate) => knockOut(gate, candidate)),
    ...candidate.leaves
      .filter(({ isContradicted }) => isContradicted)
      .map(({ leaf }) => `   Notice: what it declares on ${LEAF_NAMES[leaf]} is far above what was measured.`),
  ];
}

function corrections({ correction, isHeldBack }: NonNullable<RankedPartner['fairness']>): string[] {
  const fairness = correction.exposureFactor * correction.classFactor;
  const preference = correction.preferenceFactor ?? 1;
  const told = [
    ...(fairness === 1 ? [] : [`fairness correction x ${fairness.toFixed(3)}`]),
    ...(preference === 1 ? [] : [`preferred by the customer x ${preference.toFixed(3)}`]),
  ].join(', ');
  const heldBack = isHeldBack ? ', held back from the first place' : '';
  return told === '' ? [] : [`   ${told.charAt(0).toUpperCase()}${told.slice(1)}${heldBack}.`];
}

function largestLosses({ leaves, floorLoss }: RankedPartner): string {
  const losses: { readonly name: string; readonly loss: number }[] = leaves.map(({ leaf, loss }) => ({ name: LEAF_NAMES[leaf], loss }));
  if (floorLoss > 0) losses.push({ name: 'the floor rule', loss: floorLoss });
  losses.sort((a, b) => b.loss - a.loss);
  return losses
    .slice(0, CONTRIBUTIONS_SHOWN)
    .map(({ name, loss }) => `${name} ${figure(loss)}`)
    .join(', ');
}

function lead({ source, contribution }: LeadOverFirm): string {
  return `${SOURCE_NAMES[source]} ${contribution < 0 ? '' : '+'}${figure(contribution)}`;
}

function remedy({ standing, behindLeader, changes: list, place }: RankedPartner): string[] {
  const isBehind = behindLeader.length > 0;
  if (list.length > 0) return [`   Would ${place === null ? 'pass the threshold' : 'come first'} with ${changes(list)}.`];
  if (isBehind) return ['   No leaf alone would put it first.'];
  return standing === 'below-threshold' ? ['   No leaf alone would lift it over the threshold.'] : [];
}

function changes(list: RankedPartner['changes']): string {
  return list
    .slice(0, CONTRIBUTIONS_SHOWN)
    .map(({ leaf, from, to }) => `${LEAF_NAMES[leaf]} ${figure(to)} instead of ${figure(from)}`)
    .join(', or ');
}

function knockOut(gate: RankedPartner['knockOuts'][number], { waivers }: RankedPartner): string {
  const { code, state, reason: ground, measured, limit, unit, nearestChange, waivableBy } = gate;
  const values =
    measured === null && limit === null ? '' : ` (${measured ?? 'unknown'} against ${limit ?? 'none'}${unit === null ? '' : ` ${unit}`})`;
  const params =
    nearestChange === null
      ? ''
      : Object.entries(nearestChange.params)
          .map(([key, value]) => ` ${key} ${value}`)
          .join(',');
  const change = nearestChange === null ? '' : `; nearest change: ${nearestChange.code}${params}`;
  const isWaived = overallState([gate], waivers) === 'pass';
  const waiver = waivableBy === null ? '' : isWaived ? `; waived by the ${waivableBy}` : `; may be waived by the ${waivableBy}`;
  return `   ${code} ${state}: ${ground}${values}${change}${waiver}.`;
}

function verdict(ranking: PartnerRanking, leader: RankedPartner | undefined): string[] {
  if (leader === undefined || ranking.stability === null) return ['No candidate is eligible.'];
  const { stability, secondOpinion, exploreDraw, recommended } = ranking;
  return [
    `The first place of ${leader.firm} ${VERDICTS[stability.verdict]} over ${stability.draws} draws with seed ${stability.seed}.`,
    ...secondOpinion.otherLeaders.map(
      ({ method, firm }) => `By ${method === 'topsis' ? 'TOPSIS' : 'the arithmetic mean'} ${firm} would come first.`,
    ),
    ...(exploreDraw?.explored == null
      ? []
      : [`The explore quota gives the operation to ${exploreDraw.explored}, so that it can earn a history.`]),
    `Recommended: ${recommended}.`,
  ];
}

function figure(value: number): string {
  return value.toFixed(3);
}

function percent(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}
