import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logGsdOf } from './data-quality.js';
import {
  FACTORS_2026_1 as factors,
  legFootprint,
  type OperationEnergy,
  operationFootprint,
  type OrderActivity,
  type OrderFootprint,
  orderFootprint,
  processKwh,
  shareSetupKwh,
  type TransportLeg,
  vehicleFor,
} from './index.js';

/** Order O-100 by plan A-C-D; energy taken as metered, as in the example of methods 6.5. */
const o100: OrderActivity = {
  acceptedPieces: 24,
  deliveredKgPerPiece: 6,
  materials: [{ material: 'tool-steel', grossKg: 216, recycledShare: 0.3, millCertificate: true }],
  operations: [
    { operation: 'milling', energy: { kind: 'metered', kwh: 250 }, country: 'DE' },
    { operation: 'heat treatment', energy: { kind: 'metered', kwh: 180 }, country: 'DE' },
    { operation: 'grinding', energy: { kind: 'metered', kwh: 78 }, country: 'DE' },
  ],
  legs: [
    { from: 'mill', to: 'A', massTonnes: 0.216, km: 120, vehicle: 'rigid-over-17t' },
    { from: 'A', to: 'C', massTonnes: 0.15, km: 70 },
    { from: 'C', to: 'D', massTonnes: 0.15, km: 40 },
    { from: 'D', to: 'customer', massTonnes: 0.144, km: 30 },
  ],
};

function footprintOf(activity: OrderActivity): OrderFootprint {
  const result = orderFootprint(activity, factors);
  if (result.kind !== 'footprint') throw new Error(`open questions: ${JSON.stringify(result.questions)}`);
  return result;
}

const withOperation = (change: Partial<OperationEnergy>): OrderActivity => ({
  ...o100,
  operations: o100.operations.map((operation, index) => (index === 0 ? { ...operation, ...change } : operation)),
});

describe('footprint of an order (methods 6.2)', () => {
  it('gives the worked numbers of O-100', () => {
    const footprint = footprintOf(o100);
    expect(footprint.materialKgCo2e).toBeCloseTo(525.744, 6);
    expect(footprint.energyKgCo2e).toBeCloseTo(251.57938, 5);
    expect(footprint.transportKgCo2e).toBeCloseTo(21.6991, 4);
    expect(footprint.legs.map((leg) => Number(leg.kgCo2e.toFixed(4)))).toEqual([5.4126, 8.2136, 4.6935, 3.3793]);
    expect(footprint.totalKgCo2e).toBeCloseTo(799.022, 3);
    expect(footprint.kgCo2ePerPiece).toBeCloseTo(33.2926, 4);
    expect(footprint.kgCo2ePerDeliveredKg).toBeCloseTo(5.5488, 4);
    expect(footprint.kwhPerDeliveredKg).toBeCloseTo(4.5861, 4);
    expect(footprint.flags).toEqual([]);
  });

  it('saves more by recycled steel than by any choice of partner', () => {
    const recycled = footprintOf({ ...o100, materials: [{ material: 'tool-steel', grossKg: 216, recycledShare: 0.8 }] });
    expect(recycled.materialKgCo2e).toBeCloseTo(350.784, 6);
    expect(recycled.totalKgCo2e).toBeCloseTo(624.062, 3);
  });

  it('follows the grid of the country that mills', () => {
    expect(footprintOf(withOperation({ country: 'BE' })).energyKgCo2e).toBeCloseTo(172.656, 3);
  });

  it('gives the reference "made elsewhere" (methods 6.9)', () => {
    const sea: TransportLeg[] = [
      { from: 'plant', to: 'port', massTonnes: 0.144, km: 300, vehicle: 'heavy-truck-average' },
      { from: 'port', to: 'port', massTonnes: 0.144, km: 19_500, vehicle: 'container-ship' },
      { from: 'port', to: 'customer', massTonnes: 0.144, km: 350, vehicle: 'heavy-truck-average' },
    ];
    const operations = o100.operations.map((operation) => ({ ...operation, country: 'CN' }));
    const elsewhere = footprintOf({
      ...o100,
      operations,
      legs: sea,
      materials: [{ material: 'tool-steel', grossKg: 216, recycledShare: 0 }],
    });
    expect(elsewhere.totalKgCo2e).toBeCloseTo(1084.83, 2);
  });

  it('gives data quality, range, confidence and primary data share of the example (methods 6.5)', () => {
    const quality = footprintOf(o100).dataQuality;
    expect(quality?.rating).toBeCloseTo(2.021947, 6);
    expect(quality?.geometricStandardDeviation).toBeCloseTo(1.167641, 6);
    expect(quality?.p10KgCo2e).toBeCloseTo(655.08, 2);
    expect(quality?.p90KgCo2e).toBeCloseTo(974.59, 2);
    expect(quality?.confidence).toBeCloseTo(0.489026, 6);
    expect(quality?.primaryDataShare).toBeCloseTo(0.314859, 6);
    expect([2.2, 1.6, 2.6].map((rating) => Math.exp(logGsdOf(rating)).toFixed(6))).toEqual(['1.254767', '1.137587', '1.371915']);
  });

  it('takes the EU value for an unknown country and lowers the rating by one', () => {
    const unknown = footprintOf(withOperation({ country: 'XX' }));
    expect(unknown.operations[0]).toMatchObject({ kgCo2ePerKwh: 0.24383, rating: 2.6 });
    expect(unknown.flags).toEqual(['/operations/0: country-unknown-eu-value']);
  });

  it('counts own solar power only with proof', () => {
    const solar = (proof: 'meter' | 'none') => footprintOf(withOperation({ ownSolar: { share: 1, proof } }));
    expect(solar('meter').operations[0]?.kgCo2ePerKwh).toBe(0.041);
    expect(solar('none').totalKgCo2e).toBeCloseTo(footprintOf(o100).totalKgCo2e, 9);
    expect(solar('none').flags).toEqual(['/operations/0: own-solar-unproven']);
  });

  it('takes heat from gas by its own factor, wherever the firm stands', () => {
    const gas = footprintOf(withOperation({ carrier: 'natural-gas', country: 'XX' }));
    expect(gas.operations[0]).toMatchObject({ kgCo2ePerKwh: 0.2, rating: 1.6, flags: [] });
  });

  it('has no value per piece where none was accepted', () => {
    const loss = footprintOf({ ...o100, acceptedPieces: 0 });
    expect(loss).toMatchObject({ kgCo2ePerPiece: null, kgCo2ePerDeliveredKg: null, flags: ['no-accepted-pieces'] });
    expect(loss.totalKgCo2e).toBeCloseTo(799.022, 3);
  });

  it.each([-0.1, 1.01, 30, Number.NaN])('refuses a recycled share of %p', (recycledShare) => {
    const order = { ...o100, materials: [{ material: 'tool-steel', grossKg: 216, recycledShare }] };
    expect(() => orderFootprint(order, factors)).toThrow(
      expect.objectContaining({ kind: 'invalid', errors: [expect.objectContaining({ pointer: '/materials/0/recycledShare' })] }),
    );
  });

  it('names unknown materials, machine classes and vehicles with the choices', () => {
    const unobtainium = { ...o100, materials: [{ material: 'unobtainium', grossKg: 1, recycledShare: 0 }] };
    expect(() => orderFootprint(unobtainium, factors)).toThrow(/\/materials\/0\/material .*tool-steel/);
    const energy = { kind: 'machine-class', machineClass: 'oven', processHours: 1 } as const;
    expect(() => orderFootprint(withOperation({ energy }), factors)).toThrow(/\/operations\/0\/energy\/machineClass .*grinding/);
    expect(() => legFootprint({ from: 'a', to: 'b', massTonnes: 1, km: 1, vehicle: 'toString' }, factors)).toThrow('van-diesel');
  });
});

