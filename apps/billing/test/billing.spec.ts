import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MovableClock, money, type NetworkId, newId } from '@gewerk/kernel';
import { messagingMigrations, type Origin, type UnitOfWork, UnitsOfWork } from '@gewerk/platform-messaging';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { billingMigrations } from '../migrations/billing.migrations.js';
import { AddCharge } from '../src/charges/application/add-charge/add-charge.js';
import { ChargeFee } from '../src/charges/application/charge-fee/charge-fee.js';
import { ChargeMemberships } from '../src/charges/application/charge-memberships/charge-memberships.js';
import { type BilledCompany, ChargeRepository } from '../src/charges/outbound/charge-repository.js';
import { IssueInvoices } from '../src/invoices/application/issue-invoices/issue-invoices.js';
import { RecordPayment } from '../src/invoices/application/record-payment/record-payment.js';
import { InvoiceRepository } from '../src/invoices/outbound/invoice-repository.js';
import { PostEntry } from '../src/ledger/application/post-entry/post-entry.js';
import { ReportBalances } from '../src/ledger/application/report-balances/report-balances.js';
import { VerifyJournal } from '../src/ledger/application/verify-journal/verify-journal.js';
import { JournalRepository } from '../src/ledger/outbound/journal-repository.js';

const clock = new MovableClock();
const networkId = newId<NetworkId>();
const origin = (): Origin => ({ networkId, correlationId: newId(), causationId: null, hops: 0 });

const journal = new JournalRepository();
const charges = new ChargeRepository();
const invoices = new InvoiceRepository();
const postEntry = new PostEntry(journal);
const addCharge = new AddCharge(charges, postEntry);
const chargeMemberships = new ChargeMemberships(charges, addCharge);
const chargeFee = new ChargeFee(charges, addCharge);
const issueInvoices = new IssueInvoices(invoices, postEntry);
const recordPayment = new RecordPayment(invoices, postEntry);
const verifyJournal = new VerifyJournal(journal);

const company = (country: string, membershipPlan: BilledCompany['membershipPlan'], status = 'active'): BilledCompany => ({
  companyId: newId(),
  name: `Company in ${country}`,
  kind: 'producer',
  status,
  country,
  vatId: `${country}123456789`,
  membershipPlan,
});
const members = [company('DE', 'pro'), company('SE', 'plus'), company('SE', 'basic'), company('DE', 'plus', 'suspended')];
const month = clock.now().toISOString().slice(0, 7);

let test: TestDatabase;
let units: UnitsOfWork;
const run = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> => units.run(origin(), work);
const published = async (type: string): Promise<number> => {
  const rows = await run(
    (unit) => unit.tx.query('select count(*)::int as n from messaging.outbox where type = $1', [type]) as Promise<{ n: number }[]>,
  );
  return rows[0]?.n ?? 0;
};

beforeAll(async () => {
  test = await createTestDatabase({ migrations: [...messagingMigrations, ...billingMigrations], entities: [] });
  units = new UnitsOfWork(test.database, clock, '/gewerk/billing');
  await run(async (unit) => {
    for (const member of members) await charges.saveCompany(unit.tx, networkId, member);
  });
});

afterAll(() => test.drop());

