import { describe, expect, it } from '@jest/globals';
import type { Process } from '@gewerk/contracts';
import { decidePartners, solveConsortium } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import fc from 'fast-check';
import { availability, company, evidence, idOf, MONDAY, network, order, rateCard, SHOPS } from '../../../test/network-builder.js';
import type { Order } from '../../partners/domain/knock-outs.js';
import { type PartnerSnapshot, UNCERTAINTY_UNKNOWN } from '../../partners/domain/partner-snapshot.js';
import { type Assessment, assessment, stageOneQuestion } from './assessment.js';
import type { ConsortiumPlan } from './consortium-plan.js';
import { spansOf } from './consortium-plan.js';
import { minutesOf, type Span } from './machine-diary.js';
import { planningCase } from './planning-case.js';
import { inputDigest, type ProposalInput, proposalBody } from './proposal.js';

function snapshot(
  change: Partial<PartnerSnapshot> = {},
  hoursOf: (process: Process) => { ageHours: number; usual: number } = () => ({ ageHours: 0, usual: 480 }),
): PartnerSnapshot {
  return {
    network: network(newId()),
    uncertainty: UNCERTAINTY_UNKNOWN,
    companies: SHOPS.map((shop) => company(shop)),
    rateCards: SHOPS.map(rateCard),
    evidence: SHOPS.map((shop) => evidence(shop, 'delivery', 0.97, 60)),
    leafMeans: {},
    excludedPairs: [],
    experiences: [],
    exposure: {},
    preferences: {},
    monthValueEur: 0,
    learntWeights: null,
    availability: SHOPS.flatMap((shop) =>
      shop.processes.map((process) => {
        const { ageHours, usual } = hoursOf(process);
        const asOf = new Date(MONDAY.getTime() - ageHours * 3_600_000).toISOString();
        const { freeWindows, ...machine } = availability(shop, process, MONDAY, { asOf, usualFreeMinutesPerDay: usual });
        return { ...machine, freeSpans: spansOf(freeWindows) };
      }),
    ),
    ...change,
  };
}

/** With few draws for the stability of the ranking, on which no plan depends. */
function assess(input: ProposalInput): Assessment {
  const question = stageOneQuestion(input.snapshot, input.order, new Date(input.now));
  const policy = { ...question.policy, stability: { ...question.policy.stability, draws: 10 } };
  return assessment(
    question,
    question.cases.map((one) => decidePartners(one, policy)),
  );
}

function proposed(input: ProposalInput): readonly ConsortiumPlan[] {
  const assessed = assess(input);
  const planning = planningCase(input.snapshot, input.order, assessed);
  return proposalBody(input, assessed, planning, solveConsortium(planning.instance)).plans;
}

/** The order's routing once for each part: several operations of one kind compete for the same machines. */
function ofParts(parts: number, unitMinutes: readonly number[]): Order {
  const single = order();
  const operations = Array.from({ length: parts }, (_, part) => {
    const ids = new Map(single.operations.map(({ operationId }) => [operationId, newId()]));
    return single.operations.map((operation, index) => ({
      ...operation,
      operationId: ids.get(operation.operationId) as string,
      after: operation.after.map((before) => ids.get(before) as string),
      unitMinutes: unitMinutes[(part + index) % unitMinutes.length] as number,
    }));
  });
  return { ...single, operations: operations.flat(), dueAt: new Date(MONDAY.getTime() + 75 * 86_400_000).toISOString() };
}

