import { InvoiceIssued } from '@gewerk/contracts/billing';
import { newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { CORRELATION_ATTRIBUTE, inSpan } from '@gewerk/platform-observability';
import { Injectable } from '@nestjs/common';
import { PostEntry } from '../../../ledger/application/post-entry/post-entry.js';
import { drawUp, type Invoice, invoiceNumber, postingsOf } from '../../domain/invoice.js';
import { germanVat } from '../../domain/value-added-tax.js';
import { InvoiceRepository, type OpenCharges } from '../../outbound/invoice-repository.js';

/** Invoices every company's open charges up to an instant; what stands on an invoice is never invoiced again. */
@Injectable()
export class IssueInvoices {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly postEntry: PostEntry,
  ) {}

  async execute(work: UnitOfWork, until: Date): Promise<Invoice[]> {
    const issued: Invoice[] = [];
    const series = String(work.now.getUTCFullYear());
    for (const charges of await this.invoices.openCharges(work.tx, work.networkId, until)) {
      const settings = { attributes: { [CORRELATION_ATTRIBUTE]: charges.correlationIds }, follows: charges.traceparents };
      issued.push(await inSpan('issue invoice', settings, () => this.#issue(work, series, charges)));
    }
    return issued;
  }

  async #issue(work: UnitOfWork, series: string, { recipient, lines }: OpenCharges): Promise<Invoice> {
    const number = invoiceNumber(series, await this.invoices.nextNumber(work.tx, work.networkId, series));
    const invoice = drawUp(
      { invoiceId: newId(work.now.getTime()), invoiceNumber: number, issuedAt: work.now, recipient },
      lines,
      germanVat,
    );
    await this.invoices.save(work.tx, work.networkId, invoice);
    const postings = postingsOf(invoice, germanVat);
    await this.postEntry.execute(work, { kind: 'invoice', reference: invoice.invoiceId, memo: `Invoice ${number}`, postings });
    work.publish(InvoiceIssued, {
      invoiceId: invoice.invoiceId,
      invoiceNumber: number,
      companyId: invoice.companyId,
      issuedAt: invoice.issuedAt.toISOString(),
      dueAt: invoice.dueAt.toISOString(),
      net: invoice.net,
      vat: invoice.vat,
      gross: invoice.gross,
      vatCategory: invoice.vatDecision.category,
      lines: invoice.lines.map((line) => ({ chargeId: line.chargeId, description: line.description, net: line.net })),
    });
    return invoice;
  }
}
