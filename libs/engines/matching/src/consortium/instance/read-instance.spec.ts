import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readInstance } from './read-instance.js';
import { solveConsortium } from '../solve.js';

type Json = Record<string, unknown>;
const TEXT = readFileSync(new URL('../../../../golden/o-100/instance.json', import.meta.url), 'utf8');
/** O-100 with a change; the document is plain JSON, so that anything can be broken. */
function changed(change: (instance: any) => void): unknown {
  const instance: unknown = JSON.parse(TEXT);
  change(instance);
  return instance;
}
function errorsOf(change: (instance: any) => void): string[] {
  return (readInstance(changed(change)).errors ?? []).map((error) => `${error.path} ${error.code}`);
}

describe('reading a consortium instance', () => {
  it('takes O-100 as it is and applies the defaults of limits when solving', () => {
    expect(readInstance(JSON.parse(TEXT)).errors).toBeUndefined();
    const { instance } = readInstance(
      changed((o) => {
        delete o.order.maxMembers;
        delete o.order.minKappa;
        delete o.order.requiredProbability;
      }),
    );
    expect(instance === undefined ? null : solveConsortium(instance)).toMatchObject({
      feasibleCount: 9,
      standby: null,
      probabilityWithStandby: null,
    });
  });

  it('names the path of every wrong field, not only the first', () => {
    const errors = errorsOf((o) => {
      o.order.dueDay = '18';
      o.order.weights.suit = undefined;
      o.operations[1].massAfterTonnes = -1;
      o.firms[0].successProbability = 1.2;
      o.candidates[2].firm = 'Z';
      o.candidates[3].durationDays = 0;
      o.candidates[4].priceEur = null;
      o.legs[0].km = Number.POSITIVE_INFINITY;
      o.transport.days = { upToKm: 300, then: 0 };
      o.excludedPairs[0] = ['B'];
    });
    expect(errors.sort()).toEqual(
      [
        '$.order.dueDay not-a-number',
        '$.order.weights.suit missing',
        '$.operations[1].massAfterTonnes out-of-range',
        '$.firms[0].successProbability out-of-range',
        '$.candidates[2].firm unknown-id',
        '$.candidates[3].durationDays out-of-range',
        '$.candidates[4].priceEur not-a-number',
        '$.legs[0].km not-a-number',
        '$.transport.days.then out-of-range',
        '$.excludedPairs[0] not-a-pair',
      ].sort(),
    );
  });

  it.each<[string, (o: any) => void, string[]]>([
    ['a missing leg between candidates of neighbouring operations', (o) => o.legs.splice(0, 1), ['$.legs leg-missing']],
    ['a missing leg to the customer', (o) => o.legs.splice(8, 1), ['$.legs leg-missing']],
    ['a missing compatibility', (o) => o.kappa.splice(0, 1), ['$.kappa kappa-missing']],
    ['equal anchors', (o) => (o.order.anchors.co2 = [60, 60]), ['$.order.anchors.co2 anchors-equal']],
    ['a candidate twice', (o) => o.candidates.push({ ...o.candidates[0] }), ['$.candidates[7] duplicate']],
    ['an unknown predecessor', (o) => o.operations[1].after.push('op9'), ['$.operations[1].after[1] unknown-id']],
    ['an unknown region', (o) => (o.firms[2].region = '9'), ['$.firms[2].region unknown-id']],
    ['an unknown firm in a leg', (o) => (o.legs[9].from = 'Y'), ['$.legs[9].from unknown-id', '$.legs leg-missing']],
    ['an unknown firm in an excluded pair', (o) => (o.excludedPairs[0][1] = 'Y'), ['$.excludedPairs[0][1] unknown-id']],
    [
      'a cycle',
      (o) => o.operations[0].after.push('op3'),
      ['$.operations[0].after cycle', '$.operations[1].after cycle', '$.operations[2].after cycle'],
    ],
    [
      'hours that are not positive',
      (o) => Object.assign(o.candidates[0], { durationDays: undefined, hours: 0, freeHoursByDay: [8] }),
      ['$.candidates[0].hours out-of-range'],
    ],
    [
      'negative free hours',
      (o) => Object.assign(o.candidates[0], { durationDays: undefined, hours: 4, freeHoursByDay: [8, -1] }),
      ['$.candidates[0].freeHoursByDay[1] out-of-range'],
    ],
    [
      'hours without a calendar',
      (o) => Object.assign(o.candidates[0], { durationDays: undefined, hours: 4 }),
      ['$.candidates[0].freeHoursByDay missing'],
    ],
    [
      'both a duration and hours',
      (o) => Object.assign(o.candidates[0], { hours: 4, freeHoursByDay: [8] }),
      ['$.candidates[0] work-ambiguous'],
    ],
    ['neither a duration nor hours', (o) => delete o.candidates[0].durationDays, ['$.candidates[0] work-missing']],
    ['weights that do not sum to 1', (o) => (o.order.weights.price += 0.01), ['$.order.weights sum-not-one']],
    ['exponents that do not sum to 1', (o) => (o.operations[0].valueExponent = 0.4), ['$.operations[*].valueExponent sum-not-one']],
    ['a firm twice', (o) => o.firms.push({ ...o.firms[0] }), ['$.firms[6].id duplicate']],
    ['a firm that is called customer', (o) => o.firms.push({ ...o.firms[0], id: 'customer' }), ['$.firms[6].id reserved']],
    ['two different lengths of one leg', (o) => o.legs.push({ from: 'C', to: 'A', km: 71 }), ['$.legs[10].km contradiction']],
    ['a firm that is not compatible with itself', (o) => o.kappa.push({ a: 'A', b: 'A', value: 0.9 }), ['$.kappa[13].value own-pair']],
    ['a list that is none', (o) => (o.legs = {}), ['$.legs not-a-list', ...Array(10).fill('$.legs leg-missing')]],
    [
      'no operation at all',
      (o) => (o.operations = []),
      ['$.operations empty', ...Array.from({ length: 7 }, (_, i) => `$.candidates[${i}].operation unknown-id`)],
    ],
  ])('refuses %s', (_, change, expected) => {
    expect(errorsOf(change).sort()).toEqual(expected.sort());
  });

  it('takes sums that are off by rounding, and says what is missing in words', () => {
    expect(errorsOf((o) => (o.order.weights.price += 0.0009))).toEqual([]);
    const message = readInstance(changed((o) => o.legs.splice(0, 1))).errors?.[0]?.message;
    expect(message).toBe('the leg between "A" and "C" is missing');
  });

  it('refuses two calendars of one machine that differ, not a closed day more at the end', () => {
    const withMachine = (secondCalendar: number[]) => (o: any) => {
      const work = { durationDays: undefined, hours: 4, machine: 'grinder' };
      Object.assign(o.candidates[2], { ...work, freeHoursByDay: [8, 8] });
      Object.assign(o.candidates[6], { ...work, freeHoursByDay: secondCalendar });
    };
    expect(errorsOf(withMachine([8, 8, 0]))).toEqual([]);
    expect(errorsOf(withMachine([8, 7]))).toEqual(['$.candidates[6].freeHoursByDay calendar-differs']);
  });

  it.each([null, 7, 'text', []])('refuses %p as a whole', (json) => {
    expect(readInstance(json).errors).toEqual([expect.objectContaining({ path: '$' })]);
  });

  it('solving an instance built by hand without a needed leg names the leg instead of a wrong figure', () => {
    const instance = changed((o) => o.legs.splice(0, 1)) as Parameters<typeof solveConsortium>[0];
    expect(() => solveConsortium(instance)).toThrow('the leg between "A" and "C" is missing');
    const withoutKappa = changed((o: Json) => (o['kappa'] as unknown[]).splice(0, 1)) as Parameters<typeof solveConsortium>[0];
    expect(() => solveConsortium(withoutKappa)).toThrow('the compatibility between "A" and "C" is missing');
  });
});