describe('plans on real hours', () => {
  it('always take the hours that the model took: never twice, never outside free time, each operation after its predecessors', () => {
    const parts = fc.integer({ min: 1, max: 3 });
    const units = fc.array(fc.integer({ min: 3, max: 90 }), { minLength: 2, maxLength: 5 });
    const staleness = fc.record({ ageHours: fc.integer({ min: 0, max: 72 }), usual: fc.integer({ min: 60, max: 600 }) });
    fc.assert(
      fc.property(parts, units, staleness, (count, unitMinutes, stale) => {
        const placed = ofParts(count, unitMinutes);
        const seen = snapshot({}, () => stale);
        const free = new Map(seen.availability.map((machine) => [machine.machineId, machine.freeSpans]));
        for (const plan of proposed({ order: placed, snapshot: seen, now: MONDAY.toISOString() })) {
          const work = [...plan.operations, ...(plan.standby?.members ?? [])];
          for (const { machineId, slots, workMinutes } of work) {
            expect(minutesOf(spansOf(slots))).toBe(workMinutes);
            for (const [start, end] of spansOf(slots))
              expect(free.get(machineId)?.some(([from, to]) => from <= start && end <= to)).toBe(true);
          }
          for (const [machineId, spans] of byMachine(work)) expect([machineId, overlaps(spans)]).toEqual([machineId, false]);
          for (const { operationId, after } of placed.operations) {
            const begins = slotsOfOperation(plan, operationId)[0]?.[0] as number;
            for (const before of after) expect(slotsOfOperation(plan, before).at(-1)?.[1]).toBeLessThanOrEqual(begins);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('do not change with the order of the lists they are made from', () => {
    const seen = snapshot();
    const reversed: PartnerSnapshot = {
      ...seen,
      companies: [...seen.companies].reverse(),
      rateCards: [...seen.rateCards].reverse(),
      availability: [...seen.availability].reverse(),
    };
    const input: ProposalInput = { order: order(), snapshot: seen, now: MONDAY.toISOString() };
    const essence = (plans: readonly ConsortiumPlan[]) => plans.map(({ labels, operations, price }) => ({ labels, operations, price }));
    expect(essence(proposed({ ...input, snapshot: reversed }))).toEqual(essence(proposed(input)));
  });
});

describe('what a plan is worth', () => {
  it('costs more where the firms know each other less', () => {
    const strangers = SHOPS.map((shop) => company(shop, { languages: [{ code: shop.name === 'C' ? 'fi' : 'de', level: 'C2' }] }));
    const input = { order: order(), now: MONDAY.toISOString() };
    const coordination = (seen: PartnerSnapshot) =>
      proposed({ ...input, snapshot: seen }).find((plan) => plan.memberCompanyIds.includes(idOf('C')))?.price.coordination.amountMinor ?? 0;
    const onlyC = { availability: snapshot().availability.filter((machine) => machine.companyId !== idOf('F')) };
    const open = { network: { ...snapshot().network, limits: { maxMembers: 6, minInterfaceCompatibility: 0, minSuitability: 0 } } };
    expect(coordination(snapshot({ ...onlyC, ...open, companies: strangers }))).toBeGreaterThan(
      coordination(snapshot({ ...onlyC, ...open })),
    );
  });

  it('emits less where the grid is cleaner', () => {
    const abroad = snapshot().companies.map((one) => ({ ...one, sites: one.sites.map((site) => ({ ...site, country: 'SE' })) }));
    const greenest = (seen: PartnerSnapshot) =>
      Math.min(...proposed({ order: order(), snapshot: seen, now: MONDAY.toISOString() }).map((plan) => plan.co2eGrams));
    expect(greenest(snapshot({ companies: abroad }))).toBeLessThan(greenest(snapshot()));
  });

  it('charges the stock to the firm that buys it', () => {
    const placed = order();
    const without = { ...placed, operations: placed.operations.map((operation) => ({ ...operation, suppliesMaterial: false })) };
    const production = (demand: Order) =>
      proposed({ order: demand, snapshot: snapshot(), now: MONDAY.toISOString() })[0]?.price.production.amountMinor ?? 0;
    // 216 kg tool steel at 3.20, overhead 5 %, scrap 3 %, risk 3 %, margin 10 % (methods 7.4): 747.53 * 1.03 / 0.9.
    expect((production(placed) - production(without)) / 100).toBeCloseTo(855.5, 0);
  });
});

describe('the digest of a proposal', () => {
  it('changes with anything that the proposal rests on, and with nothing else', () => {
    const input: ProposalInput = { order: order(), snapshot: snapshot(), now: MONDAY.toISOString() };
    const reordered = JSON.parse(JSON.stringify({ now: input.now, snapshot: input.snapshot, order: input.order })) as ProposalInput;
    expect(inputDigest(reordered)).toBe(inputDigest(input));
    expect(inputDigest({ ...input, order: { ...input.order, criticality: 0.4 } })).not.toBe(inputDigest(input));
    const configured = { ...input.snapshot, network: { ...input.snapshot.network, parameterVersion: 4 } };
    expect(inputDigest({ ...input, snapshot: configured })).not.toBe(inputDigest(input));
  });
});

function byMachine(work: readonly { machineId: string; slots: { startsAt: string; endsAt: string }[] }[]): Map<string, Span[]> {
  const machines = new Map<string, Span[]>();
  for (const { machineId, slots } of work) machines.set(machineId, [...(machines.get(machineId) ?? []), ...spansOf(slots)]);
  return machines;
}

function overlaps(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  return sorted.some((span, index) => index > 0 && (sorted[index - 1] as Span)[1] > span[0]);
}

function slotsOfOperation(plan: ConsortiumPlan, operationId: string): Span[] {
  return spansOf(plan.operations.find((operation) => operation.operationId === operationId)?.slots ?? []);
}