describe('materials (methods 12.2)', () => {
  const perKg = (material: string, recycledShare: number): number =>
    footprintOf({ ...o100, materials: [{ material, grossKg: 1, recycledShare }] }).materialKgCo2e;

  it('interpolates stainless steel by its scrap share and blends aluminium', () => {
    expect(perKg('stainless-steel', 0.6)).toBeCloseTo(3.2, 9);
    expect(perKg('stainless-steel', 0.3)).toBeCloseTo(6.8, 9);
    expect(perKg('aluminium', 0.6)).toBeCloseTo(3.02, 9);
    expect(perKg('aluminium-semi-finished', 0.6)).toBeCloseTo(3.42, 9);
  });

  it('says where a recycled share lies outside the source, or has no effect', () => {
    const flags = (material: string, recycledShare: number) =>
      footprintOf({ ...o100, materials: [{ material, grossKg: 1, recycledShare }] }).flags;
    expect(perKg('stainless-steel', 0.1)).toBe(6.8);
    expect(flags('stainless-steel', 0.9)).toEqual(['/materials/0: recycled-share-outside-source']);
    expect(flags('titanium-wrought', 0.5)).toEqual(['/materials/0: recycled-share-without-effect']);
  });

  it('asks the supplier where there is no default, and takes the answer as primary data', () => {
    const brass = { ...o100, materials: [{ material: 'brass', grossKg: 10, recycledShare: 0 }] };
    expect(orderFootprint(brass, factors)).toEqual({
      kind: 'questions',
      questions: [{ pointer: '/materials/0/supplierKgCo2ePerKg', code: 'footprint.material-factor-needed', params: { material: 'brass' } }],
      factorsVersion: '2026.1',
    });
    const answered = footprintOf({ ...brass, materials: [{ ...brass.materials[0], supplierKgCo2ePerKg: 4.5 } as never] });
    expect(answered.materials[0]).toMatchObject({ kgCo2e: 45, primary: true });
  });
});

