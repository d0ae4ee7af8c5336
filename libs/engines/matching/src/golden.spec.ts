import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readInstance } from './consortium/instance/read-instance.js';
import { solveConsortium } from './consortium/solve.js';

const GOLDEN = new URL('../../golden/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, GOLDEN), 'utf8'));

/** Numbers to nine digits; everything else as it is. */
function comparable(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, comparable(member)]));
}

const cases = readdirSync(GOLDEN).filter((name) => existsSync(new URL(`${name}/instance.json`, GOLDEN)));

describe('golden consortium instances', () => {
  it('are there', () => {
    expect(cases).toEqual(expect.arrayContaining(['o-100', 'one-change-helps', 'shared-machine']));
  });

  it.each(cases)('%s gives the answer beside it', (name) => {
    const { instance, errors } = readInstance(read(`${name}/instance.json`));
    expect(errors).toBeUndefined();
    if (instance === undefined) throw new Error(`${name} is malformed`);
    expect(comparable(solveConsortium(instance))).toEqual(comparable(read(`${name}/answer.json`)));
  });
});

describe('order O-100 (methods 4.10)', () => {
  const { instance } = readInstance(read('o-100/instance.json'));
  if (instance === undefined) throw new Error('o-100 is malformed');
  const answer = solveConsortium(instance);
  const TABLE = `
    A-C-D 8700 274.00 490 9464.00  15 16.2864 0.880910 0.843598 yes
    A-C-E 9000 406.00 610 10016.00 15 30.2261 0.854299 0.807300 no
    A-F-D 8580 329.00 630 9539.00  16 22.1533 0.835965 0.811468 no
    A-F-E 8880 433.50 670 9983.50  16 33.1596 0.810712 0.776552 no
    B-C-D 8300 257.50 560 9117.50  18 14.5264 0.853665 0.801391 yes
    E-C-D 8500 340.00 585 9425.00  14 23.3267 0.845492 0.822765 yes
    E-C-E 8800 472.00 380 9652.00  14 37.2664 0.898694 0.787363 yes
    E-F-D 8380 389.50 625 9394.50  15 28.6069 0.802354 0.791429 yes
    E-F-E 8680 494.00 360 9534.00  15 39.6131 0.852843 0.757375 no`;
  const nameOf = (assignment: Readonly<Record<string, string>>) => ['op1', 'op2', 'op3'].map((id) => assignment[id]).join('-');
  const planOf = (name: string) => answer.plans.find((plan) => nameOf(plan.assignment) === name);

  it.each(
    TABLE.trim()
      .split('\n')
      .map((row) => row.trim().split(/\s+/) as string[]),
  )('plan %s has the figures of the table', (...row) => {
    const [name, production, transport, coordination, total, arrival, kg, probability, suitability, pareto] = row as [string, ...string[]];
    const plan = planOf(name);
    expect(plan?.productionEur).toBeCloseTo(Number(production), 6);
    expect(plan?.transportEur).toBeCloseTo(Number(transport), 6);
    expect(plan?.coordinationEur).toBeCloseTo(Number(coordination), 6);
    expect(plan?.priceEur).toBeCloseTo(Number(total), 6);
    expect(plan?.arrivalDay).toBe(Number(arrival));
    expect(Math.abs((plan?.kgCo2e ?? 0) - Number(kg))).toBeLessThan(0.00006);
    expect(plan?.probability).toBeCloseTo(Number(probability), 6);
    expect(plan?.suitability).toBeCloseTo(Number(suitability), 6);
    expect(plan?.pareto).toBe(pareto === 'yes');
  });

  it('refuses the three other plans by the rule they break first', () => {
    expect(answer.feasibleCount).toBe(9);
    expect(answer.refused?.map(({ assignment, rule }) => `${nameOf(assignment)} ${rule}`)).toEqual([
      'B-C-E excluded-pair',
      'B-F-D due-day',
      'B-F-E excluded-pair',
    ]);
  });

  it('recommends A-C-D and names the representatives', () => {
    const utilities = { 'A-C-D': 0.688692, 'E-C-D': 0.666617, 'E-C-E': 0.63672, 'E-F-D': 0.578017, 'B-C-D': 0.564705 };
    for (const [name, utility] of Object.entries(utilities)) expect(Math.abs((planOf(name)?.utility ?? 0) - utility)).toBeLessThan(1e-6);
    const shown = Object.entries(answer.representatives ?? {}).map(([kind, index]) => [
      kind,
      nameOf(answer.plans[index]?.assignment ?? {}),
    ]);
    expect(Object.fromEntries(shown)).toEqual({
      cheapest: 'B-C-D',
      fastest: 'E-C-D',
      greenest: 'B-C-D',
      safest: 'E-C-E',
      recommended: 'A-C-D',
    });
    expect(answer).toMatchObject({ proven: true, gap: 0, paretoComplete: true, relaxations: [] });
    expect(answer.utilityBound).toBe(answer.plans[0]?.utility);
  });

  it('dates A-C-D: op1 2 to 7, op2 8 to 10, op3 11 to 14, arrival 15', () => {
    expect(answer.plans[0]).toMatchObject({ startDay: { op1: 2, op2: 8, op3: 11 }, endDay: { op1: 7, op2: 10, op3: 14 }, arrivalDay: 15 });
  });

  it('adds E as standby for milling and grinding, since the required probability is not reached', () => {
    expect(answer.standby).toEqual([
      { operation: 'op1', firm: 'E', feeEur: 200 },
      { operation: 'op3', firm: 'E', feeEur: 116 },
    ]);
    expect(answer.probabilityWithStandby).toBeCloseTo(0.959477, 6);
  });

  it('offers a due day only where the order cannot be met: with day 13 it says day 14', () => {
    const urgent = solveConsortium({ ...instance, order: { ...instance.order, dueDay: 13 } });
    expect(urgent).toMatchObject({ feasibleCount: 0, plans: [], representatives: null, utilityBound: null, gap: null });
    expect(urgent.relaxations).toEqual([{ rule: 'due-day', from: 13, to: 14 }]);
  });
});
