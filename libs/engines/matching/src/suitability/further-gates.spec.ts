import { describe, expect, it } from '@jest/globals';
import { gatesOf, judge } from '../../test/knock-out-cases.js';
import type { KnockOutDemand, KnockOutFirm } from './further-gates.js';
import { type GateCode, overallState } from './gates.js';

describe('knock-outs KO09 to KO16 (methods 3.2)', () => {
  it.each<[GateCode, string, Partial<KnockOutFirm>, Partial<KnockOutDemand>]>([
    ['KO10', 'trade-law-not-checked', { tradeLaw: null }, {}],
    ['KO11', 'default-probability-unknown', { yearlyDefaultProbability: null }, {}],
    ['KO11', 'turnover-share-unknown', { yearlyTurnoverEur: null }, {}],
    ['KO12', 'security-class-unknown', { securityClass: null }, {}],
    ['KO14', 'joint-bid-not-checked', { legalReview: null }, {}],
    ['KO15', 'footprint-data-unknown', { hasFootprintData: null }, {}],
    ['KO15', 'sustainability-score-unknown', { sustainabilityScore: null }, {}],
    ['KO16', 'languages-not-stated', { languages: null }, {}],
  ])('%s: %s is a question to the firm, not a rejection', (code, reason, firm, demand) => {
    expect(gatesOf(code, firm, demand).map((gate) => [gate.state, gate.reason])).toEqual([['unknown', reason]]);
    expect(overallState(judge(firm, demand))).toBe('unknown');
  });

  it.each<[GateCode, string, string | null, Partial<KnockOutFirm>, Partial<KnockOutDemand>]>([
    ['KO09', 'blocked-by-customer', 'customer', {}, { blockedFirms: ['A'] }],
    ['KO09', 'process-declined-by-firm', 'firm', { declines: { customers: [], processes: ['milling'] } }, {}],
    ['KO10', 'trade-law-hit', null, { tradeLaw: 'hit' }, {}],
    ['KO11', 'default-too-likely', 'orchestrator', { yearlyDefaultProbability: 0.051 }, {}],
    ['KO11', 'order-too-large-for-firm', 'orchestrator', { yearlyTurnoverEur: 23_000 }, {}],
    ['KO12', 'security-class-too-low', null, { securityClass: 1 }, {}],
    ['KO13', 'excluded-with-member', 'parties', {}, { fixedFirms: ['B', 'X'] }],
    ['KO14', 'joint-bid-review-open', 'reviewer', { legalReview: 'open' }, {}],
    ['KO15', 'footprint-data-missing', 'customer', { hasFootprintData: false }, {}],
    ['KO15', 'sustainability-score-too-low', 'customer', { sustainabilityScore: 0.4 }, {}],
    ['KO16', 'no-common-language', 'customer', { languages: { de: 2, pl: 6 } }, {}],
  ])('%s fails with %s, waivable by %s, and names the nearest change', (code, reason, waivableBy, firm, demand) => {
    const failed = gatesOf(code, firm, demand).filter(({ state }) => state === 'fail');
    expect(failed.map((gate) => [gate.reason, gate.waivableBy])).toEqual([[reason, waivableBy]]);
    expect(failed[0]?.nearestChange).not.toBeNull();
    expect(overallState(judge(firm, demand))).toBe('fail');
  });

  it('limits are inclusive: 5 % default, 40 % of turnover, one security class below, B1', () => {
    const firm = { yearlyDefaultProbability: 0.05, yearlyTurnoverEur: 2.5 * 9464, securityClass: 2, languages: { de: 3 as const } };
    expect(overallState(judge(firm, {}))).toBe('pass');
  });

  it('a payment plan settles the size of the order but not a likely default', () => {
    const weak = { yearlyTurnoverEur: 10_000, yearlyDefaultProbability: 0.2 };
    expect(gatesOf('KO11', weak).map(({ reason }) => reason)).toEqual(['default-too-likely', 'order-too-large-for-firm']);
    expect(gatesOf('KO11', weak, { hasPaymentPlan: true }).map(({ reason }) => reason)).toEqual(['default-too-likely']);
  });

  it('what nobody demands is no gate: no distance limit, no score, no class, no footprint', () => {
    const demand = {
      distanceKmMax: null,
      blockedRegions: [],
      securityClass: null,
      demandsFootprintData: false,
      sustainabilityScoreMin: null,
    };
    const firm = { distanceKm: null, region: null, securityClass: null, hasFootprintData: null, sustainabilityScore: null };
    expect(overallState(judge(firm, demand))).toBe('pass');
  });

  it('KO09: the customer cannot waive what the firm declines', () => {
    const gates = judge({ declines: { customers: ['customer-y'], processes: [] } }, { blockedFirms: ['A'] });
    expect(overallState(gates, [{ code: 'KO09', by: 'customer' }])).toBe('fail');
    const both = [
      { code: 'KO09', by: 'customer' },
      { code: 'KO09', by: 'firm' },
    ] as const;
    expect(overallState(gates, both)).toBe('pass');
  });

  it('KO16: names the language that the other side speaks already', () => {
    expect(gatesOf('KO16', { languages: { en: 6, fr: 2 } }, { languages: { fr: 5, en: 1 } })[0]).toMatchObject({
      measured: 'A2',
      limit: 'B1',
      nearestChange: { params: { level: 'B1', language: 'fr' } },
    });
  });
});
