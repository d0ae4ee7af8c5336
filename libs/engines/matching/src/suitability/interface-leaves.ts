import { clip, half } from '@gewerk/kernel';
import { weightedShare } from './weighted-share.js';

/**
 * Interface leaves CUL, COM, TEC, SFI, TRU, RIS (methods 3.5). Each answers 0 to 1 with 1 as good, or null where nothing is
 * known: then the leaf takes its prior with confidence 0. A part that is null is left out and the others share its weight.
 */

/** Common European Framework level as a number: A1 = 1 to C2 = 6. */
export type LanguageLevel = 1 | 2 | 3 | 4 | 5 | 6;
export type Languages = Readonly<Record<string, LanguageLevel>>;

export interface CulturalFit {
  readonly languages: number | null;
  readonly hours: number | null;
  readonly size: number | null;
  readonly style: number | null;
  readonly qualityManagement: number | null;
}

/** CUL: cultural compatibility of two firms; nationality is not used. */
export function culturalCompatibility(fit: CulturalFit): number | null {
  return weightedShare([
    [0.3, fit.languages],
    [0.2, fit.hours],
    [0.15, fit.size],
    [0.25, fit.style],
    [0.1, fit.qualityManagement],
  ]);
}

/** Best common language: the lower of the two levels counts, C2 gives 1; 0 without a common language. */
export function languageFit(a: Languages, b: Languages): number {
  const common = Object.keys(a).map((language) => Math.min(a[language] ?? 0, b[language] ?? 0) / 6);
  return Math.max(0, ...common);
}

export interface WorkingWindow {
  readonly fromHour: number;
  readonly toHour: number;
}

/** Overlap of two working windows (hours of the same clock) as share of the shorter; null for an empty window. */
export function workingHoursFit(a: WorkingWindow, b: WorkingWindow): number | null {
  const shorter = Math.min(a.toHour - a.fromHour, b.toHour - b.fromHour);
  if (shorter <= 0) return null;
  return clip((Math.min(a.toHour, b.toHour) - Math.max(a.fromHour, b.fromHour)) / shorter);
}

/** 1 for equal head counts, 0 from a ratio of 25 on. */
export function sizeFit(employeesA: number, employeesB: number): number {
  return 1 - Math.min(1, Math.abs(Math.log(employeesA / employeesB)) / Math.log(25));
}

export interface WorkingStyle {
  readonly replyHours: number;
  readonly changesPerOrder: number;
  readonly completeDocumentShare: number;
}

/** 1 - mean absolute difference of three behaviours, each on its absolute scale. */
export function styleFit(a: WorkingStyle, b: WorkingStyle): number {
  const scale = (style: WorkingStyle) => [half(style.replyHours, 8), half(style.changesPerOrder, 1), style.completeDocumentShare];
  const [ofA, ofB] = [scale(a), scale(b)];
  return 1 - ofA.reduce((sum, value, index) => sum + Math.abs(value - (ofB[index] as number)), 0) / ofA.length;
}

/** Jaccard index of the management certificates; null where neither holds any. */
export function qualityManagementFit(a: readonly string[], b: readonly string[]): number | null {
  const union = new Set([...a, ...b]);
  if (union.size === 0) return null;
  return [...union].filter((certificate) => a.includes(certificate) && b.includes(certificate)).length / union.size;
}

export interface CommunicationRecord {
  readonly replyHours: number | null;
  /** Share of milestones confirmed within 24 h. */
  readonly updateShare: number | null;
  /** Share of quotes without a follow-up question. */
  readonly completeQuoteShare: number | null;
  readonly changeAnswerHours: number | null;
  /** Share of delays announced two or more days before the date. */
  readonly earlyWarningShare: number | null;
}

/** COM: coordination and communication. */
export function communication(record: CommunicationRecord): number | null {
  return weightedShare([
    [0.25, record.replyHours === null ? null : half(record.replyHours, 8)],
    [0.25, record.updateShare],
    [0.2, record.completeQuoteShare],
    [0.15, record.changeAnswerHours === null ? null : half(record.changeAnswerHours, 24)],
    [0.15, record.earlyWarningShare],
  ]);
}

