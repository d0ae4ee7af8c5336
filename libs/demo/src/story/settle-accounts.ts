import type { Cast } from './cast.js';
import type { FormedConsortium, MoneyAnswer } from './form-consortia.js';

export interface Accounts {
  membershipsCharged: number;
  invoices: {
    invoiceNumber: string;
    recipientName: string;
    net: MoneyAnswer;
    vat: MoneyAnswer;
    gross: MoneyAnswer;
    vatCategory: string;
    fees: number;
  }[];
  ledgerSumsMinor: number[];
  ledgerAccounts: number;
  journalEntries: number;
  journalIntact: boolean;
  feeMinor: number;
}

interface ChargeAnswer {
  kind: string;
  subject: string;
  amount: MoneyAnswer;
}

interface InvoiceAnswer {
  invoiceNumber: string;
  recipientName: string;
  net: MoneyAnswer;
  vat: MoneyAnswer;
  gross: MoneyAnswer;
  vatCategory: string;
  lines: { description: string; net: MoneyAnswer }[];
}

/** Chapter 6: memberships of the month, fees of the deliveries, invoices, and a ledger that balances. */
export async function settleAccounts(cast: Cast, consortia: readonly FormedConsortium[]): Promise<Accounts> {
  const orchestrator = cast.orchestrator;
  const month = cast.now().toISOString().slice(0, 7);
  await cast.takes({ name: 'memberships', round: 0 });
  const memberships = await orchestrator.command<{ charged: number }>('POST', 'billing', '/membership-runs', { month });
  const charges = await cast.eventually('the transaction fees are charged', async () => {
    const all = await everyPage<ChargeAnswer>(cast, '/charges');
    const fees = all.filter((charge) => charge.kind === 'transaction-fee');
    return new Set(fees.map((fee) => fee.subject)).size >= consortia.length ? fees : null;
  });
  await cast.takes({ name: 'invoices', round: 0 });
  await orchestrator.command('POST', 'billing', '/invoice-runs', {});
  const invoices = await everyPage<InvoiceAnswer>(cast, '/invoices');
  const trial = await orchestrator.get<{ accounts: unknown[]; sums: MoneyAnswer[] }>('billing', '/ledger/trial-balance');
  const verdict = await orchestrator.get<{ entries: number; intact: boolean }>('billing', '/ledger/verification');
  return {
    membershipsCharged: memberships.charged,
    invoices: invoices.map(({ lines, ...invoice }) => ({
      ...invoice,
      fees: lines.filter((line) => line.description.startsWith('Transaction fee')).length,
    })),
    ledgerSumsMinor: trial.sums.map((sum) => sum.amountMinor),
    ledgerAccounts: trial.accounts.length,
    journalEntries: verdict.entries,
    journalIntact: verdict.intact,
    feeMinor: charges.reduce((sum, charge) => sum + charge.amount.amountMinor, 0),
  };
}

async function everyPage<T>(cast: Cast, path: string): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: T[]; nextCursor: string | null } = await cast.orchestrator.get('billing', `${path}?limit=100${query}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
