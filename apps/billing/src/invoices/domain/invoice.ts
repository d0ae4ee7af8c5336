import { addMoney, type Money, money } from '@gewerk/kernel';
import { account, type Posting } from '../../ledger/domain/journal.js';
import { decideVat, type VatDecision, vatOn, type VatPolicy } from './value-added-tax.js';

export interface InvoiceLine {
  chargeId: string;
  description: string;
  net: Money;
}

export interface Invoice {
  invoiceId: string;
  invoiceNumber: string;
  companyId: string;
  recipientName: string;
  recipientCountry: string;
  recipientVatId: string | null;
  issuedAt: Date;
  dueAt: Date;
  net: Money;
  vat: Money;
  gross: Money;
  vatDecision: VatDecision;
  lines: readonly InvoiceLine[];
}

/** Cents half to even, VAT once per category; the rule in force is stored on every invoice. */
export const ROUNDING_RULE = 'half-even/vat-per-category';
const PAYMENT_TERM_DAYS = 14;
const DAY_MILLIS = 86_400_000;

export interface InvoiceHead {
  invoiceId: string;
  invoiceNumber: string;
  issuedAt: Date;
  recipient: { companyId: string; name: string; country: string; vatId: string | null };
}

/** A finalized invoice over its lines; totals are sums of the lines, to the cent. */
export function drawUp(head: InvoiceHead, lines: readonly InvoiceLine[], policy: VatPolicy): Invoice {
  const currency = lines[0]?.net.currency ?? 'EUR';
  const net = addMoney(money(0, currency), ...lines.map((line) => line.net));
  const vatDecision = decideVat(policy, head.recipient);
  const vat = vatOn(net, vatDecision);
  return {
    invoiceId: head.invoiceId,
    invoiceNumber: head.invoiceNumber,
    companyId: head.recipient.companyId,
    recipientName: head.recipient.name,
    recipientCountry: head.recipient.country,
    recipientVatId: head.recipient.vatId,
    issuedAt: head.issuedAt,
    dueAt: new Date(head.issuedAt.getTime() + PAYMENT_TERM_DAYS * DAY_MILLIS),
    net,
    vat,
    gross: addMoney(net, vat),
    vatDecision,
    lines,
  };
}

/** What was accrued becomes a receivable, and VAT a debt to the state of the issuer. */
export function postingsOf(invoice: Invoice, policy: VatPolicy): Posting[] {
  const postings: Posting[] = [
    { account: account.receivable(invoice.companyId), amount: invoice.gross },
    { account: account.accrued(invoice.companyId), amount: money(-invoice.net.amountMinor, invoice.net.currency) },
  ];
  if (invoice.vat.amountMinor !== 0) {
    postings.push({ account: account.vatPayable(policy.issuerCountry), amount: money(-invoice.vat.amountMinor, invoice.vat.currency) });
  }
  return postings;
}

/** Gap-free within a series: `2026-000042`. */
export function invoiceNumber(series: string, number: number): string {
  return `${series}-${String(number).padStart(6, '0')}`;
}
