import type { Languages } from './interface-leaves.js';
import { type GateDemand, type GateFirm, type GateMachineGroup, type GateResult, gateResult, groupsFor, missOf } from './gates.js';
import type { MatchingPolicy } from './policy.js';

export interface KnockOutMachineGroup extends GateMachineGroup {
  /** Cp expected for the tightest tolerance of the operation; null: not known. */
  readonly expectedCapability: number | null;
}

/** A firm as all 16 gates see it; null is "not known" and never a failure. */
export interface KnockOutFirm extends Omit<GateFirm, 'machineGroups'> {
  readonly machineGroups: readonly KnockOutMachineGroup[];
  /** Persons with valid proof by skill; a skill that is not listed has none. */
  readonly personsBySkill: Readonly<Record<string, number>> | null;
  readonly region: string | null;
  readonly distanceKm: number | null;
  /** Outcome of the checks against sanction and export-control lists. */
  readonly tradeLaw: 'clear' | 'hit' | null;
  readonly yearlyDefaultProbability: number | null;
  readonly yearlyTurnoverEur: number | null;
  /** 1 to 4. */
  readonly securityClass: number | null;
  /** Firms it is not to work with: declared by either side or confirmed by governance (methods 4.4). */
  readonly excludedWith: readonly string[];
  /** Joint-bid review of this firm for this order (methods 4.4). */
  readonly legalReview: 'not-needed' | 'open' | 'cleared' | null;
  readonly hasFootprintData: boolean | null;
  readonly sustainabilityScore: number | null;
  readonly languages: Languages | null;
}

/** What the operation asks for; null or an empty list asks for nothing where a comment says so. */
export interface KnockOutDemand extends GateDemand {
  readonly mandatorySkills: readonly string[];
  /** Distance class of the order as a limit; null: none. */
  readonly distanceKmMax: number | null;
  readonly blockedRegions: readonly string[];
  readonly orderValueEur: number | null;
  readonly hasPaymentPlan: boolean;
  readonly securityClass: number | null;
  /** Firms that are members of the plan already. */
  readonly fixedFirms: readonly string[];
  readonly demandsFootprintData: boolean;
  /** Null: no minimum. */
  readonly sustainabilityScoreMin: number | null;
  /** Languages of the requesting side. */
  readonly languages: Languages | null;
}

type Limits = MatchingPolicy['gates'];

/** KO02 beyond the machine: a mandatory skill that nobody has (methods 3.5, EMP). Nothing where every skill is there. */
export function skillGates(firm: KnockOutFirm, demand: KnockOutDemand): readonly GateResult[] {
  const { personsBySkill: persons } = firm;
  if (demand.mandatorySkills.length === 0) return [];
  if (persons === null) return [gateResult('KO02', 'unknown', 'skills-unknown')];
  return demand.mandatorySkills
    .filter((skill) => (persons[skill] ?? 0) < 1)
    .map((skill) => {
      const nearestChange = { code: 'qualify-person', params: { skill } };
      return gateResult('KO02', 'fail', 'mandatory-skill-missing', { measured: 0, limit: 1, unit: 'persons', nearestChange });
    });
}

/** KO04. Only machines that hold the part and work its material are looked at: capability elsewhere does not help. */
export function accuracyGate(firm: KnockOutFirm, demand: KnockOutDemand, { capabilityMin }: Limits): GateResult {
  const groups = groupsFor(firm, demand);
  const rest = { limit: capabilityMin, unit: 'Cp', waivableBy: 'customer' as const };
  if (groups.length === 0) return gateResult('KO04', 'unknown', 'no-machine-of-process', rest);
  const doubts = groups.map((group) => ({ group, isFit: fits(group, demand) }));
  const fit = doubts.filter(({ isFit }) => isFit === true).map(({ group }) => group);
  const best = fit.reduce<KnockOutMachineGroup | null>((most, group) => (capability(group) > capability(most) ? group : most), null);
  if (best !== null && capability(best) >= capabilityMin) {
    return gateResult('KO04', 'pass', 'tolerance-reached', { ...rest, measured: capability(best), evidence: [best.id] });
  }
  const isOpen = fit.some((group) => group.expectedCapability === null) || doubts.some(({ isFit }) => isFit === null);
  if (isOpen) return gateResult('KO04', 'unknown', 'capability-unknown', rest);
  const nearestChange = { code: 'machine-with-capability', params: { capabilityMin, process: demand.process } };
  // Size and material may pass on different machines; that no machine has both shows only here.
  const reason = best === null ? 'no-machine-for-size-and-material' : 'tolerance-not-reached';
  const measured = best === null ? null : capability(best);
  return gateResult('KO04', 'fail', reason, { ...rest, measured, evidence: groups.map(({ id }) => id), nearestChange });
}

