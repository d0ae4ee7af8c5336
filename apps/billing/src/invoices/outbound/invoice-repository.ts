import { type Money, money } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import { type Invoice, type InvoiceLine, ROUNDING_RULE } from '../domain/invoice.js';
import type { VatCategory } from '../domain/value-added-tax.js';

export interface OpenCharges {
  recipient: { companyId: string; name: string; country: string; vatId: string | null };
  lines: InvoiceLine[];
  /** What the charges came from, by correlation id and trace. */
  correlationIds: string[];
  traceparents: (string | null)[];
}

export interface InvoiceView extends Invoice {
  paid: Money;
  open: Money;
}

interface InvoiceRow {
  invoice_id: string;
  invoice_number: string;
  company_id: string;
  recipient_name: string;
  recipient_country: string;
  recipient_vat_id: string | null;
  issued_at: Date;
  due_at: Date;
  net_minor: string;
  vat_minor: string;
  gross_minor: string;
  paid_minor: string;
  currency: string;
  vat_category: VatCategory;
  vat_rate_basis_points: number;
  vat_note: string | null;
  lines: { charge_id: string; description: string; net_minor: number }[];
}

@Injectable()
export class InvoiceRepository {
  /** Charges up to an instant that stand on no invoice yet, by company; locked, so that two runs do not both take them. */
  async openCharges(tx: Transaction, networkId: string, until: Date): Promise<OpenCharges[]> {
    const rows = (await tx.query(
      `select c.charge_id, c.description, c.amount_minor, c.currency, c.correlation_id, c.traceparent, b.company_id, b.name, b.country, b.vat_id
       from charge c join billed_company b using (network_id, company_id)
       where c.network_id = $1 and c.invoice_id is null and c.charged_at <= $2
       order by b.company_id, c.currency, c.charged_at, c.charge_id for update of c`,
      [networkId, until],
    )) as {
      charge_id: string;
      description: string;
      amount_minor: string;
      currency: string;
      correlation_id: string | null;
      traceparent: string | null;
      company_id: string;
      name: string;
      country: string;
      vat_id: string | null;
    }[];
    const groups = new Map<string, OpenCharges>();
    for (const row of rows) {
      const key = `${row.company_id} ${row.currency}`;
      const group = groups.get(key) ?? {
        recipient: { companyId: row.company_id, name: row.name, country: row.country, vatId: row.vat_id },
        lines: [],
        correlationIds: [],
        traceparents: [],
      };
      group.lines.push({ chargeId: row.charge_id, description: row.description, net: money(Number(row.amount_minor), row.currency) });
      if (row.correlation_id !== null) group.correlationIds.push(row.correlation_id);
      group.traceparents.push(row.traceparent);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  async nextNumber(tx: Transaction, networkId: string, series: string): Promise<number> {
    const [row] = (await tx.query(
      `insert into invoice_series values ($1, $2, 1)
       on conflict (network_id, series) do update set last_number = invoice_series.last_number + 1 returning last_number`,
      [networkId, series],
    )) as { last_number: number }[];
    return row?.last_number ?? 1;
  }

  async save(tx: Transaction, networkId: string, invoice: Invoice): Promise<void> {
    await tx.query('insert into invoice values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)', [
      networkId,
      invoice.invoiceId,
      invoice.invoiceNumber,
      invoice.companyId,
      invoice.issuedAt,
      invoice.dueAt,
      invoice.net.amountMinor,
      invoice.vat.amountMinor,
      invoice.gross.amountMinor,
      invoice.net.currency,
      invoice.vatDecision.category,
      invoice.vatDecision.rateBasisPoints,
      invoice.vatDecision.note,
      invoice.recipientName,
      invoice.recipientCountry,
      invoice.recipientVatId,
      ROUNDING_RULE,
    ]);
    const chargeIds = invoice.lines.map((line) => line.chargeId);
    await tx.query(
      `insert into invoice_line select $1, $2, line, charge_id, description, net
       from unnest($3::uuid[], $4::text[], $5::bigint[]) with ordinality as drawn (charge_id, description, net, line)`,
      [
        networkId,
        invoice.invoiceId,
        chargeIds,
        invoice.lines.map((line) => line.description),
        invoice.lines.map((line) => line.net.amountMinor),
      ],
    );
    await tx.query('update charge set invoice_id = $2 where network_id = $1 and charge_id = any ($3::uuid[])', [
      networkId,
      invoice.invoiceId,
      chargeIds,
    ]);
  }

  /** Invoices after a cursor (an invoice id, which sorts by time), of one company or of all. */
  async page(
    tx: Transaction,
    networkId: string,
    query: { companyId: string | null; after: string | null; limit: number },
  ): Promise<InvoiceView[]> {
    return this.#select(tx, 'i.network_id = $1 and ($2::uuid is null or i.company_id = $2) and ($3::uuid is null or i.invoice_id > $3)', [
      networkId,
      query.companyId,
      query.after,
      query.limit,
    ]);
  }

  async find(tx: Transaction, networkId: string, invoiceId: string): Promise<InvoiceView | null> {
    const [found] = await this.#select(tx, 'i.network_id = $1 and i.invoice_id = $2 and $3::text is null', [networkId, invoiceId, null, 1]);
    return found ?? null;
  }

  /** Payments of one invoice are taken one after the other, so that together they never exceed it. */
  async lock(tx: Transaction, networkId: string, invoiceId: string): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('invoice ' || $1 || $2, 0))", [networkId, invoiceId]);
  }

  async addPayment(
    tx: Transaction,
    networkId: string,
    payment: { paymentId: string; invoiceId: string; amount: Money; receivedAt: Date; reference: string },
  ): Promise<boolean> {
    const inserted: unknown[] = await tx.query(
      'insert into payment values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint payment_once do nothing returning payment_id',
      [
        networkId,
        payment.paymentId,
        payment.invoiceId,
        payment.amount.amountMinor,
        payment.amount.currency,
        payment.receivedAt,
        payment.reference,
      ],
    );
    return inserted.length > 0;
  }

  async #select(tx: Transaction, condition: string, parameters: unknown[]): Promise<InvoiceView[]> {
    const rows = (await tx.query(
      `select i.*, coalesce((select sum(p.amount_minor) from payment p where p.network_id = i.network_id and p.invoice_id = i.invoice_id), 0) as paid_minor,
              (select json_agg(json_build_object('charge_id', l.charge_id, 'description', l.description, 'net_minor', l.net_minor) order by l.line_number)
               from invoice_line l where l.network_id = i.network_id and l.invoice_id = i.invoice_id) as lines
       from invoice i where ${condition} order by i.invoice_id limit $4`,
      parameters,
    )) as InvoiceRow[];
    return rows.map(viewOf);
  }
}

function viewOf(row: InvoiceRow): InvoiceView {
  const of = (minor: string | number): Money => money(Number(minor), row.currency);
  return {
    invoiceId: row.invoice_id,
    invoiceNumber: row.invoice_number,
    companyId: row.company_id,
    recipientName: row.recipient_name,
    recipientCountry: row.recipient_country,
    recipientVatId: row.recipient_vat_id,
    issuedAt: row.issued_at,
    dueAt: row.due_at,
    net: of(row.net_minor),
    vat: of(row.vat_minor),
    gross: of(row.gross_minor),
    paid: of(row.paid_minor),
    open: of(Number(row.gross_minor) - Number(row.paid_minor)),
    vatDecision: { category: row.vat_category, rateBasisPoints: row.vat_rate_basis_points, note: row.vat_note },
    lines: row.lines.map((line) => ({ chargeId: line.charge_id, description: line.description, net: of(line.net_minor) })),
  };
}