describe('energy of processes (methods 6.4)', () => {
  it('gives the worked numbers by machine class', () => {
    const kwh = (machineClass: string, processHours: number, standbyHours: number) =>
      processKwh({ kind: 'machine-class', machineClass, processHours, standbyHours }, factors);
    expect(kwh('milling-5-axis', 30, 4)).toBe(250);
    expect(kwh('grinding', 12, 3)).toBe(78);
    expect(processKwh({ kind: 'machine-class', machineClass: 'vacuum-hardening', treatedKg: 150 }, factors)).toBe(180);
  });

  it('models base load, cutting and set-up', () => {
    const energy = { kind: 'modelled', basePowerKw: 2.5, hoursOn: 34, cuttingPowerKw: 5.5, hoursCutting: 30, setupKwh: 5 } as const;
    expect(processKwh(energy, factors)).toBeCloseTo(255, 9);
  });

  it('says which basis a machine class is reckoned by', () => {
    const energy = { kind: 'machine-class', machineClass: 'annealing', processHours: 3 } as const;
    expect(() => operationFootprint({ operation: 'x', energy, country: 'DE' }, factors)).toThrow('treatedKg');
  });

  it('divides the set-up energy of a bundle by hours', () => {
    expect(shareSetupKwh(10, [6, 3, 1])).toEqual([6, 3, 1]);
    expect(shareSetupKwh(10, [0, 0])).toEqual([5, 5]);
  });
});

describe('transport chain (methods 6.3)', () => {
  const leg = (massTonnes: number, change: Partial<TransportLeg> = {}) =>
    legFootprint({ from: 'a', to: 'b', massTonnes, km: 100, ...change }, factors);

  it('chooses the vehicle by the mass of the load', () => {
    expect([0.1, 0.8, 0.81, 3, 3.1, 40].map((mass) => vehicleFor(mass, factors))).toEqual([
      'van-diesel',
      'van-diesel',
      'rigid-7.5-17t',
      'rigid-7.5-17t',
      'rigid-over-17t',
      'rigid-over-17t',
    ]);
  });

  it('prefers the data of the carrier', () => {
    expect(leg(0.5, { carrierKgCo2ePerTonneKm: 0.2 })).toMatchObject({ kgCo2e: 10, primary: true, vehicle: null });
  });

  it('counts all kilometres of a dedicated trip, electric by the grid', () => {
    expect(leg(0.5, { dedicated: { totalKm: 200, kgCo2ePerVehicleKm: 0.3 } }).kgCo2e).toBeCloseTo(60, 9);
    expect(leg(0.5, { dedicated: { totalKm: 200, kwhPerKm: 0.3, country: 'FR' } }).kgCo2e).toBeCloseTo(200 * 0.3 * 0.05604, 9);
    expect(leg(0.5, { dedicated: { totalKm: 200, kwhPerKm: 0.3, country: 'XX' } }).flags).toEqual(['country-unknown-eu-value']);
  });

  it('doubles with the mass within one vehicle class', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.4, noNaN: true }), fc.double({ min: 0, max: 2000, noNaN: true }), (mass, km) => {
        expect(leg(2 * mass, { km }).kgCo2e).toBeCloseTo(2 * leg(mass, { km }).kgCo2e, 9);
      }),
    );
  });
});

describe('the sum (methods 13, P13)', () => {
  const amount = fc.double({ min: 0, max: 1e4, noNaN: true });

  it('is additive over materials, operations and legs, and lies within its own range', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { maxLength: 5 }),
        fc.array(amount, { maxLength: 5 }),
        fc.array(amount, { maxLength: 5 }),
        (kg, kwh, km) => {
          const footprint = footprintOf({
            acceptedPieces: 3,
            deliveredKgPerPiece: 1,
            materials: kg.map((grossKg) => ({ material: 'steel', grossKg, recycledShare: 0.5 })),
            operations: kwh.map((value) => ({ operation: 'o', energy: { kind: 'metered', kwh: value }, country: 'AT' })),
            legs: km.map((value) => ({ from: 'a', to: 'b', massTonnes: 0.5, km: value })),
          });
          const parts = [...footprint.materials, ...footprint.operations, ...footprint.legs];
          const sum = parts.reduce((total, part) => total + part.kgCo2e, 0);
          expect(footprint.totalKgCo2e).toBeCloseTo(sum, 6);
          if (footprint.dataQuality === null) expect(sum).toBe(0);
          else {
            expect(footprint.dataQuality.p10KgCo2e).toBeLessThanOrEqual(sum);
            expect(footprint.dataQuality.p90KgCo2e).toBeGreaterThanOrEqual(sum);
          }
        },
      ),
    );
  });

  it('carries year, source and scope with every factor', () => {
    const provenances = [
      factors.grid,
      factors.naturalGas,
      factors.ownSolar,
      factors.shopOverhead,
      ...Object.values(factors.materials),
      ...Object.values(factors.vehicles),
      ...Object.values(factors.machineClasses),
    ].map(({ provenance }) => provenance);
    for (const { source, scope, dataYear } of provenances) {
      expect(source.length).toBeGreaterThan(5);
      expect(scope.length).toBeGreaterThan(5);
      expect(dataYear).toBeGreaterThan(2010);
    }
  });
});
