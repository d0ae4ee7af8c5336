import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ConsortiumInstance } from '../consortium/instance/instance.js';
import { solveConsortium } from '../consortium/solve.js';
import { randomInstance } from '../consortium/testing/random-instance.js';
import { consortiumCharts, consortiumSvg } from '../charts/consortium-charts.js';
import { consortiumViews } from './consortium-view.js';
import { distributionOf } from './distribution.js';
import { greenestWithin, nearestBy } from './plan-choice.js';
import { localValueShare, tiersOf, transportShare } from './plan-figures.js';
import { planLegs } from './plan-legs.js';

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../golden/${name}/instance.json`, import.meta.url), 'utf8')) as ConsortiumInstance;
const O_100 = golden('o-100');
const ANSWER = solveConsortium(O_100);
const RECOMMENDED = ANSWER.plans[0] as (typeof ANSWER.plans)[number];
const solved = [
  O_100,
  golden('shared-machine'),
  ...Array.from({ length: 60 }, (_, seed) => randomInstance(seed, { operations: 4, firms: 5, candidates: 3 })),
].map((instance) => ({
  instance,
  answer: solveConsortium(instance),
}));
const views = solved.flatMap(({ instance, answer }) => consortiumViews(instance, answer).map((view) => ({ instance, answer, view })));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const kmToCustomer = (firm: string) => O_100.legs.find(({ from, to }) => from === firm && to === 'customer')?.km ?? 999;

describe('transport share (N014)', () => {
  it('274 of 9 464 EUR gives 2.9 % in the example, below the band of 12 to 21 %', () => {
    const { share, againstUsual } = transportShare(RECOMMENDED.transportEur, RECOMMENDED.priceEur);
    expect(Math.round(share * 1000) / 10).toBe(2.9);
    expect(againstUsual).toBe('below');
  });

  it('names what lies within and above the band', () => {
    expect(transportShare(12, 100).againstUsual).toBe('within');
    expect(transportShare(21.5, 100).againstUsual).toBe('above');
    expect(() => transportShare(1, 0)).toThrow(RangeError);
  });
});

describe('local value share (N007, N322)', () => {
  it('counts the value added within the distance class of the customer', () => {
    const parts = [
      { value: 5200, km: 80 },
      { value: 900, km: 40 },
      { value: 2600, km: 30 },
    ];
    expect(localValueShare(parts, 50)).toBeCloseTo(3500 / 8700, 12);
    expect(localValueShare(parts, 150)).toBe(1);
    expect(localValueShare([], 50)).toBe(0);
  });

  it('raising the distance weight raises the local share', () => {
    const priceOf = (operation: string, firm: string) =>
      O_100.candidates.find((candidate) => candidate.operation === operation && candidate.firm === firm)?.priceEur ?? 0;
    const plans = ANSWER.plans.map(({ utility, assignment }) => {
      const parts = Object.entries(assignment).map(([operation, firm]) => ({ value: priceOf(operation, firm), km: kmToCustomer(firm) }));
      return { utility, localShare: localValueShare(parts, 50) };
    });
    const shares = [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1].map((weight) => plans[nearestBy(plans, weight) as number]?.localShare as number);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    const choices = [0, 0.05, 0.5, 1].map((weight) =>
      nearestBy(
        [
          { utility: 0.7, localShare: 0.3 },
          { utility: 0.6, localShare: 0.9 },
        ],
        weight,
      ),
    );
    expect(choices).toEqual([0, 0, 1, 1]);
  });
});

describe('greener within a price (N246)', () => {
  const plans = [
    { priceEur: 1000, kgCo2e: 50 },
    { priceEur: 1029, kgCo2e: 40 },
    { priceEur: 1031, kgCo2e: 10 },
  ];

  it('names the greenest plan that costs at most 3 % more than the cheapest', () => {
    expect(greenestWithin(plans, 3)).toBe(1);
    expect(greenestWithin(plans, 3.1)).toBe(2);
    expect(greenestWithin(plans, 0)).toBe(0);
    expect(greenestWithin([], 3)).toBeNull();
  });

  it('names B-C-D for O-100, which is cheapest and greenest at once', () => {
    expect(Object.values(ANSWER.plans[greenestWithin(ANSWER.plans, 3) as number]?.assignment ?? {}).join('-')).toBe('B-C-D');
  });
});

describe('extent of the supply chain (N097)', () => {
  it('A-C-D has three tiers and three legs', () => {
    expect(tiersOf(O_100.operations, RECOMMENDED.assignment)).toBe(3);
    expect(planLegs(O_100, RECOMMENDED.assignment).map(({ from, to }) => `${from}-${to}`)).toEqual(['A-C', 'C-D', 'D-customer']);
  });

  it('a firm that does two operations in a row is one tier, and branches count by the longest', () => {
    const operations = [operation('a', []), operation('b', ['a']), operation('c', []), operation('d', ['b', 'c'])];
    expect(tiersOf(operations, { a: 'A', b: 'A', c: 'B', d: 'D' })).toBe(2);
    expect(tiersOf(operations, { a: 'A', b: 'C', c: 'B', d: 'D' })).toBe(3);
    expect(tiersOf(operations, { a: 'A', b: 'A', c: 'A', d: 'A' })).toBe(1);
  });
});

function operation(id: string, after: readonly string[]) {
  return { id, after, massAfterTonnes: 0.1, valueExponent: 0.25 };
}

describe('form of distribution (N096)', () => {
  /** Two branches, A and B, both last. */
  const branches: ConsortiumInstance = {
    ...O_100,
    operations: O_100.operations.slice(0, 2).map((one) => ({ ...one, after: [] })),
  };
  const plan = { assignment: { op1: 'A', op2: 'C' }, endDay: { op1: 5, op2: 4 } };
  const ways = (legs: readonly { readonly from: string; readonly to: string }[]) => legs.map(({ from, to }) => `${from}-${to}`);
  const withCustomer = { ...branches, legs: [...O_100.legs, leg('A', 80), leg('C', 90)] };

  it('the option changes the legs: each delivers, all by the lead member, or all by a hub', () => {
    expect(ways(distributionOf(withCustomer, plan, { kind: 'direct' }).legs)).toEqual(['A-customer', 'C-customer']);
    const lead = distributionOf(withCustomer, plan, { kind: 'lead' });
    expect(ways(lead.legs)).toEqual(['C-A', 'A-customer']);
    expect(lead.gatheredAt).toBe('A');
    const hub = distributionOf(withCustomer, plan, { kind: 'hub', kmToCustomer: 20, kmByFirm: { A: 60, C: 30 } });
    expect(ways(hub.legs)).toEqual(['A-hub', 'C-hub', 'hub-customer']);
    expect(hub.legs.at(-1)?.massTonnes).toBeCloseTo(0.3, 12);
  });

  it('sums cost, emissions and days of the legs, and half a day in the hub', () => {
    const direct = distributionOf(withCustomer, plan, { kind: 'direct' });
    expect(direct.transportEur).toBeCloseTo(2 * 40 + 1.1 * (80 + 90), 9);
    expect(direct.arrivalDay).toBe(6);
    const hub = distributionOf(withCustomer, plan, { kind: 'hub', kmToCustomer: 20, kmByFirm: { A: 60, C: 30 } });
    expect(hub.transportEur).toBeCloseTo(3 * 40 + 1.1 * 110, 9);
    expect(hub.arrivalDay).toBe(5 + 1 + 0.5 + 1);
    expect(hub.kgCo2e).toBeCloseTo(0.78225 * (0.15 * 60 + 0.15 * 30 + 0.3 * 20), 9);
  });

  it('direct is what the optimiser plans', () => {
    for (const { instance, answer } of solved) {
      for (const one of answer.plans.slice(0, 5)) {
        const { transportEur, arrivalDay } = distributionOf(instance, one, { kind: 'direct' });
        expect(transportEur).toBeCloseTo(one.transportEur, 5);
        expect(arrivalDay).toBeCloseTo(one.arrivalDay, 6);
      }
    }
  });
});

function leg(from: string, km: number) {
  return { from, to: 'customer', km };
}

describe('view of a consortium (methods 4.13, N137)', () => {
  it('edge sums equal plan totals', () => {
    expect(views.length).toBeGreaterThan(40);
    for (const { instance, answer, view } of views) {
      const plan = answer.plans.find((_, index) => answer.representatives?.[view.labels[0] as 'recommended'] === index);
      const processing = sum(
        instance.candidates.filter((one) => plan?.assignment[one.operation] === one.firm).map(({ kgCo2e }) => kgCo2e ?? 0),
      );
      expect(sum(view.edges.map(({ eur }) => eur))).toBeCloseTo(plan?.transportEur as number, 5);
      expect(sum(view.edges.map(({ kgCo2e }) => kgCo2e)) + processing).toBeCloseTo(plan?.kgCo2e as number, 5);
      expect(view.waterfall.at(-1)?.eur).toBeCloseTo((plan?.priceEur as number) + (view.waterfall[3]?.eur as number), 5);
    }
  });

  it('the Gantt chart has no overlap on one machine, and every span its hours', () => {
    let shared = 0;
    for (const { instance, view } of views) {
      const byMachine = Map.groupBy(
        view.gantt.filter(({ machine }) => machine !== null && machine !== ''),
        ({ firm, machine }) => JSON.stringify([firm, machine]),
      );
      for (const rows of byMachine.values()) {
        const timed = rows.filter(
          ({ firm, operation: id }) => instance.candidates.find((one) => one.firm === firm && one.operation === id)?.hours !== undefined,
        );
        if (timed.length > 1) shared += 1;
        const spans = timed.flatMap((row) => row.spans).sort((a, b) => a[0] - b[0]);
        for (const [index, span] of spans.entries()) expect(index === 0 || (spans[index - 1]?.[1] as number) <= span[0] + 1e-9).toBe(true);
      }
      for (const row of view.gantt) {
        expect(row.spans[0]?.[0]).toBeGreaterThanOrEqual(row.startDay - 1e-9);
        expect(row.spans.at(-1)?.[1]).toBeLessThanOrEqual(row.endDay + 1e-9);
        expect(row.p80EndDay).toBeGreaterThanOrEqual(row.endDay);
      }
    }
    expect(shared).toBeGreaterThan(0);
  });

  it('shows O-100 with its lead member, its risks, its standbys and what the others would change', () => {
    const [view, ...others] = consortiumViews(O_100, ANSWER);
    expect(view?.nodes.map(({ id, role }) => `${id} ${role}`)).toEqual([
      'A lead',
      'C active',
      'D active',
      'E standby',
      'customer customer',
    ]);
    expect(view?.waterfall.map(({ eur }) => Math.round(eur))).toEqual([8700, 274, 490, 316, 9780]);
    expect(view?.risk.probability).toBeCloseTo(0.88091, 6);
    for (const { probabilityWith } of view?.risk.standbys ?? []) expect(probabilityWith).toBeGreaterThan(0.88091);
    expect(view?.supplyChain).toMatchObject({ tiers: 3, legs: 3, transport: { againstUsual: 'below' } });
    expect(others.map(({ againstRecommended }) => againstRecommended?.differences.length)).not.toContain(0);
    expect(view?.pareto.filter(({ isThis }) => isThis).map(({ plan }) => plan)).toEqual(['A-C-D']);
  });

  it('each chart has its table, and no name breaks out of the drawing', () => {
    for (const { view } of views.slice(0, 6)) {
      for (const { svg, table, name } of consortiumCharts(view)) {
        expect(table.rows.length).toBeGreaterThan(0);
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
        expect(svg).toContain(`id="${name}-title"`);
        expect(svg).not.toContain('NaN');
      }
    }
    const [view] = consortiumViews(O_100, ANSWER) as [ReturnType<typeof consortiumViews>[number]];
    const rename = (id: string) => `</svg><script>${id}`;
    const nodes = view.nodes.map((node) => ({ ...node, id: rename(node.id) }));
    const edges = view.edges.map((edge) => ({ ...edge, from: rename(edge.from), to: rename(edge.to) }));
    const svg = consortiumSvg([{ ...view, nodes, edges }, view]);
    expect(svg).not.toContain('<script');
    expect(svg.match(/<svg/g)).toHaveLength(svg.match(/<\/svg>/g)?.length ?? 0);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
