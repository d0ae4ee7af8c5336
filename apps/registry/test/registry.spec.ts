import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompanyChangedData, EvidenceRecordedData, RateCardPublishedData } from '@gewerk/contracts/registry';
import { MovableClock, type NetworkId, newId } from '@gewerk/kernel';
import {
  type Delivery,
  messagingMigrations,
  type Origin,
  type ReceivedEvent,
  type UnitOfWork,
  UnitsOfWork,
} from '@gewerk/platform-messaging';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { registryMigrations } from '../migrations/registry.migrations.js';
import { DecideAdmission } from '../src/companies/application/decide-admission/decide-admission.js';
import { RegisterCompany } from '../src/companies/application/register-company/register-company.js';
import type { AdmissionDecision, CompanyProfile } from '../src/companies/domain/company.js';
import { CompanyRepository } from '../src/companies/outbound/company-repository.js';
import { RecordEvidence } from '../src/evidence/application/record-evidence/record-evidence.js';
import { RecordOutcomes } from '../src/evidence/application/record-outcomes/record-outcomes.js';
import { EvidenceRepository } from '../src/evidence/outbound/evidence-repository.js';
import { SetExclusion } from '../src/exclusions/application/set-exclusion/set-exclusion.js';
import { ExclusionRepository } from '../src/exclusions/outbound/exclusion-repository.js';
import { PublishRateCard } from '../src/rate-cards/application/publish-rate-card/publish-rate-card.js';
import { RateCardRepository } from '../src/rate-cards/outbound/rate-card-repository.js';
import { RegistrySubscriptions } from '../src/subscriptions.js';
import { profile } from './profiles.js';

const networkId = newId<NetworkId>();
const origin = (): Origin => ({ networkId, correlationId: newId(), causationId: null, hops: 0 });
const companies = new CompanyRepository();
const evidence = new EvidenceRepository();
const recordEvidence = new RecordEvidence(companies, evidence);
const registerCompany = new RegisterCompany(companies);
const decideAdmission = new DecideAdmission(companies, recordEvidence);
const publishRateCard = new PublishRateCard(companies, new RateCardRepository());
const setExclusion = new SetExclusion(companies, new ExclusionRepository());
const subscriptions = new RegistrySubscriptions(new RecordOutcomes(companies, evidence));

let test: TestDatabase;
let units: UnitsOfWork;
const run = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> => units.run(origin(), work);

async function published<Data>(name: string, key: string): Promise<Data[]> {
  const rows: { payload: string }[] = await run((unit) =>
    unit.tx.query('select payload from messaging.outbox where type = $1 and key = $2 order by id', [`registry.${name}.v1`, key]),
  );
  return rows.map((row) => JSON.parse(row.payload) as Data);
}

const register = (companyId: string, change: Partial<CompanyProfile> = {}) =>
  run((unit) => registerCompany.execute(unit, { companyId, profile: profile(change) }));
const decide = (companyId: string, decision: AdmissionDecision) =>
  run((unit) => decideAdmission.execute(unit, { companyId, decision, evidence: [] }));

async function newCompany(change: Partial<CompanyProfile> = {}): Promise<string> {
  const companyId = newId();
  await register(companyId, change);
  return companyId;
}

beforeAll(async () => {
  test = await createTestDatabase({ migrations: [...messagingMigrations, ...registryMigrations], entities: [] });
  units = new UnitsOfWork(test.database, new MovableClock(), '/gewerk/registry');
});

afterAll(() => test.drop());