/** How well two firms exchange one kind of document (CAD, drawing, order message, status, quality record). */
export type ExchangeLevel = 'same-format' | 'convertible' | 'manual' | 'none';
const EXCHANGE_VALUE: Record<ExchangeLevel, number> = { 'same-format': 1, convertible: 0.7, manual: 0.3, none: 0 };

/**
 * TEC: technological barriers, inverse (barrier = 1 - TEC).
 * @param securityClassGap classes below the class of the order: 0 reached, 1 one below; more is a knock-out (KO12)
 */
export function technologicalFit(exchanges: readonly ExchangeLevel[], securityClassGap: number | null): number | null {
  const mean = exchanges.length === 0 ? null : exchanges.reduce((sum, level) => sum + EXCHANGE_VALUE[level], 0) / exchanges.length;
  const security = securityClassGap === null ? null : securityClassGap <= 0 ? 1 : securityClassGap <= 1 ? 0.5 : 0;
  return weightedShare([
    [0.75, mean],
    [0.25, security],
  ]);
}

export interface StrategicPosition {
  /** Priorities of the firm and of the order's side over the same factors. */
  readonly firmPriorities: readonly number[];
  readonly orderPriorities: readonly number[];
  readonly horizon: 'same' | 'neighbour' | 'other';
  /** How many of the four conflict flags are raised: same end customers, bond with a rival, refuses sharing rule, refuses data rule. */
  readonly conflictFlags: number;
}

/** SFI: strategic fit. */
export function strategicFit(position: StrategicPosition): number {
  const horizon = position.horizon === 'same' ? 1 : position.horizon === 'neighbour' ? 0.5 : 0;
  const cosine = cosineOf(position.firmPriorities, position.orderPriorities);
  return 0.6 * cosine + 0.2 * horizon + 0.2 * (1 - clip(position.conflictFlags, 0, 4) / 4);
}

function cosineOf(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    dot += (a[i] ?? 0) * (b[i] ?? 0);
    squareA += (a[i] ?? 0) ** 2;
    squareB += (b[i] ?? 0) ** 2;
  }
  return squareA === 0 || squareB === 0 ? 0 : clip(dot / Math.sqrt(squareA * squareB));
}

export interface TrustRecord {
  /** Decayed counts of good and bad joint orders; both start at a prior of 1. */
  readonly decayedGood: number;
  readonly decayedBad: number;
  readonly jointOrders: number;
  /** The same share from all partners of the firm; null where it is new to the network. */
  readonly networkTrust: number | null;
  /** Share of five signals: confidentiality agreement, security certificate, invoices on time, insurance, code of conduct. */
  readonly signalShare: number;
}

/** TRU: trust; joint history counts the more, the longer it is. */
export function trust(record: TrustRecord): number {
  const alpha = 1 + record.decayedGood;
  const direct = alpha / (alpha + 1 + record.decayedBad);
  const lambda = record.networkTrust === null ? 1 : record.jointOrders / (record.jointOrders + 5);
  return 0.8 * (lambda * direct + (1 - lambda) * (record.networkTrust ?? 0)) + 0.2 * record.signalShare;
}

export interface ConsortiumRisk {
  readonly probability: number;
  /** Share of the benefit that is lost if it happens. */
  readonly severity: number;
}

/** RIS: risks of forming a consortium, inverse: default, poaching, loss of know-how, dependence, delay. */
export function riskFreedom(risks: readonly ConsortiumRisk[]): number | null {
  if (risks.length === 0) return null;
  return risks.reduce((product, risk) => product * (1 - risk.probability * risk.severity), 1);
}

/** Probability that a partner poaches the customer, by the overlap of the two markets in [0, 1]. */
export function poachingProbability(marketOverlap: number): number {
  return 0.02 + 0.2 * clip(marketOverlap);
}
