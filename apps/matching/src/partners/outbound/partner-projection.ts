import type { AvailabilityChangedData } from '@gewerk/contracts/capacity';
import type { NetworkConfiguredData, UncertaintyChangedData } from '@gewerk/contracts/governance';
import type { CompanyChangedData, EvidenceRecordedData, ExclusionChangedData, RateCardPublishedData } from '@gewerk/contracts/registry';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { MachineAvailability } from '../../consortia/domain/machine-diary.js';
import type { Company } from '../domain/partner-snapshot.js';

/** A fact or state of another service, with the network it belongs to. */
export interface Known<Data> {
  readonly networkId: string;
  readonly data: Data;
}

/** What matching keeps of others. The pipeline hands over each stream in order, so the last of a batch is the newest state. */
@Injectable()
export class PartnerProjection {
  async networks(tx: Transaction, known: readonly Known<NetworkConfiguredData>[]): Promise<void> {
    await this.#states(
      tx,
      'partner_network',
      'rules',
      newest(known, (data) => data.networkId),
      (data) => ({
        parameterVersion: data.parameterVersion,
        currency: data.currency,
        timeZone: data.timeZone,
        closedDays: [...data.closedDays].sort(),
        strategy: data.strategy,
        selections: data.selections,
        sustainabilityAmbition: data.sustainabilityAmbition,
        limits: data.limits,
      }),
    );
  }

  async uncertainties(tx: Transaction, known: readonly Known<UncertaintyChangedData>[]): Promise<void> {
    await this.#states(
      tx,
      'partner_uncertainty',
      'uncertainty',
      newest(known, (data) => data.networkId),
      (data) => ({
        index: data.index,
        mode: data.mode,
        regions: data.regions
          .map(({ region, shocksPerYear }) => ({ region, shocksPerYear }))
          .sort((a, b) => (a.region < b.region ? -1 : 1)),
      }),
    );
  }

  async companies(tx: Transaction, known: readonly Known<CompanyChangedData>[]): Promise<void> {
    const companies = newest(known, (data) => data.companyId);
    await tx.query(
      `insert into partner_company (network_id, id, processes, company)
       select n, id, array(select jsonb_array_elements_text(p)), c from unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::jsonb[]) as t(n, id, p, c)
       on conflict (network_id, id) do update set processes = excluded.processes, company = excluded.company`,
      [
        companies.map(({ networkId }) => networkId),
        companies.map(({ data }) => data.companyId),
        companies.map(({ data }) => JSON.stringify([...new Set(data.machineGroups.map((group) => group.process))])),
        companies.map(({ data }) => JSON.stringify(judgedBy(data))),
      ],
    );
  }

  async rateCards(tx: Transaction, known: readonly Known<RateCardPublishedData>[]): Promise<void> {
    await this.#states(
      tx,
      'partner_rate_card',
      'rate_card',
      newest(known, (data) => data.companyId),
      (data) => ({
        companyId: data.companyId,
        rateCardVersion: data.rateCardVersion,
        currency: data.currency,
        rates: data.rates,
      }),
    );
  }

  async evidence(tx: Transaction, known: readonly Known<EvidenceRecordedData>[]): Promise<void> {
    const column = <T>(of: (data: EvidenceRecordedData) => T) => known.map(({ data }) => of(data));
    await tx.query(
      `insert into partner_evidence
         (network_id, id, company_id, subject, counterpart_company_id, value, amount, evidence_class, observed_at, expires_at)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::double precision[], $7::double precision[],
         $8::text[], $9::timestamptz[], $10::timestamptz[])
       on conflict (network_id, id) do nothing`,
      [
        known.map(({ networkId }) => networkId),
        column((data) => data.evidenceId),
        column((data) => data.companyId),
        column((data) => data.subject),
        column((data) => data.counterpartCompanyId),
        column((data) => data.value),
        column((data) => data.amount),
        column((data) => data.evidenceClass),
        column((data) => data.observedAt),
        column((data) => data.expiresAt),
      ],
    );
  }

  async exclusions(tx: Transaction, known: readonly Known<ExclusionChangedData>[]): Promise<void> {
    for (const { networkId, data } of newest(known, (exclusion) => exclusion.pairId)) {
      await tx.query(
        `insert into partner_exclusion (network_id, id, company_ids, excluded) values ($1, $2, $3, $4)
         on conflict (network_id, id) do update set company_ids = excluded.company_ids, excluded = excluded.excluded`,
        [networkId, data.pairId, [...data.companyIds].sort(), data.excluded],
      );
    }
  }

  async availabilities(tx: Transaction, known: readonly Known<AvailabilityChangedData>[]): Promise<void> {
    const machines = newest(known, (data) => data.machineId);
    await tx.query(
      `insert into partner_availability (network_id, id, company_id, availability)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[])
       on conflict (network_id, id) do update set company_id = excluded.company_id, availability = excluded.availability`,
      [
        machines.map(({ networkId }) => networkId),
        machines.map(({ data }) => data.machineId),
        machines.map(({ data }) => data.companyId),
        machines.map(({ data }) => JSON.stringify(availabilityOf(data))),
      ],
    );
  }

  async #states<Data>(
    tx: Transaction,
    table: string,
    column: string,
    states: readonly (Known<Data> & { readonly id: string })[],
    kept: (data: Data) => object,
  ): Promise<void> {
    await tx.query(
      `insert into ${table} (network_id, id, ${column}) select * from unnest($1::uuid[], $2::uuid[], $3::jsonb[])
       on conflict (network_id, id) do update set ${column} = excluded.${column}`,
      [states.map(({ networkId }) => networkId), states.map(({ id }) => id), states.map(({ data }) => JSON.stringify(kept(data)))],
    );
  }
}

/** The newest state of each aggregate of a batch: one statement may touch a row once. */
function newest<Data>(known: readonly Known<Data>[], idOf: (data: Data) => string): (Known<Data> & { readonly id: string })[] {
  return [...new Map(known.map((entry) => [`${entry.networkId}/${idOf(entry.data)}`, { ...entry, id: idOf(entry.data) }])).values()];
}

/** What matching judges a company by; turnover, tax number and the like stay behind. */
function judgedBy(company: CompanyChangedData): Company {
  return {
    companyId: company.companyId,
    name: company.name,
    status: company.status,
    kind: company.kind,
    employees: company.employees,
    priorities: company.priorities,
    horizon: company.horizon,
    securityClass: company.securityClass,
    languages: company.languages,
    formats: company.formats,
    managementCertificates: company.managementCertificates,
    trustSignals: company.trustSignals,
    sites: company.sites,
    machineGroups: company.machineGroups,
    certificates: company.certificates,
  };
}

function availabilityOf(data: AvailabilityChangedData): MachineAvailability {
  const spans = data.freeWindows.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)] as const);
  return {
    machineId: data.machineId,
    machineGroupId: data.machineGroupId,
    siteId: data.siteId,
    companyId: data.companyId,
    availabilityVersion: data.availabilityVersion,
    asOf: data.asOf,
    usualFreeMinutesPerDay: data.usualFreeMinutesPerDay,
    freeSpans: spans.sort((a, b) => a[0] - b[0]),
  };
}