describe('registering a company', () => {
  it('makes a candidate, and tells its whole state each time something changed', async () => {
    const companyId = newId();
    const first = profile();
    for (const next of [first, { ...first }, { ...first, name: 'Renamed shop' }]) {
      await run((unit) => registerCompany.execute(unit, { companyId, profile: next }));
    }
    const states = await published<CompanyChangedData>('company-changed', companyId);
    expect(states.map(({ name, status }) => [name, status])).toEqual([
      ['Turning shop', 'candidate'],
      ['Renamed shop', 'candidate'],
    ]);
    expect(states.at(-1)).toEqual({ companyId, status: 'candidate', ...first, name: 'Renamed shop' });
  });

  it('keeps the turnover where the editor does not know it, and clears it on demand', async () => {
    const companyId = newId();
    const { turnoverMinorPerYear, ...open } = profile();
    await run((unit) => registerCompany.execute(unit, { companyId, profile: { ...open, turnoverMinorPerYear } }));
    const kept = await run((unit) => registerCompany.execute(unit, { companyId, profile: open }));
    expect(kept.profile.turnoverMinorPerYear).toBe(turnoverMinorPerYear);
    const cleared = await run((unit) => registerCompany.execute(unit, { companyId, profile: { ...open, turnoverMinorPerYear: null } }));
    expect(cleared.profile.turnoverMinorPerYear).toBeNull();
  });

  it('refuses ids of machines, groups and sites that another company has', async () => {
    const theirs = profile();
    await run((unit) => registerCompany.execute(unit, { companyId: newId(), profile: theirs }));
    const mine = profile();
    const [group] = mine.machineGroups;
    const stolen = { ...mine, machineGroups: group === undefined ? [] : [{ ...group, machines: theirs.machineGroups[0]?.machines ?? [] }] };
    const companyId = newId();
    await expect(run((unit) => registerCompany.execute(unit, { companyId, profile: stolen }))).rejects.toMatchObject({
      code: 'registry.id-taken',
      errors: [{ pointer: '/machineGroups/0/machines/0/machineId' }],
    });
    expect(await published('company-changed', companyId)).toEqual([]);
  });
});

describe('admission', () => {
  it('makes a candidate active with its evidence, and follows the states', async () => {
    const companyId = await newCompany();
    await run((unit) =>
      decideAdmission.execute(unit, {
        companyId,
        decision: 'admit',
        evidence: [{ subject: 'TCH', value: 0.7, evidenceClass: 'checked-document', observedAt: unit.now }],
      }),
    );
    await expect(decide(companyId, 'admit')).rejects.toThrow('registry.only-candidates-and-suspended-are-admitted');
    for (const decision of ['suspend', 'admit', 'leave'] as const) await decide(companyId, decision);
    await expect(decide(companyId, 'admit')).rejects.toThrow('registry.only-candidates-and-suspended-are-admitted');
    const states = await published<CompanyChangedData>('company-changed', companyId);
    expect(states.map(({ status }) => status)).toEqual(['candidate', 'active', 'suspended', 'active', 'left']);
    expect(await published<EvidenceRecordedData>('evidence-recorded', companyId)).toMatchObject([{ subject: 'TCH', amount: 2 }]);
  });

  it('needs a site and machines of a producer, nothing of a customer', async () => {
    const bare = await newCompany({ machineGroups: [] });
    await expect(decide(bare, 'admit')).rejects.toMatchObject({
      code: 'registry.producers-have-site-and-machines',
      errors: [{ pointer: '/machineGroups' }],
    });
    const customer = await newCompany({ kind: 'customer', sites: [], machineGroups: [] });
    expect((await decide(customer, 'admit')).status).toBe('active');
  });

  it('is undone whole where its evidence breaks a rule', async () => {
    const companyId = await newCompany();
    const admission = run((unit) =>
      decideAdmission.execute(unit, {
        companyId,
        decision: 'admit',
        evidence: [{ subject: 'TCH', value: 0.7, evidenceClass: 'rating', observedAt: unit.now }],
      }),
    );
    await expect(admission).rejects.toThrow('registry.evidence-refused');
    expect((await run((unit) => companies.find(unit.tx, networkId, companyId)))?.status).toBe('candidate');
  });
});