function capability(group: KnockOutMachineGroup | null): number {
  return group?.expectedCapability ?? Number.NEGATIVE_INFINITY;
}

/** Null where size or material is not known. */
function fits(group: KnockOutMachineGroup, demand: KnockOutDemand): boolean | null {
  const { partMillimetres, partKilograms, material } = demand;
  const size = partMillimetres === null || partKilograms === null ? 'unknown' : missOf(group, partMillimetres, partKilograms);
  if (typeof size === 'object' || (material !== null && group.materials?.includes(material) === false)) return false;
  return size === 'unknown' || material === null || group.materials === null ? null : true;
}

/** KO08: blocked regions and the distance class are two grounds. */
export function regionGates(firm: KnockOutFirm, demand: KnockOutDemand): readonly GateResult[] {
  const waivable = { waivableBy: 'customer' as const };
  const results: GateResult[] = [];
  if (demand.blockedRegions.length > 0) {
    if (firm.region === null) results.push(gateResult('KO08', 'unknown', 'region-unknown', waivable));
    else if (demand.blockedRegions.includes(firm.region)) {
      const nearestChange = { code: 'customer-unblocks-region', params: { region: firm.region } };
      results.push(gateResult('KO08', 'fail', 'region-blocked', { ...waivable, measured: firm.region, nearestChange }));
    }
  }
  if (demand.distanceKmMax !== null) {
    const rest = { ...waivable, measured: firm.distanceKm, limit: demand.distanceKmMax, unit: 'km' };
    if (firm.distanceKm === null) results.push(gateResult('KO08', 'unknown', 'distance-unknown', rest));
    else if (firm.distanceKm > demand.distanceKmMax) {
      const nearestChange = { code: 'distance-limit-at-least', params: { kilometres: firm.distanceKm } };
      results.push(gateResult('KO08', 'fail', 'too-far', { ...rest, nearestChange }));
    }
  }
  return results.length > 0 ? results : [gateResult('KO08', 'pass', 'region-allowed', { measured: firm.region })];
}

/** KO10: not to be waived by anybody; a person clears a false hit in the registry. */
export function tradeLawGate(firm: KnockOutFirm): GateResult {
  const rest = { measured: firm.tradeLaw, limit: 'clear' };
  if (firm.tradeLaw === null) return gateResult('KO10', 'unknown', 'trade-law-not-checked', rest);
  if (firm.tradeLaw === 'clear') return gateResult('KO10', 'pass', 'trade-law-clear', rest);
  return gateResult('KO10', 'fail', 'trade-law-hit', { ...rest, nearestChange: { code: 'clear-trade-law-hit', params: {} } });
}

/** KO11: likely default and an order too large for the firm are two grounds. */
export function financeGates(firm: KnockOutFirm, demand: KnockOutDemand, limits: Limits): readonly GateResult[] {
  const waivable = { waivableBy: 'orchestrator' as const };
  const results: GateResult[] = [];
  const [probability, probabilityMax] = [firm.yearlyDefaultProbability, limits.defaultProbabilityMax];
  const ofDefault = { ...waivable, measured: probability, limit: probabilityMax, unit: '1/a' };
  if (probability === null) results.push(gateResult('KO11', 'unknown', 'default-probability-unknown', ofDefault));
  else if (probability > probabilityMax) {
    const nearestChange = { code: 'default-probability-at-most', params: { probability: probabilityMax } };
    results.push(gateResult('KO11', 'fail', 'default-too-likely', { ...ofDefault, nearestChange }));
  }
  if (demand.hasPaymentPlan) return results.length > 0 ? results : [gateResult('KO11', 'pass', 'finance-sound', ofDefault)];
  const { orderValueEur } = demand;
  const share = orderValueEur === null || firm.yearlyTurnoverEur === null ? null : shareOf(orderValueEur, firm.yearlyTurnoverEur);
  const ofShare = { ...waivable, measured: share, limit: limits.turnoverShareMax, unit: 'share of turnover' };
  if (share === null) results.push(gateResult('KO11', 'unknown', 'turnover-share-unknown', ofShare));
  else if (share > limits.turnoverShareMax) {
    const nearestChange = { code: 'agree-payment-plan', params: { orderValueEur: orderValueEur as number } };
    results.push(gateResult('KO11', 'fail', 'order-too-large-for-firm', { ...ofShare, nearestChange }));
  }
  return results.length > 0 ? results : [gateResult('KO11', 'pass', 'finance-sound', ofShare)];
}

/** A firm without turnover cannot carry any order; the cap keeps the number printable. */
function shareOf(orderValueEur: number, turnoverEur: number): number {
  return orderValueEur <= 0 ? 0 : turnoverEur <= 0 ? 1e6 : Math.min(1e6, orderValueEur / turnoverEur);
}

