import { clip, half, up } from '@gewerk/kernel';
import { addEvidence, computedLeaf, contradicts, type EvidenceItem, fuseEvidence, type LeafEstimate } from './evidence.js';
import {
  type CommunicationRecord,
  type ConsortiumRisk,
  type CulturalFit,
  type ExchangeLevel,
  riskFreedom,
  strategicFit,
  type StrategicPosition,
  technologicalFit,
  trust,
  type TrustRecord,
} from './interface-leaves.js';
import { type EvidenceClass, type Leaf, MATCHING_POLICY, type MatchingPolicy } from './policy.js';
import {
  employeeQualification,
  financialResources,
  type FinancialStanding,
  type InnovationRecord,
  type IntangibleAssets,
  type MachineFit,
  machinery,
  type MarketRecord,
  technologicalCompetence,
} from './professional-leaves.js';
import { type Experience, trustHistory } from './trust-history.js';
import { weightedShare } from './weighted-share.js';

/** What each leaf is computed from (methods 3.5). */
export interface LeafRecords {
  readonly CUL: CulturalFit;
  readonly COM: CommunicationRecord;
  readonly TEC: { readonly exchanges: readonly ExchangeLevel[]; readonly securityClassGap: number | null };
  readonly SFI: StrategicPosition;
  readonly TRU: TrustRecord;
  readonly RIS: { readonly risks: readonly ConsortiumRisk[] };
  readonly FIN: FinancialStanding;
  readonly MAC: { readonly machines: readonly MachineFit[] };
  readonly INT: IntangibleAssets;
  readonly EMP: { readonly personsBySkill: readonly number[] };
  /** First pass yield may come as a part with evidence instead. */
  readonly TCH: { readonly similarOperations: number; readonly firstPassYield: number | null };
  readonly MKT: MarketRecord;
  readonly INN: InnovationRecord;
}

/** How a record is known. */
export interface Proof {
  readonly id?: string;
  readonly class: EvidenceClass;
  readonly ageMonths: number;
  readonly count?: number;
  readonly isExpired?: boolean;
}

/** All that is known of one leaf of a firm; parts of it may be absent. */
export interface LeafSource<L extends Leaf = Leaf> {
  /** Judged elsewhere: taken as it is. */
  readonly estimate?: { readonly value: number; readonly confidence: number };
  readonly record?: LeafRecords[L];
  /** Of the record; absent: a checked document of today. */
  readonly proof?: Proof;
  /** Repeated measurements of parts of the leaf, by the name of the part, in the unit of the part (hours, counts, shares). */
  readonly parts?: Readonly<Record<string, readonly EvidenceItem[]>>;
  /** TRU only, in place of a record: what happened, one by one. The formula has its own memory, so nothing of it is fused again. */
  readonly history?: TrustSource;
  /** On the leaf as a whole (ratings, audits). */
  readonly evidence?: readonly EvidenceItem[];
}
export interface TrustSource {
  readonly requester: string;
  readonly experiences: readonly Experience[];
  /** Share of the five signals; null where none was checked. */
  readonly signalShare: number | null;
}
export type LeafSources = { readonly [L in Leaf]?: LeafSource<L> };

export interface AssembledLeaf extends LeafEstimate {
  /** Ids of what it rests on. */
  readonly evidence: readonly string[];
  /** A self-declaration lies far above what was measured: the firm gets a notice. */
  readonly isContradicted: boolean;
}

interface PartRule {
  readonly weight: number;
  readonly scale: (measured: number) => number;
}
const share = (weight: number): PartRule => ({ weight, scale: (measured) => clip(measured) });

/** The leaves that are weighted sums: what is measured repeatedly passes through the evidence fusion part by part (methods 3.5). */
const PARTS: Partial<Record<Leaf, Readonly<Record<string, PartRule>>>> = {
  CUL: { languages: share(0.3), hours: share(0.2), size: share(0.15), style: share(0.25), qualityManagement: share(0.1) },
  COM: {
    replyHours: { weight: 0.25, scale: (hours) => half(hours, 8) },
    updateShare: share(0.25),
    completeQuoteShare: share(0.2),
    changeAnswerHours: { weight: 0.15, scale: (hours) => half(hours, 24) },
    earlyWarningShare: share(0.15),
  },
  INT: { maxPartSimilarity: share(0.4), licenceCover: share(0.4), documentedProcedureShare: share(0.2) },
  MKT: {
    sectorOrders: { weight: 0.4, scale: (orders) => -Math.expm1(-orders / 8) },
    approvalShare: share(0.3),
    satisfaction: share(0.3),
  },
  INN: {
    developmentShare: { weight: 0.3, scale: (value) => up(value, 0, 0.08) },
    acceptedProposalsPer100Quotes: { weight: 0.3, scale: (value) => up(value, 0, 15) },
    newProcesses: { weight: 0.2, scale: (value) => up(value, 0, 3) },
    maturity: share(0.2),
  },
};

/**
 * One leaf of a firm from all that is known of it (methods 3.4, 3.5). Records count as one item of the class of their proof, so that
 * what a firm only declares moves its leaf little. Null where nothing is known: the leaf takes its prior with confidence 0.
 * @param prior m0, the network mean of the leaf; null: 0.5
 */
