import { ageInMonths, type EvidenceClass, type EvidenceItem, MATCHING_POLICY } from '@gewerk/engine-matching';
import type { Evidence } from './partner-snapshot.js';

const CLASS_OF: Record<Evidence['evidenceClass'], EvidenceClass> = {
  'platform-transaction': 'transaction',
  'audited-certificate': 'certificate',
  'third-party-register': 'register',
  rating: 'rating',
  'checked-document': 'document',
  'self-declaration': 'self-declaration',
};

interface TrustHistory {
  readonly decayedGood: number;
  readonly decayedBad: number;
  readonly jointOrders: number;
  readonly networkTrust: number | null;
  /** Weight of all items as evidence, for the confidence of the leaf. */
  readonly weight: number;
}

/** The evidence of one network, by company and subject, as seen at one instant. */
export class EvidenceBook {
  readonly #items = new Map<string, Evidence[]>();

  constructor(
    evidence: readonly Evidence[],
    readonly now: Date,
  ) {
    for (const item of evidence) {
      const key = `${item.companyId}/${item.subject}`;
      const items = this.#items.get(key);
      if (items === undefined) this.#items.set(key, [item]);
      else items.push(item);
    }
  }

  itemsOf(companyId: string, subject: Evidence['subject']): EvidenceItem[] {
    return this.#of(companyId, subject).map((item) => ({
      id: item.evidenceId,
      class: CLASS_OF[item.evidenceClass],
      value: item.value,
      count: item.amount,
      ageMonths: ageInMonths(new Date(item.observedAt), this.now),
      isExpired: item.expiresAt !== null && new Date(item.expiresAt) <= this.now,
    }));
  }

  /** Finished operations with and without success, older ones decayed by the half-life of their class (methods 5.4). */
  deliveries(companyId: string): { successes: number; failures: number } {
    let successes = 0;
    let failures = 0;
    for (const item of this.#of(companyId, 'delivery')) {
      const count = item.amount * this.#decay(item);
      successes += count * item.value;
      failures += count * (1 - item.value);
    }
    return { successes, failures };
  }

  /** How a company has served another, and everybody (methods 3.5, TRU). */
  trustIn(companyId: string, byCompanyId: string): TrustHistory {
    const history = { decayedGood: 0, decayedBad: 0, jointOrders: 0, weight: 0 };
    let all = 0;
    let good = 0;
    for (const item of this.#of(companyId, 'TRU')) {
      const count = item.amount * this.#decay(item);
      all += count;
      good += count * item.value;
      history.weight += count * MATCHING_POLICY.evidence.classes[CLASS_OF[item.evidenceClass]].reliability;
      if (item.counterpartCompanyId !== byCompanyId) continue;
      history.decayedGood += count * item.value;
      history.decayedBad += count * (1 - item.value);
      history.jointOrders += item.amount;
    }
    return { ...history, networkTrust: all > 0 ? good / all : null };
  }

  #of(companyId: string, subject: Evidence['subject']): readonly Evidence[] {
    return this.#items.get(`${companyId}/${subject}`) ?? [];
  }

  #decay(item: Evidence): number {
    const { halfLifeMonths } = MATCHING_POLICY.evidence.classes[CLASS_OF[item.evidenceClass]];
    return 2 ** (-ageInMonths(new Date(item.observedAt), this.now) / halfLifeMonths);
  }
}
