import { describe, expect, it } from '@jest/globals';
import { ALL, gatesOf, judge, machine } from '../../test/knock-out-cases.js';
import type { KnockOutDemand, KnockOutFirm } from './further-gates.js';
import { type GateCode, overallState } from './gates.js';

describe('knock-outs KO01 to KO08 (methods 3.2)', () => {
  it('all pass, one result each in the order of their codes, for a firm that can and may', () => {
    const gates = judge({}, {});
    expect(gates.map(({ code, state }) => `${code} ${state}`)).toEqual(ALL.map((code) => `${code} pass`));
    expect(gates.every(({ nearestChange }) => nearestChange === null)).toBe(true);
  });

  it.each<[GateCode, string, Partial<KnockOutFirm>, Partial<KnockOutDemand>]>([
    ['KO01', 'membership-unknown', { membership: null }, {}],
    ['KO02', 'skills-unknown', { personsBySkill: null }, {}],
    ['KO03', 'part-size-unknown', {}, { partKilograms: null }],
    ['KO04', 'capability-unknown', { machineGroups: [machine({ expectedCapability: null })] }, {}],
    ['KO05', 'materials-not-stated', { machineGroups: [machine({ materials: null })] }, {}],
    ['KO06', 'certificates-unknown', { certificates: null }, {}],
    ['KO07', 'finish-unknown', { earliestFinishDay: null }, {}],
    ['KO08', 'distance-unknown', { distanceKm: null }, {}],
    ['KO08', 'region-unknown', { region: null }, {}],
  ])('%s: %s is a question to the firm, not a rejection', (code, reason, firm, demand) => {
    expect(gatesOf(code, firm, demand).map((gate) => [gate.state, gate.reason])).toEqual([['unknown', reason]]);
    expect(overallState(judge(firm, demand))).toBe('unknown');
  });

  it.each<[GateCode, string, string | null, Partial<KnockOutFirm>, Partial<KnockOutDemand>]>([
    ['KO01', 'membership-suspended', null, { membership: 'suspended' }, {}],
    ['KO02', 'process-not-offered', null, {}, { process: 'grinding' }],
    ['KO02', 'mandatory-skill-missing', null, { personsBySkill: {} }, {}],
    ['KO03', 'part-too-large', null, {}, { partMillimetres: [620, 300, 200] }],
    ['KO04', 'tolerance-not-reached', 'customer', { machineGroups: [machine({ expectedCapability: 0.99 })] }, {}],
    ['KO05', 'material-not-processed', null, {}, { material: 'titanium' }],
    ['KO06', 'certificate-missing', 'customer', { certificates: [] }, {}],
    ['KO07', 'finish-after-due-day', 'customer', {}, { dueDay: 11 }],
    ['KO08', 'region-blocked', 'customer', {}, { blockedRegions: ['R1'] }],
    ['KO08', 'too-far', 'customer', {}, { distanceKmMax: 79 }],
  ])('%s fails with %s, waivable by %s, and names the nearest change', (code, reason, waivableBy, firm, demand) => {
    const failed = gatesOf(code, firm, demand).filter(({ state }) => state === 'fail');
    expect(failed.map((gate) => [gate.reason, gate.waivableBy])).toEqual([[reason, waivableBy]]);
    expect(failed[0]?.nearestChange).not.toBeNull();
    expect(overallState(judge(firm, demand))).toBe('fail');
  });

  it('limits are inclusive: Cp 1.0 and the last day', () => {
    expect(overallState(judge({ machineGroups: [machine({ expectedCapability: 1 })], earliestFinishDay: 18 }, {}))).toBe('pass');
  });

  it('KO04: a large machine and an accurate one are no large accurate machine', () => {
    const groups = [
      machine({ id: 'large', envelopeMillimetres: [900, 900, 900], expectedCapability: 0.7 }),
      machine({ id: 'accurate', envelopeMillimetres: [100, 100, 100], expectedCapability: 1.8 }),
    ];
    expect(gatesOf('KO03', { machineGroups: groups })[0]?.state).toBe('pass');
    expect(gatesOf('KO04', { machineGroups: groups })[0]).toMatchObject({ state: 'fail', measured: 0.7, reason: 'tolerance-not-reached' });
    const split = [machine({ id: 'large', materials: ['wood'] }), machine({ id: 'steel', envelopeMillimetres: [100, 100, 100] })];
    expect(gatesOf('KO04', { machineGroups: split })[0]?.reason).toBe('no-machine-for-size-and-material');
  });
});
