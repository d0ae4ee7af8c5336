import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { billingMigrations } from '../migrations/billing.migrations.js';
import { AddCharge } from './charges/application/add-charge/add-charge.js';
import { ChargeFee } from './charges/application/charge-fee/charge-fee.js';
import { ChargeMemberships } from './charges/application/charge-memberships/charge-memberships.js';
import { ChargesController } from './charges/inbound/charges.controller.js';
import { MembershipRunsController } from './charges/inbound/membership-runs.controller.js';
import { ChargeRepository } from './charges/outbound/charge-repository.js';
import { IssueInvoices } from './invoices/application/issue-invoices/issue-invoices.js';
import { RecordPayment } from './invoices/application/record-payment/record-payment.js';
import { InvoicesController } from './invoices/inbound/invoices.controller.js';
import { InvoiceRepository } from './invoices/outbound/invoice-repository.js';
import { PostEntry } from './ledger/application/post-entry/post-entry.js';
import { ReportBalances } from './ledger/application/report-balances/report-balances.js';
import { VerifyJournal } from './ledger/application/verify-journal/verify-journal.js';
import { LedgerController } from './ledger/inbound/ledger.controller.js';
import { JournalRepository } from './ledger/outbound/journal-repository.js';
import { ledgerMeasures } from './ledger/outbound/ledger-measures.js';
import { BillingSubscriptions } from './subscriptions.js';

@Module({
  controllers: [ChargesController, MembershipRunsController, LedgerController, InvoicesController, BillingSubscriptions],
  providers: [
    ...[ChargeRepository, AddCharge, ChargeMemberships, ChargeFee],
    ...[JournalRepository, PostEntry, ReportBalances, VerifyJournal],
    ...[InvoiceRepository, IssueInvoices, RecordPayment],
  ],
})
class BillingModule {}

export const billingService: ServiceDefinition = {
  name: 'billing',
  title: 'Billing: memberships, fees, ledger, invoices',
  entities: [],
  migrations: billingMigrations,
  module: BillingModule,
  subscriptions: BillingSubscriptions,
  measures: ledgerMeasures,
};
