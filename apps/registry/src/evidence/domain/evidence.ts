import type { EvidenceRecordedData } from '@gewerk/contracts/registry';
import { DomainError, type FieldError } from '@gewerk/kernel';

export type EvidenceClass = EvidenceRecordedData['evidenceClass'];
export type EvidenceSubject = EvidenceRecordedData['subject'];

/** Evidence that someone brings, as opposed to what the platform itself observes. */
export interface EvidenceInput {
  subject: EvidenceSubject;
  value: number;
  evidenceClass: EvidenceClass;
  observedAt: Date;
  amount?: number;
  expiresAt?: Date | null;
  counterpartCompanyId?: string | null;
  derived?: boolean;
}

export interface Evidence {
  evidenceId: string;
  companyId: string;
  subject: EvidenceSubject;
  counterpartCompanyId: string | null;
  value: number;
  amount: number;
  evidenceClass: EvidenceClass;
  observedAt: Date;
  expiresAt: Date | null;
  derived: boolean;
}

/** Amounts by class (methods 3.4); transactions and ratings count one by one. */
const AMOUNT_BY_CLASS: Readonly<Record<EvidenceClass, number>> = {
  'platform-transaction': 1,
  'audited-certificate': 5,
  'third-party-register': 4,
  rating: 1,
  'checked-document': 2,
  'self-declaration': 1,
};

const CLASSES_BY_RECORDER: Readonly<Record<'orchestrator' | 'company', readonly EvidenceClass[]>> = {
  orchestrator: ['audited-certificate', 'third-party-register', 'checked-document'],
  company: ['self-declaration'],
};

const AHEAD_MILLIS_MAX = 5 * 60_000;

/**
 * What each recorder may bring: a company declares itself, the orchestrator records what it checked, and what happened on the
 * platform is observed by the platform alone. @throws DomainError `registry.evidence-refused` that names every wrong field
 */
export function assertMayRecord(recorder: 'orchestrator' | 'company', evidence: readonly EvidenceInput[], now: Date): void {
  const errors = evidence.flatMap((item, index) => brokenRules(recorder, item, `/evidence/${index}`, now));
  if (errors.length === 0) return;
  throw new DomainError(
    'unprocessable',
    'registry.evidence-refused',
    'Some evidence breaks a rule; see errors. Nothing was recorded.',
    errors,
  );
}

function brokenRules(recorder: 'orchestrator' | 'company', item: EvidenceInput, at: string, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (field: string, code: string, params: Record<string, unknown> = {}): unknown =>
    errors.push({ pointer: `${at}/${field}`, code: `registry.${code}`, params });
  const classes = CLASSES_BY_RECORDER[recorder];
  if (!classes.includes(item.evidenceClass)) refuse('evidenceClass', 'class-not-yours-to-record', { allowed: classes });
  if (recorder === 'company') {
    if (item.subject === 'delivery') refuse('subject', 'deliveries-are-not-declared');
    if (item.amount !== undefined && item.amount !== AMOUNT_BY_CLASS['self-declaration']) refuse('amount', 'self-declaration-counts-once');
    if (item.counterpartCompanyId != null) refuse('counterpartCompanyId', 'self-declaration-has-no-counterpart');
  }
  if (item.observedAt.getTime() > now.getTime() + AHEAD_MILLIS_MAX) refuse('observedAt', 'observed-in-the-future');
  const expiresAt = item.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= item.observedAt) refuse('expiresAt', 'expires-before-it-was-observed');
  // Seeded evidence of a demonstration names no real document.
  if (item.evidenceClass === 'audited-certificate' && expiresAt === null && item.derived !== true)
    refuse('expiresAt', 'certificate-states-its-expiry');
  return errors;
}

export function evidenceOf(companyId: string, evidenceId: string, input: EvidenceInput): Evidence {
  return {
    evidenceId,
    companyId,
    subject: input.subject,
    counterpartCompanyId: input.counterpartCompanyId ?? null,
    value: input.value,
    amount: input.amount ?? AMOUNT_BY_CLASS[input.evidenceClass],
    evidenceClass: input.evidenceClass,
    observedAt: input.observedAt,
    expiresAt: input.expiresAt ?? null,
    derived: input.derived ?? false,
  };
}

export function evidenceData(evidence: Evidence): EvidenceRecordedData {
  return { ...evidence, observedAt: evidence.observedAt.toISOString(), expiresAt: evidence.expiresAt?.toISOString() ?? null };
}