describe('a rate card', () => {
  const rate = (machineGroupId: string, machineMinorPerHour = 7_000) => ({
    ...{ machineGroupId, machineMinorPerHour, labourMinorPerHour: 4_800, attendanceBasisPoints: 6_000, learningBasisPoints: 9_500 },
    ...{ riskBasisPoints: 300, marginBasisPoints: 800, speedBasisPoints: 10_000, materialOverheadBasisPoints: 500 },
  });

  it('gets the next version only where it changed', async () => {
    const shop = profile();
    const companyId = newId();
    await run((unit) => registerCompany.execute(unit, { companyId, profile: shop }));
    const groupId = shop.machineGroups[0]?.machineGroupId ?? '';
    const publish = (minor: number) =>
      run((unit) => publishRateCard.execute(unit, { companyId, currency: 'EUR', validFrom: null, rates: [rate(groupId, minor)] }));
    expect([await publish(7_000), await publish(7_000), await publish(7_500)].map((card) => card.rateCardVersion)).toEqual([1, 1, 2]);
    const cards = await published<RateCardPublishedData>('rate-card-published', companyId);
    expect(cards.map((card) => card.rates[0]?.machineMinorPerHour)).toEqual([7_000, 7_500]);
  });

  it('has rates of the own machine groups, one of each', async () => {
    const companyId = newId();
    const shop = profile();
    await run((unit) => registerCompany.execute(unit, { companyId, profile: shop }));
    const groupId = shop.machineGroups[0]?.machineGroupId ?? '';
    const rates = [rate(groupId), rate(newId()), rate(groupId)];
    await expect(
      run((unit) => publishRateCard.execute(unit, { companyId, currency: 'EUR', validFrom: null, rates })),
    ).rejects.toMatchObject({
      code: 'registry.rate-card-invalid',
      errors: [
        { pointer: '/rates/1/machineGroupId', code: 'registry.machine-group-unknown' },
        { pointer: '/rates/2/machineGroupId', code: 'registry.named-twice' },
      ],
    });
  });
});

describe('an exclusion', () => {
  it('is of a pair, whichever company is named first, and told only where it changed', async () => {
    const [a, b] = [await newCompany(), await newCompany()];
    const set = (companyA: string, companyB: string, excluded: boolean) =>
      run((unit) => setExclusion.execute(unit, { companyA, companyB, excluded, reasonClass: 'competition' }));
    const { pairId } = await set(a, b, false);
    await set(a, b, true);
    await set(b, a, true);
    await set(b, a, false);
    const told = await published<{ excluded: boolean }>('exclusion-changed', pairId);
    expect(told.map(({ excluded }) => excluded)).toEqual([true, false]);
    await expect(set(a, a, true)).rejects.toThrow('registry.pair-of-one');
    await expect(set(a, newId(), true)).rejects.toThrow('registry.company-unknown');
  });
});

describe('outcomes', () => {
  it('become evidence once, however often they are told, and of known companies only', async () => {
    const [company, customerCompanyId] = [await newCompany(), await newCompany({ kind: 'customer' })];
    const rating = { quality: 1, punctuality: 0.8, communication: 0.7, satisfaction: 0.6 };
    const event = {
      id: newId(),
      networkId,
      data: {
        orderId: newId(),
        formationId: newId(),
        customerCompanyId,
        ratedAt: new Date().toISOString(),
        ratings: [company, newId()].map((companyId) => ({ companyId, ...rating })),
      },
    } as ReceivedEvent<never>;
    for (let time = 0; time < 2; time += 1) {
      await run(async (work) => {
        const delivery: Delivery = { tx: work.tx, unitOf: () => work };
        await subscriptions.onOrderRated([event], delivery);
      });
    }
    const recorded = await published<EvidenceRecordedData>('evidence-recorded', company);
    expect(recorded.map(({ subject, value }) => [subject, value])).toEqual([
      ['MKT', 0.6],
      ['COM', 0.7],
      ['TRU', 0.9],
    ]);
    expect(await run((unit) => evidence.page(unit.tx, networkId, { companyId: company, after: null, limit: 10 }))).toHaveLength(3);
  });
});
