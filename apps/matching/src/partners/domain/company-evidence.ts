import { ageInMonths, type EvidenceClass, type EvidenceItem, type Experience, MATCHING_POLICY } from '@gewerk/engine-matching';
import type { Evidence, JointExperience } from './partner-snapshot.js';

const CLASS_OF: Record<Evidence['evidenceClass'], EvidenceClass> = {
  'platform-transaction': 'transaction',
  'audited-certificate': 'certificate',
  'third-party-register': 'register',
  rating: 'rating',
  'checked-document': 'document',
  'self-declaration': 'self-declaration',
};

/** Partner of an experience that is about no pair: an audit, a register. */
const NO_PARTNER = 'network';

/** The evidence of one network, by company and subject, as seen at one instant. */
export class EvidenceBook {
  readonly #items = new Map<string, Evidence[]>();
  readonly #joint: ReadonlyMap<string, readonly JointExperience[]>;

  constructor(
    evidence: readonly Evidence[],
    readonly now: Date,
    experiences: readonly JointExperience[] = [],
  ) {
    this.#joint = Map.groupBy(experiences, ({ companyId }) => companyId);
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

  /** How a company has served its partners, order by order, with what was said of it besides (methods 3.5, TRU). */
  experiencesWith(companyId: string): Experience[] {
    const ofOrders = this.#joint.get(companyId) ?? [];
    const inConflict = new Set(ofOrders.flatMap(({ isInOpenConflict, partnerCompanyId }) => (isInOpenConflict ? [partnerCompanyId] : [])));
    const orders = ofOrders
      .filter(({ orders: count }) => count > 0)
      .map(({ formationId, partnerCompanyId, goodShare, orders: count, observedAt }): Experience => {
        return { id: formationId, partner: partnerCompanyId, goodShare, orders: count, ageMonths: this.#age(observedAt) };
      });
    const told = this.#of(companyId, 'TRU').map((item): Experience => {
      const { counterpartCompanyId: partner, evidenceClass, observedAt } = item;
      const experience = {
        ...{ id: item.evidenceId, class: CLASS_OF[evidenceClass], partner: partner ?? NO_PARTNER },
        ...{ goodShare: item.value, orders: item.amount, ageMonths: this.#age(observedAt) },
      };
      const isBiased = evidenceClass === 'rating' && partner !== null && inConflict.has(partner);
      return isBiased ? { ...experience, isInOpenConflict: true } : experience;
    });
    return [...orders, ...told];
  }

  #of(companyId: string, subject: Evidence['subject']): readonly Evidence[] {
    return this.#items.get(`${companyId}/${subject}`) ?? [];
  }

  #decay(item: Evidence): number {
    const { halfLifeMonths } = MATCHING_POLICY.evidence.classes[CLASS_OF[item.evidenceClass]];
    return 2 ** (-this.#age(item.observedAt) / halfLifeMonths);
  }

  #age(observedAt: string): number {
    return ageInMonths(new Date(observedAt), this.now);
  }
}