export function assembleLeaf<L extends Leaf>(
  leaf: L,
  source: LeafSource<L>,
  prior: number | null = null,
  policy: MatchingPolicy = MATCHING_POLICY,
): AssembledLeaf | null {
  const own = ownEstimate(leaf, source, prior, policy);
  const evidence = source.evidence ?? [];
  if (own === null && evidence.length === 0) return null;
  const whole = own === null ? fuseEvidence(evidence, prior, policy) : addEvidence(own.estimate, evidence, policy);
  const items = [...(own?.items ?? []), ...evidence];
  return {
    value: whole.value,
    confidence: whole.confidence,
    standardDeviation: whole.standardDeviation,
    lowerBound: whole.lowerBound,
    upperBound: whole.upperBound,
    evidence: [...new Set(items.flatMap(({ id }) => (id === undefined ? [] : [id])))].sort(),
    isContradicted: (own?.isContradicted ?? false) || contradicts(evidence, policy),
  };
}

interface OwnEstimate {
  readonly estimate: LeafEstimate;
  readonly items: readonly { readonly id?: string }[];
  readonly isContradicted: boolean;
}

function ownEstimate<L extends Leaf>(leaf: L, source: LeafSource<L>, prior: number | null, policy: MatchingPolicy): OwnEstimate | null {
  if (source.estimate !== undefined) {
    return { estimate: computedLeaf(source.estimate.value, source.estimate.confidence, policy), items: [], isContradicted: false };
  }
  if (leaf === 'TRU' && source.history !== undefined) return trusted(source.history, policy);
  const rules = PARTS[leaf];
  if (rules !== undefined) return fromParts(rules, source, prior, policy);
  if (leaf === 'TCH') return technological(source as LeafSource<'TCH'>, prior, policy);
  const value = source.record === undefined ? null : RECORD_VALUE[leaf as keyof typeof RECORD_VALUE](source.record as never);
  if (value === null) return null;
  const item = itemOf(value, source.proof);
  return { estimate: fuseEvidence([item], prior, policy), items: [item], isContradicted: false };
}

const RECORD_VALUE = {
  TEC: ({ exchanges, securityClassGap }: LeafRecords['TEC']) => technologicalFit(exchanges, securityClassGap),
  SFI: strategicFit,
  TRU: trust,
  RIS: ({ risks }: LeafRecords['RIS']) => riskFreedom(risks),
  FIN: financialResources,
  MAC: ({ machines }: LeafRecords['MAC']) => machinery(machines)?.value ?? null,
  EMP: ({ personsBySkill }: LeafRecords['EMP']) => employeeQualification(personsBySkill),
};

/** Parts that are not known leave their weight to the others, but the leaf is the less certain for it. */
function fromParts(
  rules: Readonly<Record<string, PartRule>>,
  source: LeafSource,
  prior: number | null,
  policy: MatchingPolicy,
): OwnEstimate | null {
  const record = (source.record ?? {}) as Readonly<Record<string, number | null | undefined>>;
  const known = Object.entries(rules).map(([name, { weight, scale }]) => {
    const measured = record[name] ?? null;
    const given = source.parts?.[name] ?? (measured === null ? [] : [itemOf(measured, source.proof)]);
    const items = given.map((item) => ({ ...item, value: scale(item.value) }));
    return { weight, items, fused: items.length === 0 ? null : fuseEvidence(items, prior, policy) };
  });
  const value = weightedShare(known.map(({ weight, fused }) => [weight, fused?.value ?? null]));
  if (value === null) return null;
  const confidence = weightedShare(known.map(({ weight, fused }) => [weight, fused?.confidence ?? 0])) ?? 0;
  return {
    estimate: computedLeaf(value, confidence, policy),
    items: known.flatMap(({ items }) => items),
    isContradicted: known.some(({ fused }) => fused?.isContradicted === true),
  };
}

/** TRU from what happened: signals weigh as one checked document beside the history. */
function trusted({ experiences, requester, signalShare }: TrustSource, policy: MatchingPolicy): OwnEstimate {
  const history = trustHistory(experiences, requester, signalShare ?? 0, policy);
  const { classes, priorStrength } = policy.evidence;
  const signals =
    signalShare === null ? 0 : ('fixed' in classes.document.amount ? classes.document.amount.fixed : 1) * classes.document.reliability;
  const weight = history.weight + signals;
  return {
    estimate: computedLeaf(trust(history), weight / (priorStrength + weight), policy),
    items: experiences.filter(({ isInOpenConflict, awaitsOtherSide }) => isInOpenConflict !== true && awaitsOtherSide !== true),
    isContradicted: false,
  };
}

/** TCH: experience is counted; a first pass yield that is measured again and again passes through the fusion before the formula. */
function technological({ record, parts, proof }: LeafSource<'TCH'>, prior: number | null, policy: MatchingPolicy): OwnEstimate | null {
  if (record === undefined) return null;
  const measured = parts?.['firstPassYield'] ?? [];
  if (measured.length > 0) {
    const fused = fuseEvidence(measured, prior, policy);
    const value = technologicalCompetence(record.similarOperations, fused.value);
    return { estimate: computedLeaf(value, fused.confidence, policy), items: measured, isContradicted: fused.isContradicted };
  }
  if (record.firstPassYield === null) return null;
  const item = itemOf(technologicalCompetence(record.similarOperations, record.firstPassYield), proof);
  return { estimate: fuseEvidence([item], prior, policy), items: [item], isContradicted: false };
}

function itemOf(value: number, proof: Proof = { class: 'document', ageMonths: 0 }): EvidenceItem {
  return { ...proof, value };
}