describe('billing', () => {
  it('charges each active member its plan once a month, however often it runs', async () => {
    expect(await run((unit) => chargeMemberships.execute(unit, month))).toEqual({ month, charged: 2, chargedBefore: 0, freeOfCharge: 1 });
    expect(await run((unit) => chargeMemberships.execute(unit, month))).toEqual({ month, charged: 0, chargedBefore: 2, freeOfCharge: 1 });
    expect(await published('billing.membership-charged.v1')).toBe(2);
  });

  it('refuses a month that lies far ahead, naming the field', async () => {
    await expect(run((unit) => chargeMemberships.execute(unit, '2199-01'))).rejects.toThrow('billing.month-too-far');
  });

  it('charges the fee once, whichever of confirmation and acceptance comes first', async () => {
    const suppliers = [
      { companyId: members[0]?.companyId ?? '', price: money(600_000) },
      { companyId: members[1]?.companyId ?? '', price: money(300_000) },
    ];
    for (const acceptedFirst of [true, false]) {
      const [formationId, orderId] = [newId(), newId()];
      const accept = (): Promise<void> =>
        run(async (unit) => {
          await charges.rememberAcceptance(unit.tx, networkId, { formationId, orderId, value: money(1_000_000), at: unit.now });
          await chargeFee.execute(unit, formationId);
        });
      const confirm = (): Promise<void> =>
        run(async (unit) => {
          await charges.rememberSuppliers(unit.tx, networkId, formationId, orderId, suppliers);
          await chargeFee.execute(unit, formationId);
        });
      for (const step of acceptedFirst ? [accept, confirm, accept] : [confirm, accept, confirm]) await step();
    }
    expect(await published('billing.fee-charged.v1')).toBe(4);
    const { accounts } = await run((unit) => new ReportBalances(journal).execute(unit));
    expect(accounts.find(({ account }) => account === 'revenue:transaction-fee')?.balance).toEqual(money(-60_000));
  });

  it('issues invoices with gap-free numbers, VAT by country, and never a charge twice', async () => {
    const issued = await run((unit) => issueInvoices.execute(unit, unit.now));
    const year = clock.now().getUTCFullYear();
    expect(issued.map((invoice) => invoice.invoiceNumber).sort()).toEqual([`${year}-000001`, `${year}-000002`]);
    const german = issued.find((invoice) => invoice.recipientCountry === 'DE');
    expect(german).toMatchObject({ net: money(19_900 + 40_000), vat: money(11_381), gross: money(71_281) });
    expect(issued.find((invoice) => invoice.recipientCountry === 'SE')?.vatDecision.category).toBe('reverse-charge');
    expect(await run((unit) => issueInvoices.execute(unit, unit.now))).toEqual([]);
  });

  it('takes payments up to what is open, and the same bank reference once', async () => {
    const [invoice] = await run((unit) =>
      invoices.page(unit.tx, networkId, { companyId: members[0]?.companyId ?? null, after: null, limit: 1 }),
    );
    const payment = { invoiceId: invoice?.invoiceId ?? '', amount: money(50_000), receivedAt: clock.now(), reference: 'bank-1' };
    expect((await run((unit) => recordPayment.execute(unit, payment))).open).toEqual(money(21_281));
    await expect(run((unit) => recordPayment.execute(unit, { ...payment, reference: 'bank-2' }))).rejects.toThrow(
      'billing.payment-exceeds-open',
    );
    const again = { ...payment, amount: money(1) };
    expect((await run((unit) => recordPayment.execute(unit, again))).open).toEqual(money(21_281));
  });

  it('keeps a ledger that sums to zero and whose chain verifies', async () => {
    const { sums } = await run((unit) => new ReportBalances(journal).execute(unit));
    expect(sums).toEqual([money(0)]);
    const verdict = await run((unit) => verifyJournal.execute(unit));
    expect(verdict).toMatchObject({ intact: true, brokenAtEntry: null });
    expect(verdict.entries).toBe(2 + 4 + 2 + 1);
  });

  it('lets the application neither change nor unbalance the journal', async () => {
    await expect(run((unit) => unit.tx.query("update journal_entry set memo = 'x'"))).rejects.toThrow('permission denied');
    await expect(run((unit) => unit.tx.query('delete from posting'))).rejects.toThrow('permission denied');
    const lone = run((unit) => unit.tx.query("insert into posting values ($1, 1, 99, 'bank', 5, 'EUR')", [networkId]));
    await expect(lone).rejects.toThrow('does not balance');
  });

  it('notices an old entry that somebody changed behind its back', async () => {
    const { default: pg } = await import('pg');
    const owner = new pg.Client(test.ownerUrl);
    await owner.connect();
    await owner.query("update journal_entry set memo = 'nothing' where network_id = $1 and entry_number = 2", [networkId]);
    await owner.end();
    expect(await run((unit) => verifyJournal.execute(unit))).toMatchObject({ intact: false, brokenAtEntry: 2 });
  });

  it('shows another network nothing', async () => {
    const other = { ...origin(), networkId: newId<NetworkId>() };
    const { accounts } = await units.run(other, (unit) => new ReportBalances(journal).execute(unit));
    expect(accounts).toEqual([]);
  });
});
