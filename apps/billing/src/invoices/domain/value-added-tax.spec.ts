import { describe, expect, it } from '@jest/globals';
import { money } from '@gewerk/kernel';
import { decideVat, germanVat, vatOn } from './value-added-tax.js';

describe('value added tax by the parties’ countries', () => {
  it('is 19 % inside Germany, rounded once', () => {
    const decision = decideVat(germanVat, { country: 'DE', vatId: 'DE123456789' });
    expect(decision.category).toBe('standard');
    expect(vatOn(money(4_937), decision).amountMinor).toBe(938);
  });

  it('is the recipient’s own affair for businesses elsewhere in the EU', () => {
    const decision = decideVat(germanVat, { country: 'SE', vatId: 'SE556012579001' });
    expect(decision).toMatchObject({ category: 'reverse-charge', rateBasisPoints: 0 });
    expect(decision.note).toContain('Reverse charge');
    expect(vatOn(money(4_937), decision).amountMinor).toBe(0);
  });

  it('falls on an EU recipient that shows no VAT id, and on nobody outside the EU', () => {
    expect(decideVat(germanVat, { country: 'SE', vatId: null }).category).toBe('standard');
    expect(decideVat(germanVat, { country: 'CH', vatId: null }).category).toBe('outside-scope');
  });
});
