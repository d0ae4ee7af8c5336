import { type Leaf, LEAVES } from '@gewerk/engine-matching';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ExposureLedger } from '../../fairness/outbound/exposure-ledger.js';
import { WeightProposals } from '../../learning/outbound/weight-proposals.js';
import type { MachineAvailability } from '../../consortia/domain/machine-diary.js';
import {
  type Company,
  type Evidence,
  type NetworkRules,
  type PartnerSnapshot,
  type RateCard,
  RULES_BEFORE_CONFIGURATION,
  type Uncertainty,
  UNCERTAINTY_UNKNOWN,
} from '../domain/partner-snapshot.js';
import { JointExperiences } from './joint-experiences.js';
import { PartnerPreferences } from './partner-preferences.js';

interface EvidenceRow {
  id: string;
  company_id: string;
  subject: Evidence['subject'];
  counterpart_company_id: string | null;
  value: number;
  amount: number;
  evidence_class: Evidence['evidenceClass'];
  observed_at: Date;
  expires_at: Date | null;
}

/** Whose work is looked at when the snapshot is taken. */
interface Demand {
  readonly orderId: string;
  readonly processes: readonly string[];
  readonly customerCompanyId: string;
}

@Injectable()
export class PartnerSnapshots {
  constructor(
    private readonly experiences: JointExperiences,
    private readonly preferences: PartnerPreferences,
    private readonly ledger: ExposureLedger,
    private readonly weights: WeightProposals,
  ) {}

  /** What is known now of everyone who might take part in work of the given processes, and of the customer. */
  async take(work: UnitOfWork, demand: Demand): Promise<PartnerSnapshot> {
    const companies = await this.#companies(work, demand);
    const ids = companies.map((company) => company.companyId);
    return {
      network: await this.rules(work),
      uncertainty: await this.#uncertainty(work),
      companies,
      rateCards: await this.#rateCards(work, ids),
      evidence: await this.#evidence(work, ids),
      leafMeans: await this.#leafMeans(work),
      excludedPairs: await this.#excludedPairs(work, ids),
      availability: await this.availability(work, machinesOf(companies, demand.processes)),
      experiences: await this.experiences.of(work, ids),
      exposure: await this.ledger.of(work, ids, demand.orderId),
      preferences: await this.preferences.of(work, demand.customerCompanyId),
      monthValueEur: await this.#monthValueEur(work, demand.orderId),
      learntWeights: await this.weights.inForce(work),
    };
  }

  async rules(work: UnitOfWork): Promise<NetworkRules> {
    const rows: { rules: NetworkRules }[] = await work.tx.query('select rules from partner_network where network_id = $1', [
      work.networkId,
    ]);
    return rows[0]?.rules ?? RULES_BEFORE_CONFIGURATION;
  }

  async availability(work: UnitOfWork, machineIds: readonly string[]): Promise<MachineAvailability[]> {
    const rows: { availability: MachineAvailability }[] = await work.tx.query(
      'select availability from partner_availability where network_id = $1 and id = any ($2::uuid[]) order by id',
      [work.networkId, machineIds],
    );
    return rows.map((row) => row.availability);
  }

  async companyNames(work: UnitOfWork, companyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows: { id: string; name: string }[] = await work.tx.query(
      `select id, company ->> 'name' as name from partner_company where network_id = $1 and id = any ($2::uuid[])`,
      [work.networkId, companyIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Companies that may be asked for work. */
  async activeMembers(work: UnitOfWork): Promise<string[]> {
    const rows: { id: string }[] = await work.tx.query(
      `select id from partner_company
       where network_id = $1 and company ->> 'status' = 'active' and company ->> 'kind' <> 'customer' order by id`,
      [work.networkId],
    );
    return rows.map(({ id }) => id);
  }

  async #monthValueEur(work: UnitOfWork, exceptOrderId: string): Promise<number> {
    const [row] = (await work.tx.query(
      `select coalesce(sum(reference_price_eur), 0) as value from placed_order
       where network_id = $1 and id <> $2 and valued_at > $3::timestamptz - interval '30 days' and cancelled_at is null`,
      [work.networkId, exceptOrderId, work.now],
    )) as [{ value: number }];
    return Math.round(row.value * 100) / 100;
  }

  async #uncertainty(work: UnitOfWork): Promise<Uncertainty> {
    const rows: { uncertainty: Uncertainty }[] = await work.tx.query('select uncertainty from partner_uncertainty where network_id = $1', [
      work.networkId,
    ]);
    return rows[0]?.uncertainty ?? UNCERTAINTY_UNKNOWN;
  }

  async #companies(work: UnitOfWork, demand: Demand): Promise<Company[]> {
    const rows: { company: Company }[] = await work.tx.query(
      'select company from partner_company where network_id = $1 and (processes && $2::text[] or id = $3) order by id',
      [work.networkId, demand.processes, demand.customerCompanyId],
    );
    return rows.map((row) => row.company);
  }

  async #rateCards(work: UnitOfWork, companyIds: readonly string[]): Promise<RateCard[]> {
    const rows: { rate_card: RateCard }[] = await work.tx.query(
      'select rate_card from partner_rate_card where network_id = $1 and id = any ($2::uuid[]) order by id',
      [work.networkId, companyIds],
    );
    return rows.map((row) => row.rate_card);
  }

  async #evidence(work: UnitOfWork, companyIds: readonly string[]): Promise<Evidence[]> {
    const rows: EvidenceRow[] = await work.tx.query(
      `select id, company_id, subject, counterpart_company_id, value, amount, evidence_class, observed_at, expires_at
       from partner_evidence where network_id = $1 and company_id = any ($2::uuid[]) order by company_id, subject, observed_at, id`,
      [work.networkId, companyIds],
    );
    return rows.map((row) => ({
      evidenceId: row.id,
      companyId: row.company_id,
      subject: row.subject,
      counterpartCompanyId: row.counterpart_company_id,
      value: row.value,
      amount: row.amount,
      evidenceClass: row.evidence_class,
      observedAt: row.observed_at.toISOString(),
      expiresAt: row.expires_at?.toISOString() ?? null,
    }));
  }

  /** Mean over the companies, so that one with much evidence does not set the prior of all. */
  async #leafMeans(work: UnitOfWork): Promise<Partial<Record<Leaf, number>>> {
    const rows: { subject: Leaf; mean: number }[] = await work.tx.query(
      `select subject, round(avg(mean)::numeric, 9)::double precision as mean from (
         select subject, company_id, sum(value * amount) / nullif(sum(amount), 0) as mean
         from partner_evidence where network_id = $1 group by subject, company_id) by_company
       where mean is not null group by subject order by subject`,
      [work.networkId],
    );
    return Object.fromEntries(rows.filter(({ subject }) => LEAVES.includes(subject)).map(({ subject, mean }) => [subject, mean]));
  }

  async #excludedPairs(work: UnitOfWork, companyIds: readonly string[]): Promise<(readonly [string, string])[]> {
    const rows: { company_ids: [string, string] }[] = await work.tx.query(
      'select company_ids from partner_exclusion where network_id = $1 and excluded and company_ids <@ $2::uuid[] order by id',
      [work.networkId, companyIds],
    );
    return rows.map((row) => row.company_ids);
  }
}

function machinesOf(companies: readonly Company[], processes: readonly string[]): string[] {
  const groups = companies.flatMap((company) => company.machineGroups).filter((group) => processes.includes(group.process));
  return groups.flatMap((group) => group.machines.map((machine) => machine.machineId));
}
