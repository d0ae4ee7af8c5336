import { PaymentReceived } from '@gewerk/contracts/billing';
import { DomainError, type Money, negateMoney, newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PostEntry } from '../../../ledger/application/post-entry/post-entry.js';
import { account } from '../../../ledger/domain/journal.js';
import { InvoiceRepository, type InvoiceView } from '../../outbound/invoice-repository.js';

export interface Payment {
  invoiceId: string;
  amount: Money;
  receivedAt: Date;
  /** The bank's reference; the same one twice books once. */
  reference: string;
}

@Injectable()
export class RecordPayment {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly postEntry: PostEntry,
  ) {}

  async execute(work: UnitOfWork, payment: Payment): Promise<InvoiceView> {
    await this.invoices.lock(work.tx, work.networkId, payment.invoiceId);
    const invoice = await this.invoices.find(work.tx, work.networkId, payment.invoiceId);
    if (invoice === null)
      throw new DomainError('not-found', 'billing.invoice-unknown', 'there is no such invoice; list them under /invoices');
    refuseOverpayment(invoice, payment.amount);
    const paymentId = newId(work.now.getTime());
    if (await this.invoices.addPayment(work.tx, work.networkId, { ...payment, paymentId })) {
      await this.postEntry.execute(work, {
        kind: 'payment',
        reference: paymentId,
        memo: `Payment ${payment.reference} of invoice ${invoice.invoiceNumber}`,
        postings: [
          { account: account.bank, amount: payment.amount },
          { account: account.receivable(invoice.companyId), amount: negateMoney(payment.amount) },
        ],
      });
      work.publish(PaymentReceived, {
        paymentId,
        companyId: invoice.companyId,
        invoiceId: invoice.invoiceId,
        amount: payment.amount,
        receivedAt: payment.receivedAt.toISOString(),
      });
    }
    return (await this.invoices.find(work.tx, work.networkId, payment.invoiceId)) ?? invoice;
  }
}

/** Rule: paid + open = invoiced, so a payment never exceeds what is open, and comes in the invoice's currency. */
function refuseOverpayment(invoice: InvoiceView, amount: Money): void {
  if (amount.currency === invoice.open.currency && amount.amountMinor <= invoice.open.amountMinor) return;
  const { amountMinor, currency } = invoice.open;
  throw new DomainError(
    'unprocessable',
    'billing.payment-exceeds-open',
    `at most ${amountMinor} minor units ${currency} are open on this invoice`,
    [{ pointer: '/amount', code: 'exceeds-open', params: { openMinor: amountMinor, currency } }],
  );
}
