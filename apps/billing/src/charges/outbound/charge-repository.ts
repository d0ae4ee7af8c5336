import { type Money, money } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { MembershipPlan, SupplierShare } from '../domain/tariff.js';

export interface BilledCompany {
  companyId: string;
  name: string;
  kind: string;
  status: string;
  country: string;
  vatId: string | null;
  membershipPlan: MembershipPlan;
}

export interface Charge {
  chargeId: string;
  companyId: string;
  kind: 'membership' | 'transaction-fee';
  /** The month, or the order: a company is charged once for each. */
  subject: string;
  description: string;
  amount: Money;
  tariffVersion: string;
  chargedAt: Date;
}

/** The two halves of a fee, which arrive on different topics in either order. */
export interface FeeCase {
  formationId: string;
  orderId: string;
  suppliers: SupplierShare[] | null;
  acceptedValue: Money | null;
  settled: boolean;
}

interface ChargeRow {
  charge_id: string;
  company_id: string;
  kind: Charge['kind'];
  subject: string;
  description: string;
  amount_minor: string;
  currency: string;
  tariff_version: string;
  charged_at: Date;
}

@Injectable()
export class ChargeRepository {
  async saveCompany(tx: Transaction, networkId: string, company: BilledCompany): Promise<void> {
    await tx.query(
      `insert into billed_company values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (network_id, company_id) do update set name = excluded.name, kind = excluded.kind, status = excluded.status,
         country = excluded.country, vat_id = excluded.vat_id, membership_plan = excluded.membership_plan`,
      [networkId, company.companyId, company.name, company.kind, company.status, company.country, company.vatId, company.membershipPlan],
    );
  }

  async payingMembers(tx: Transaction, networkId: string): Promise<BilledCompany[]> {
    return tx.query(
      `select company_id as "companyId", name, kind, status, country, vat_id as "vatId", membership_plan as "membershipPlan"
       from billed_company where network_id = $1 and status = 'active' and kind <> 'customer' order by company_id`,
      [networkId],
    );
  }

  /** @returns false where the company was charged for this subject before */
  async addCharge({ tx, networkId, origin }: UnitOfWork, charge: Charge): Promise<boolean> {
    const inserted: unknown[] = await tx.query(
      `insert into charge (network_id, charge_id, company_id, kind, subject, description, amount_minor, currency, tariff_version, charged_at,
         correlation_id, traceparent)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict on constraint charge_once do nothing returning charge_id`,
      [
        networkId,
        charge.chargeId,
        charge.companyId,
        charge.kind,
        charge.subject,
        charge.description,
        charge.amount.amountMinor,
        charge.amount.currency,
        charge.tariffVersion,
        charge.chargedAt,
        origin.correlationId,
        origin.traceparent ?? null,
      ],
    );
    return inserted.length > 0;
  }

  /** Charges after a cursor (a charge id, which sorts by time), of one company or of all. */
  async page(
    tx: Transaction,
    networkId: string,
    query: { companyId: string | null; after: string | null; limit: number },
  ): Promise<Charge[]> {
    const rows = (await tx.query(
      `select charge_id, company_id, kind, subject, description, amount_minor, currency, tariff_version, charged_at
       from charge where network_id = $1 and ($2::uuid is null or company_id = $2) and ($3::uuid is null or charge_id > $3)
       order by charge_id limit $4`,
      [networkId, query.companyId, query.after, query.limit],
    )) as ChargeRow[];
    return rows.map((row) => ({
      chargeId: row.charge_id,
      companyId: row.company_id,
      kind: row.kind,
      subject: row.subject,
      description: row.description,
      amount: money(Number(row.amount_minor), row.currency),
      tariffVersion: row.tariff_version,
      chargedAt: row.charged_at,
    }));
  }

  async rememberSuppliers(
    tx: Transaction,
    networkId: string,
    formationId: string,
    orderId: string,
    suppliers: SupplierShare[],
  ): Promise<void> {
    await tx.query(
      `insert into fee_case (network_id, formation_id, order_id, supplier_shares) values ($1, $2, $3, $4)
       on conflict (network_id, formation_id) do update set supplier_shares = excluded.supplier_shares`,
      [networkId, formationId, orderId, JSON.stringify(suppliers)],
    );
  }

  async rememberAcceptance(
    tx: Transaction,
    networkId: string,
    accepted: { formationId: string; orderId: string; value: Money; at: Date },
  ): Promise<void> {
    await tx.query(
      `insert into fee_case (network_id, formation_id, order_id, accepted_value_minor, currency, accepted_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (network_id, formation_id) do update
         set accepted_value_minor = excluded.accepted_value_minor, currency = excluded.currency, accepted_at = excluded.accepted_at`,
      [networkId, accepted.formationId, accepted.orderId, accepted.value.amountMinor, accepted.value.currency, accepted.at],
    );
  }

  async lockFeeCase(tx: Transaction, networkId: string, formationId: string): Promise<FeeCase | null> {
    const [row] = (await tx.query(
      'select order_id, supplier_shares, accepted_value_minor, currency, settled from fee_case where network_id = $1 and formation_id = $2 for update',
      [networkId, formationId],
    )) as {
      order_id: string;
      supplier_shares: SupplierShare[] | null;
      accepted_value_minor: string | null;
      currency: string | null;
      settled: boolean;
    }[];
    if (row === undefined) return null;
    const accepted = row.accepted_value_minor === null ? null : money(Number(row.accepted_value_minor), row.currency ?? 'EUR');
    return { formationId, orderId: row.order_id, suppliers: row.supplier_shares, acceptedValue: accepted, settled: row.settled };
  }

  async settleFeeCase(tx: Transaction, networkId: string, formationId: string): Promise<void> {
    await tx.query('update fee_case set settled = true where network_id = $1 and formation_id = $2', [networkId, formationId]);
  }
}
