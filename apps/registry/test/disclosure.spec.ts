import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import type { CompanyProfile } from '../src/companies/domain/company.js';
import { profile } from './profiles.js';
import { ServiceBench } from './service-bench.js';

const bench = new ServiceBench();
const shop = profile();
const [shopId, rivalId, customerId, candidateId] = [newId(), newId(), newId(), newId()];
const rate = {
  ...{
    machineGroupId: shop.machineGroups[0]?.machineGroupId,
    machineMinorPerHour: 7_123,
    labourMinorPerHour: 4_800,
    attendanceBasisPoints: 6_000,
  },
  ...{
    learningBasisPoints: 9_500,
    riskBasisPoints: 300,
    marginBasisPoints: 800,
    speedBasisPoints: 10_000,
    materialOverheadBasisPoints: 500,
  },
};

beforeAll(async () => {
  await bench.start();
  const orchestrator = bench.as('orchestrator');
  const found = async (companyId: string, of: CompanyProfile, admit: boolean): Promise<void> => {
    expect((await orchestrator('PUT', `/companies/${companyId}`, of)).status).toBe(200);
    if (admit) expect((await orchestrator('POST', `/companies/${companyId}/admissions`, { decision: 'admit' })).status).toBe(200);
  };
  await found(shopId, shop, true);
  await found(rivalId, profile({ name: 'Rival' }), true);
  await found(customerId, profile({ name: 'Customer', kind: 'customer', sites: [], machineGroups: [] }), true);
  await found(candidateId, profile({ name: 'Candidate' }), false);
  const published = await bench.as('member', shopId)('PUT', `/companies/${shopId}/rate-card`, { currency: 'EUR', rates: [rate] });
  expect(published).toEqual({ status: 200, body: { companyId: shopId, rateCardVersion: 1 } });
});

afterAll(() => bench.stop());

describe('what others learn of a company', () => {
  it('is everything for the company itself', async () => {
    const { body } = await bench.as('member', shopId)('GET', `/companies/${shopId}`);
    expect(body).toMatchObject({ companyId: shopId, status: 'active', profile: { turnoverMinorPerYear: shop.turnoverMinorPerYear } });
    expect(body.profile.machineGroups).toEqual(shop.machineGroups);
  });

  it('is all but the turnover for the orchestrator and for auditors', async () => {
    for (const role of ['orchestrator', 'auditor'] as const) {
      const { body } = await bench.as(role)('GET', `/companies/${shopId}`);
      expect(body.profile.employees).toBe(shop.employees);
      expect(JSON.stringify(body)).not.toContain(String(shop.turnoverMinorPerYear));
    }
  });

  it('is name, processes and certificates for a competitor', async () => {
    const { body } = await bench.as('member', rivalId)('GET', `/companies/${shopId}`);
    expect(body).toEqual({
      companyId: shopId,
      name: shop.name,
      country: 'SE',
      kind: 'producer',
      processes: ['turning'],
      certificates: shop.certificates,
      managementCertificates: ['ISO 9001'],
    });
  });

  it('is name, country and certificates for a customer', async () => {
    const { body } = await bench.as('customer', customerId)('GET', `/companies/${shopId}`);
    expect(body).toEqual({ companyId: shopId, name: shop.name, country: 'SE', certificates: shop.certificates });
  });

  it('is nothing before it is admitted, and nothing of customers', async () => {
    const rival = bench.as('member', rivalId);
    for (const companyId of [candidateId, customerId, newId()]) {
      expect(await rival('GET', `/companies/${companyId}`)).toMatchObject({ status: 404, body: { code: 'registry.company-unknown' } });
    }
    const namesFor = async (role: 'member' | 'customer' | 'orchestrator', own: string | null): Promise<string[]> =>
      (await bench.as(role, own)('GET', '/companies')).body.items.map((one: { name: string }) => one.name).sort();
    expect(await namesFor('member', rivalId)).toEqual(['Rival', 'Turning shop']);
    expect(await namesFor('customer', customerId)).toEqual(['Customer', 'Rival', 'Turning shop']);
    expect(await namesFor('orchestrator', null)).toEqual(['Candidate', 'Customer', 'Rival', 'Turning shop']);
  });

  it('comes in pages without a gap', async () => {
    const orchestrator = bench.as('orchestrator');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await orchestrator('GET', `/companies?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.items.map((one: { companyId: string }) => one.companyId));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([shopId, rivalId, customerId, candidateId].sort());
  });
});

describe('rates', () => {
  it('are read by their company alone, not even by the orchestrator', async () => {
    expect((await bench.as('member', shopId)('GET', `/companies/${shopId}/rate-card`)).body).toMatchObject({
      rateCardVersion: 1,
      rates: [rate],
    });
    expect(await bench.as('member', rivalId)('GET', `/companies/${shopId}/rate-card`)).toMatchObject({ status: 404 });
    expect(await bench.as('orchestrator')('GET', `/companies/${shopId}/rate-card`)).toMatchObject({ status: 403 });
    expect(await bench.as('member', rivalId)('PUT', `/companies/${shopId}/rate-card`, { currency: 'EUR', rates: [] })).toMatchObject({
      status: 404,
    });
  });
});

describe('evidence over HTTP', () => {
  const declared = { subject: 'TCH', value: 0.9, evidenceClass: 'self-declaration', observedAt: '2026-01-01T00:00:00Z' };

  it('is declared by the company itself and shown to it and the operator', async () => {
    const own = bench.as('member', shopId);
    expect((await own('POST', `/companies/${shopId}/evidence`, { evidence: [declared] })).status).toBe(201);
    expect((await own('GET', `/companies/${shopId}/evidence`)).body.items).toMatchObject([{ subject: 'TCH', amount: 1 }]);
    expect((await bench.as('orchestrator')('GET', `/companies/${shopId}/evidence`)).body.items).toHaveLength(1);
    expect((await bench.as('member', rivalId)('GET', `/companies/${shopId}/evidence`)).status).toBe(404);
    expect((await bench.as('member', rivalId)('POST', `/companies/${shopId}/evidence`, { evidence: [declared] })).status).toBe(404);
  });

  it('is refused with the field and the rule', async () => {
    const answer = await bench.as('member', shopId)('POST', `/companies/${shopId}/evidence`, {
      evidence: [{ ...declared, evidenceClass: 'rating' }],
    });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'registry.evidence-refused',
        errors: [{ pointer: '/evidence/0/evidenceClass', code: 'registry.class-not-yours-to-record' }],
      },
    });
  });
});

describe('bad profiles', () => {
  it('are refused with a pointer to each wrong field', async () => {
    const [site] = shop.sites;
    const bad = { ...profile(), country: 'XX', sites: [{ ...site, latitude: 91, timeZone: 'Nowhere' }] };
    const answer = await bench.as('orchestrator')('PUT', `/companies/${newId()}`, bad);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain('/sites/0/latitude');
    const unsound = await bench.as('orchestrator')('PUT', `/companies/${newId()}`, { ...profile(), country: 'XX' });
    expect(unsound).toMatchObject({ status: 400, body: { code: 'registry.profile-invalid', errors: [{ pointer: '/country' }] } });
    expect((await bench.as('member', shopId)('PUT', `/companies/${shopId}`, shop)).status).toBe(403);
  });
});
