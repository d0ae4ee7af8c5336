import { describe, expect, it } from '@jest/globals';
import { checkGates, type GateCode, type GateDemand, type GateFirm, overallState } from './gates.js';

const FIRM: GateFirm = {
  id: 'A',
  membership: 'active',
  machineGroups: [
    { id: 'g1', process: 'milling', envelopeMillimetres: [400, 600, 500], maxKilograms: 200, materials: ['steel', 'aluminium'] },
    { id: 'g2', process: 'turning', envelopeMillimetres: [300, 300, 900], maxKilograms: 100, materials: ['steel'] },
  ],
  refusedMaterials: ['magnesium'],
  certificates: [{ id: 'c1', scheme: 'ISO 9001', validUntil: '2027-03-01' }],
  earliestFinishDay: 12,
  declines: { customers: ['customer-x'], processes: [] },
};
const DEMAND: GateDemand = {
  customer: 'customer-y',
  process: 'milling',
  material: 'steel',
  partMillimetres: [550, 300, 200],
  partKilograms: 40,
  mandatoryCertificates: ['ISO 9001'],
  deliveryDate: '2026-12-01',
  dueDay: 18,
  blockedFirms: [],
};
const gateOf = (code: GateCode, firm: Partial<GateFirm> = {}, demand: Partial<GateDemand> = {}) =>
  checkGates({ ...FIRM, ...firm }, { ...DEMAND, ...demand }).find((gate) => gate.code === code);

describe('knock-outs (methods 3.2)', () => {
  it('all pass for a firm that can and may', () => {
    const gates = checkGates(FIRM, DEMAND);
    expect(gates.map(({ code, state }) => `${code} ${state}`)).toEqual(
      ['KO01', 'KO02', 'KO03', 'KO05', 'KO06', 'KO07', 'KO09'].map((code) => `${code} pass`),
    );
    expect(overallState(gates)).toBe('pass');
  });

  it('KO03: a part of 620 mm against a machine of 600 mm names value, limit and the machine that would do', () => {
    expect(gateOf('KO03', {}, { partMillimetres: [100, 620, 50] })).toMatchObject({
      state: 'fail',
      reason: 'part-too-large',
      measured: 620,
      limit: 600,
      unit: 'mm',
      waivableBy: null,
      nearestChange: { code: 'machine-with-edge', params: { millimetresMin: 620 } },
      evidence: ['g1'],
    });
  });

  it('KO03: the part may be turned, mass counts, and an unknown size is a question', () => {
    expect(gateOf('KO03', {}, { partMillimetres: [390, 490, 590] })?.state).toBe('pass');
    expect(gateOf('KO03', {}, { partKilograms: 250 })).toMatchObject({
      state: 'fail',
      reason: 'part-too-heavy',
      measured: 250,
      limit: 200,
      unit: 'kg',
    });
    expect(gateOf('KO03', {}, { partMillimetres: null })?.state).toBe('unknown');
    const unsized = FIRM.machineGroups.map((group) => ({ ...group, maxKilograms: null }));
    expect(gateOf('KO03', { machineGroups: unsized }, { partKilograms: 900 })?.state).toBe('unknown');
  });

  it('KO03: a further, larger machine never turns a pass into a failure', () => {
    const large = { id: 'g3', process: 'milling', envelopeMillimetres: [900, 900, 900], maxKilograms: 900, materials: null } as const;
    const firm = { machineGroups: [...FIRM.machineGroups, large] };
    expect(gateOf('KO03', firm)?.state).toBe('pass');
    expect(gateOf('KO03', firm, { partMillimetres: [620, 100, 50] })).toMatchObject({ state: 'pass', evidence: ['g3'] });
    expect(gateOf('KO05', firm)?.state).toBe('pass');
  });

  it('KO01 and KO02 cannot be waived', () => {
    expect(gateOf('KO01', { membership: 'suspended' })).toMatchObject({
      state: 'fail',
      waivableBy: null,
      nearestChange: { code: 'lift-suspension' },
    });
    expect(gateOf('KO01', { membership: 'contract-missing' })?.nearestChange?.code).toBe('sign-contract');
    expect(gateOf('KO01', { membership: null })?.state).toBe('unknown');
    expect(gateOf('KO02', {}, { process: 'grinding' })).toMatchObject({ state: 'fail', waivableBy: null, limit: 'grinding' });
    const failed = checkGates({ ...FIRM, membership: 'suspended' }, DEMAND);
    expect(overallState(failed, ['KO01'])).toBe('fail');
  });

  it('KO05: refused and never processed materials fail, unstated ones are a question', () => {
    expect(gateOf('KO05', {}, { material: 'magnesium' })).toMatchObject({ state: 'fail', reason: 'material-refused' });
    expect(gateOf('KO05', {}, { material: 'titanium' })).toMatchObject({ state: 'fail', reason: 'material-not-processed' });
    const unstated = FIRM.machineGroups.map((group) => ({ ...group, materials: null }));
    expect(gateOf('KO05', { machineGroups: unstated }, { material: 'titanium' })?.state).toBe('unknown');
    expect(gateOf('KO05', {}, { material: null })?.state).toBe('unknown');
  });

  it('KO06: a certificate must hold until the delivery; the customer may waive it', () => {
    const late = gateOf('KO06', {}, { deliveryDate: '2027-03-02' });
    expect(late).toMatchObject({
      state: 'fail',
      reason: 'certificate-expires',
      measured: '2027-03-01',
      limit: '2027-03-02',
      waivableBy: 'customer',
      evidence: ['c1'],
    });
    expect(gateOf('KO06', {}, { deliveryDate: '2027-03-01' })?.state).toBe('pass');
    expect(gateOf('KO06', {}, { mandatoryCertificates: ['EN 9100'] })).toMatchObject({ state: 'fail', reason: 'certificate-missing' });
    expect(gateOf('KO06', {}, { mandatoryCertificates: [] })?.state).toBe('pass');
    expect(gateOf('KO06', { certificates: null })?.state).toBe('unknown');
    expect(gateOf('KO06', { certificates: [{ id: 'c1', scheme: 'ISO 9001', validUntil: null }] })?.state).toBe('unknown');
    expect(overallState(checkGates(FIRM, { ...DEMAND, deliveryDate: '2027-03-02' }), ['KO06'])).toBe('pass');
  });

  it('KO07: the earliest finish decides; no calendar is a question, not a rejection', () => {
    expect(gateOf('KO07', { earliestFinishDay: 18 })?.state).toBe('pass');
    expect(gateOf('KO07', { earliestFinishDay: 19 })).toMatchObject({
      state: 'fail',
      measured: 19,
      limit: 18,
      nearestChange: { params: { day: 19 } },
    });
    expect(gateOf('KO07', { earliestFinishDay: null })?.state).toBe('unknown');
    expect(overallState(checkGates({ ...FIRM, earliestFinishDay: null }, DEMAND))).toBe('unknown');
  });

  it('KO09: the customer may unblock, the firm may accept', () => {
    expect(gateOf('KO09', {}, { blockedFirms: ['A'] })).toMatchObject({ state: 'fail', waivableBy: 'customer' });
    expect(gateOf('KO09', {}, { customer: 'customer-x' })).toMatchObject({
      state: 'fail',
      reason: 'customer-declined-by-firm',
      waivableBy: 'firm',
    });
    expect(gateOf('KO09', { declines: { customers: [], processes: ['milling'] } })?.reason).toBe('process-declined-by-firm');
  });
});
