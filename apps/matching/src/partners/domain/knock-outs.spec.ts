import { checkKnockOuts } from '@gewerk/engine-matching';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { company, order } from '../../../test/network-builder.js';
import { expectedCapability, knockOutDemand, knockOutFacts, type Operation, type Order, suitableGroups } from './knock-outs.js';
import type { Company } from './partner-snapshot.js';

const shop: Company = company({ name: 'A', processes: ['milling-5-axis'] });
const customer: Company = company({ name: 'customer', processes: [] }, { kind: 'customer' });

function knockOuts(firm: Company, operation: Operation, placed: Order, client: Company | null, earliestFinishDay: number | null = 5) {
  const facts = knockOutFacts(firm, { operation, customer: client, earliestFinishDay, region: 'one', distanceKm: 40 });
  return checkKnockOuts({ ...facts, id: firm.companyId }, knockOutDemand(placed, operation, client, 20));
}

function judge(
  change: { company?: Partial<Company>; operation?: Partial<Operation>; order?: Partial<Order>; customer?: Company | null } = {},
) {
  const placed = order(change.order);
  const operation = { ...(placed.operations[0] as Operation), ...change.operation };
  const judged = knockOuts({ ...shop, ...change.company }, operation, placed, change.customer === undefined ? customer : change.customer);
  return Object.fromEntries(judged.map(({ code, state }) => [code, state]));
}
const failing = (states: Record<string, string>) =>
  Object.entries(states)
    .filter(([, state]) => state !== 'pass')
    .map(([code, state]) => `${code} ${state}`);

describe('knock-outs of a company for an operation', () => {
  it('passes a shop that can do it', () => {
    expect(failing(judge())).toEqual([]);
  });

  it.each([
    ['the process is not offered', { operation: { process: 'wire-edm' as const } }, 'KO02 fail'],
    [
      'the part is larger than every machine, however it is turned',
      { operation: { envelopeMicrometres: [100_000, 601_000, 100_000] } },
      'KO03 fail',
    ],
    ['a piece is too heavy', { operation: { pieceMassGrams: 400_001 } }, 'KO03 fail'],
    ['the tolerance is beyond its machines', { operation: { accuracyIt: 4 } }, 'KO04 fail'],
    ['the material is not processed', { operation: { material: 'titanium' as const } }, 'KO05 fail'],
    ['a demanded certificate is missing', { order: { requiredCertificates: ['EN 9100'] } }, 'KO06 fail'],
    ['its membership is suspended', { company: { status: 'suspended' as const } }, 'KO01 fail'],
    ['it is two security classes below the order', { order: { securityClass: 4 } }, 'KO12 fail'],
    ['nobody there speaks the customer’s language at B1', { company: { languages: [{ code: 'de', level: 'A2' as const }] } }, 'KO16 fail'],
  ])('fails where %s', (_reason, change, expected) => {
    expect(failing(judge(change))).toContain(expected);
  });

  it('takes a certificate that is valid on the day of delivery, and not one that expires before', () => {
    const holding = (validUntil: string) => ({ company: { certificates: [{ standard: 'EN 9100', validFrom: '2024-01-01', validUntil }] } });
    const demanded = { order: { requiredCertificates: ['EN 9100'], dueAt: '2026-04-13T08:00:00.000Z' } };
    expect(judge({ ...demanded, ...holding('2026-04-13') }).KO06).toBe('pass');
    expect(judge({ ...demanded, ...holding('2026-04-12') }).KO06).toBe('fail');
  });

  it('lets the language of the network count where one side states none', () => {
    expect(judge({ customer: null }).KO16).toBe('pass');
    expect(judge({ company: { languages: [] } }).KO16).toBe('pass');
  });

  it('leaves no question open of a member whose registry record is complete, since its admission answered the others', () => {
    const judged = knockOuts(shop, order().operations[0] as Operation, order(), customer);
    expect(judged.map(({ code, state }) => `${code} ${state}`)).toEqual(
      Array.from({ length: 16 }, (_, index) => `KO${String(index + 1).padStart(2, '0')} pass`),
    );
  });

  it('asks the company where the network knows no free hours of it', () => {
    const placed = order();
    const judged = knockOuts(shop, placed.operations[0] as Operation, placed, customer, null);
    expect(judged.find(({ code }) => code === 'KO07')).toMatchObject({ state: 'unknown', reason: 'finish-unknown' });
  });

  it('never turns a pass into a failure by a better machine', () => {
    const operation = order().operations[0] as Operation;
    const [group] = shop.machineGroups;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        (accuracyIt, cp, better) => {
          const machine = { ...(group as NonNullable<typeof group>), accuracyIt, processCapability: cp };
          const improved = { ...machine, accuracyIt: Math.max(1, accuracyIt - better), maxMassGrams: machine.maxMassGrams + 1 };
          const able = (one: typeof machine) => suitableGroups({ ...shop, machineGroups: [one] }, operation).length;
          expect(able(improved)).toBeGreaterThanOrEqual(able(machine));
          expect(expectedCapability(improved, operation.accuracyIt)).toBeGreaterThanOrEqual(
            expectedCapability(machine, operation.accuracyIt),
          );
        },
      ),
    );
  });
});
