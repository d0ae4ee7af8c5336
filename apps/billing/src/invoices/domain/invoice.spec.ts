import { describe, expect, it } from '@jest/globals';
import { money } from '@gewerk/kernel';
import fc from 'fast-check';
import { assertEntryBalances } from '../../ledger/domain/journal.js';
import { drawUp, type InvoiceHead, invoiceNumber, postingsOf } from './invoice.js';
import { germanVat } from './value-added-tax.js';

const head = (country: string, vatId: string | null): InvoiceHead => ({
  invoiceId: 'i',
  invoiceNumber: invoiceNumber('2026', 42),
  issuedAt: new Date('2026-12-31T12:00:00Z'),
  recipient: { companyId: 'c', name: 'Company', country, vatId },
});

describe('an invoice', () => {
  it('is due fourteen days later and carries a number of its series', () => {
    const invoice = drawUp(head('DE', null), [{ chargeId: 'x', description: 'Membership', net: money(4_900) }], germanVat);
    expect(invoice.invoiceNumber).toBe('2026-000042');
    expect(invoice.dueAt.toISOString()).toBe('2027-01-14T12:00:00.000Z');
    expect(invoice.gross).toEqual(money(5_831));
  });

  it('sums its lines to the cent and its postings to zero, whatever the lines and the country', () => {
    const nets = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(nets, fc.constantFrom('DE', 'SE', 'CH'), (amounts, country) => {
        const lines = amounts.map((amount, index) => ({ chargeId: `${index}`, description: 'fee', net: money(amount) }));
        const invoice = drawUp(head(country, 'X1'), lines, germanVat);
        expect(invoice.net.amountMinor).toBe(amounts.reduce((a, b) => a + b, 0));
        expect(invoice.gross.amountMinor).toBe(invoice.net.amountMinor + invoice.vat.amountMinor);
        expect(() => assertEntryBalances(postingsOf(invoice, germanVat))).not.toThrow();
      }),
    );
  });
});