/** KO12. One class below is allowed; it costs in the leaf TEC. */
export function securityGate(firm: KnockOutFirm, demand: KnockOutDemand, { securityGapMax }: Limits): GateResult {
  if (demand.securityClass === null) return gateResult('KO12', 'pass', 'no-security-class-demanded');
  const limit = demand.securityClass - securityGapMax;
  const rest = { measured: firm.securityClass, limit };
  if (firm.securityClass === null) return gateResult('KO12', 'unknown', 'security-class-unknown', rest);
  if (firm.securityClass >= limit) return gateResult('KO12', 'pass', 'security-class-near-enough', rest);
  const nearestChange = { code: 'reach-security-class', params: { min: limit } };
  return gateResult('KO12', 'fail', 'security-class-too-low', { ...rest, nearestChange });
}

/** KO13: a ground for each member that it is not to work with. */
export function exclusionGates(firm: KnockOutFirm, demand: KnockOutDemand): readonly GateResult[] {
  const against = demand.fixedFirms.filter((fixed) => firm.excludedWith.includes(fixed));
  if (against.length === 0) return [gateResult('KO13', 'pass', 'no-exclusion')];
  return against.map((fixed) => {
    const nearestChange = { code: 'lift-exclusion', params: { firm: fixed } };
    return gateResult('KO13', 'fail', 'excluded-with-member', { measured: fixed, waivableBy: 'parties', nearestChange });
  });
}

/** KO14. */
export function legalReviewGate(firm: KnockOutFirm): GateResult {
  const rest = { measured: firm.legalReview, waivableBy: 'reviewer' as const };
  if (firm.legalReview === null) return gateResult('KO14', 'unknown', 'joint-bid-not-checked', rest);
  if (firm.legalReview !== 'open') return gateResult('KO14', 'pass', `joint-bid-review-${firm.legalReview}`, rest);
  return gateResult('KO14', 'fail', 'joint-bid-review-open', { ...rest, nearestChange: { code: 'document-reason', params: {} } });
}

/** KO15: missing data and a score below the minimum are two grounds. */
export function sustainabilityGates(firm: KnockOutFirm, demand: KnockOutDemand): readonly GateResult[] {
  const waivable = { waivableBy: 'customer' as const };
  const results: GateResult[] = [];
  if (demand.demandsFootprintData && firm.hasFootprintData === null) {
    results.push(gateResult('KO15', 'unknown', 'footprint-data-unknown', waivable));
  }
  if (demand.demandsFootprintData && firm.hasFootprintData === false) {
    const nearestChange = { code: 'provide-footprint-data', params: {} };
    results.push(gateResult('KO15', 'fail', 'footprint-data-missing', { ...waivable, nearestChange }));
  }
  const limit = demand.sustainabilityScoreMin;
  if (limit !== null) {
    const rest = { ...waivable, measured: firm.sustainabilityScore, limit };
    if (firm.sustainabilityScore === null) results.push(gateResult('KO15', 'unknown', 'sustainability-score-unknown', rest));
    else if (firm.sustainabilityScore < limit) {
      const nearestChange = { code: 'sustainability-score-at-least', params: { score: limit } };
      results.push(gateResult('KO15', 'fail', 'sustainability-score-too-low', { ...rest, nearestChange }));
    }
  }
  return results.length > 0 ? results : [gateResult('KO15', 'pass', 'sustainability-demand-met')];
}

const LEVELS = ['none', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;

/** KO16: the language in which both sides are best decides. */
export function languageGate(firm: KnockOutFirm, demand: KnockOutDemand, { languageLevelMin }: Limits): GateResult {
  const limit = LEVELS[languageLevelMin] as string;
  const rest = { limit, waivableBy: 'customer' as const };
  if (firm.languages === null || demand.languages === null) return gateResult('KO16', 'unknown', 'languages-not-stated', rest);
  const [ours, theirs] = [firm.languages, demand.languages];
  const level = (language: string) => Math.min(ours[language] ?? 0, theirs[language] ?? 0);
  const best = Object.keys(theirs).reduce((most, language) => Math.max(most, level(language)), 0);
  const measured = LEVELS[best] as string;
  if (best >= languageLevelMin) return gateResult('KO16', 'pass', 'common-language', { ...rest, measured });
  // The nearest common language is the one in which the requesting side reaches the level already.
  const wanted = Object.keys(theirs).sort((a, b) => (ours[b] ?? 0) - (ours[a] ?? 0) || (a < b ? -1 : 1));
  const language = wanted.find((name) => (theirs[name] ?? 0) >= languageLevelMin);
  const nearestChange = { code: 'common-language-at', params: { level: limit, ...(language === undefined ? {} : { language }) } };
  return gateResult('KO16', 'fail', 'no-common-language', { ...rest, measured, nearestChange });
}
