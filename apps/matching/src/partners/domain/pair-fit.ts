import {
  culturalCompatibility,
  type CulturalFit,
  type ExchangeLevel,
  fuseEvidence,
  languageFit,
  type LanguageLevel,
  type Languages,
  pairCompatibility,
  qualityManagementFit,
  sizeFit,
  technologicalFit,
  trust,
  type TrustHistory,
  trustHistory,
  type WorkingWindow,
  workingHoursFit,
} from '@gewerk/engine-matching';
import type { EvidenceBook } from './company-evidence.js';
import type { Company } from './partner-snapshot.js';

const LEVELS: Record<string, LanguageLevel> = { A1: 1, A2: 2, B1: 3, B2: 4, C1: 5, C2: 6 };
const EXCHANGES = ['cad', 'drawing', 'order', 'status', 'quality'] as const;
const TRUST_SIGNALS = 5;

export function languagesOf(company: Company): Languages {
  return Object.fromEntries(company.languages.map(({ code, level }) => [code, LEVELS[level] as LanguageLevel]));
}

/** What CUL of two companies is computed from; working style has no record yet (methods 3.5). */
export function culturalFit(a: Company, b: Company): CulturalFit {
  const [hoursA, hoursB] = [workingWindow(a), workingWindow(b)];
  return {
    languages: a.languages.length === 0 || b.languages.length === 0 ? null : languageFit(languagesOf(a), languagesOf(b)),
    hours: hoursA === null || hoursB === null ? null : workingHoursFit(hoursA, hoursB),
    size: a.employees < 1 || b.employees < 1 ? null : sizeFit(a.employees, b.employees),
    style: null,
    qualityManagement: qualityManagementFit(a.managementCertificates, b.managementCertificates),
  };
}

/** How two companies exchange each kind of document, for TEC; empty where one of them has not said what formats it uses. */
export function exchanges(a: Company, b: Company): ExchangeLevel[] {
  if (a.formats.length === 0 || b.formats.length === 0) return [];
  return EXCHANGES.map((exchange) => exchangeLevel(a, b, exchange));
}

/** TRU: how far a company is trusted by another (methods 3.5). */
export function trustIn(company: Company, byCompanyId: string, evidence: EvidenceBook): number {
  return trust(historyWith(company, byCompanyId, evidence));
}

/** What has passed between a company and another, beside what all others say. */
export function historyWith(company: Company, byCompanyId: string, evidence: EvidenceBook): TrustHistory {
  return trustHistory(evidence.experiencesWith(company.companyId), byCompanyId, signalShareOf(company) ?? 0);
}

/** Share of the five trust signals; null where the registry has none on record. */
export function signalShareOf({ trustSignals }: Company): number | null {
  return trustSignals.length === 0 ? null : trustSignals.length / TRUST_SIGNALS;
}

/** kappa of two members (methods 3.10). @param leafMean prior of COM */
export function interfaceCompatibility(a: Company, b: Company, evidence: EvidenceBook, leafMean: number | undefined): number {
  const communicationOf = (company: Company) => {
    const items = evidence.itemsOf(company.companyId, 'COM');
    return items.length === 0 ? (leafMean ?? null) : fuseEvidence(items, leafMean ?? null).value;
  };
  return pairCompatibility({
    cul: culturalCompatibility(culturalFit(a, b)),
    comOfFirst: communicationOf(a),
    comOfSecond: communicationOf(b),
    tec: technologicalFit(exchanges(a, b), null),
    truFirstToSecond: trustIn(b, a.companyId, evidence),
    truSecondToFirst: trustIn(a, b.companyId, evidence),
  }).kappa;
}

/** The earliest begin and the latest end of a day's shifts at the first site. */
function workingWindow(company: Company): WorkingWindow | null {
  const shifts = company.sites[0]?.shifts ?? [];
  if (shifts.length === 0) return null;
  return {
    fromHour: Math.min(...shifts.map((shift) => shift.startMinute)) / 60,
    toHour: Math.max(...shifts.map((shift) => shift.endMinute)) / 60,
  };
}

function exchangeLevel(a: Company, b: Company, exchange: (typeof EXCHANGES)[number]): ExchangeLevel {
  const formatsOf = (company: Company) => company.formats.filter((entry) => entry.exchange === exchange).map((entry) => entry.format);
  const [ofA, ofB] = [formatsOf(a), formatsOf(b)];
  if (ofA.some((format) => ofB.includes(format))) return 'same-format';
  return ofA.length > 0 && ofB.length > 0 ? 'convertible' : 'manual';
}
