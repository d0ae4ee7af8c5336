import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  labourRateEurPerHour,
  type MachineCost,
  machineRate,
  machineRateAtUtilisation,
  type OperationToPrice,
  priceBreaks,
  priceFloorEur,
  priceOperation,
  rememberedPieces,
  runTime,
} from './index.js';

const mill: MachineCost = {
  purchasePriceEur: 280_000,
  lifeYears: 10,
  interestShare: 0.05,
  maintenanceShare: 0.03,
  areaSquareMetres: 30,
  rentEurPerSquareMetreMonth: 9,
  powerKw: 8,
  electricityEurPerKwh: 0.25,
  toolsEurPerHour: 6,
  productiveHoursPerYear: 1500,
};

const milling: OperationToPrice = {
  setupHours: 4,
  programmingHours: 6,
  unitHours: 1.25,
  pieces: 24,
  piecesMadeBefore: 0,
  learningRate: 0.95,
  inspectionHoursPerPiece: 0.15,
  rateCard: { machine: mill, labourEurPerHour: 53.73, attendanceShare: 0.7, marginShare: 0.1, riskShare: 0.03 },
  material: { grossKgPerPiece: 9, eurPerKg: 3.2, overheadShare: 0.05, scrapShare: 0.03 },
};

describe('machine rate (methods 7.4)', () => {
  it('is the fixed cost spread over the hours plus energy and tools', () => {
    const rate = machineRate(mill);
    expect(rate.fixedEurPerYear).toBeCloseTo(46_640, 6);
    expect(rate.fixedEurPerHour).toBeCloseTo(31.0933, 4);
    expect(rate.variableEurPerHour).toBeCloseTo(8, 9);
    expect(rate.eurPerHour).toBeCloseTo(39.0933, 4);
  });

  it('falls with utilisation', () => {
    const at = (utilisation: number): number => machineRateAtUtilisation(mill, 3520, utilisation).eurPerHour;
    expect([at(0.34), at(0.5), at(0.6), at(0.8)].map((rate) => Number(rate.toFixed(4)))).toEqual([46.9706, 34.5, 30.0833, 24.5625]);
    expect(at(0.34) - at(0.5)).toBeCloseTo(12.47, 2);
  });

  it('refuses a utilisation of zero and a machine without hours, naming the field', () => {
    expect(() => machineRateAtUtilisation(mill, 3520, 0)).toThrow('above 0 and at most 1');
    expect(() => machineRate({ ...mill, productiveHoursPerYear: 0 })).toThrow('/productiveHoursPerYear');
  });

  it('takes labour as wage with overhead', () => {
    expect(labourRateEurPerHour(39.8, 0.35)).toBeCloseTo(53.73, 9);
  });
});

describe('run time on the learning curve (methods 7.4)', () => {
  it('gives the worked numbers', () => {
    const run = runTime({ firstPieceHours: 1.25, pieces: 24, piecesMadeBefore: 0, learningRate: 0.95 });
    expect(run.hours).toBeCloseTo(25.384257, 6);
    expect(run.meanHoursPerPiece).toBeCloseTo(1.057677, 6);
    expect(run.lastPieceHours).toBeCloseTo(0.988038, 6);
  });

  it('has no learning in a first single piece', () => {
    expect(runTime({ firstPieceHours: 1.25, pieces: 1, piecesMadeBefore: 0, learningRate: 0.8 }).hours).toBe(1.25);
  });

  it('goes on where a former run ended', () => {
    const lot = (pieces: number, before: number): number =>
      runTime({ firstPieceHours: 1.25, pieces, piecesMadeBefore: before, learningRate: 0.9 }).hours;
    expect(lot(10, 0) + lot(14, 10)).toBeCloseTo(lot(24, 0), 9);
    expect(lot(10, 50)).toBeLessThan(lot(10, 0));
  });

  it('limits the learning rate to 0.80..1.00', () => {
    const at = (learningRate: number): number => runTime({ firstPieceHours: 1, pieces: 8, piecesMadeBefore: 0, learningRate }).hours;
    expect(at(0.5)).toBe(at(0.8));
    expect(at(1.3)).toBe(8);
    expect(priceOperation({ ...milling, learningRate: 0.5 }).notes).toEqual(['learning-rate-limited']);
  });

  it('forgets half of the pieces for each full year without a run', () => {
    expect([0, 11, 12, 23, 24, 36].map((months) => rememberedPieces(100, months))).toEqual([100, 100, 50, 50, 25, 12]);
  });
});

describe('price of an operation (methods 7.4)', () => {
  it('gives the parts and the price of the worked example', () => {
    const price = priceOperation(milling);
    expect(price.setupEur).toBeCloseTo(371.29, 2);
    expect(price.programmingEur).toBeCloseTo(322.38, 2);
    expect(price.runEur).toBeCloseTo(1947.08, 2);
    expect(price.inspectionEur).toBeCloseTo(193.43, 2);
    expect(price.materialEur).toBeCloseTo(747.53, 2);
    expect(price.costEur).toBeCloseTo(3689.17, 2);
    expect(price.priceEur).toBeCloseTo(4099.08, 2);
    expect(price.pricePerPieceEur).toBeCloseTo(170.79, 2);
    expect(price.hours.machine).toBeCloseTo(29.384257, 6);
  });

  it('gives the price breaks of the worked example', () => {
    const perPiece = priceBreaks(milling, [1, 5, 24, 100]).map((at) => Number(at.pricePerPieceEur.toFixed(2)));
    expect(perPiece).toEqual([948.47, 305.96, 170.79, 136.85]);
  });

  it('may fall to the variable cost of set-up and run and no lower', () => {
    const bare = { ...milling, programmingHours: 0, inspectionHoursPerPiece: 0, material: undefined };
    expect(priceFloorEur(bare)).toBeCloseTo(4 * (8 + 53.73) + 25.384257 * (8 + 0.7 * 53.73), 4);
    expect(priceFloorEur(milling)).toBeCloseTo(priceFloorEur(bare) + 322.38 + 193.428 + 747.5328, 6);
  });

  it('refuses a floor where the card hides the variable part', () => {
    const card = { ...milling.rateCard, machine: undefined, machineRateEurPerHour: 39 };
    expect(() => priceFloorEur({ ...milling, rateCard: card })).toThrow('machineVariableEurPerHour');
    expect(priceFloorEur({ ...milling, rateCard: { ...card, machineVariableEurPerHour: 8 } })).toBeCloseTo(priceFloorEur(milling), 9);
  });

  it('counts one fifth of the operator for unattended hours', () => {
    const night = priceOperation({ ...milling, unattendedRunShare: 1 });
    expect(night.runEur).toBeCloseTo(25.384257 * (39.093333 + 0.2 * 53.73), 3);
    expect(priceOperation({ ...milling, unattendedRunShare: 0.5 }).runEur).toBeGreaterThan(night.runEur);
  });

  it('adds surcharges and takes the bundle discount off after the margin', () => {
    const adjusted = priceOperation({ ...milling, surchargeEur: 100, bundleDiscountEur: 40 });
    expect(adjusted.priceEur - priceOperation(milling).priceEur).toBeCloseTo(60, 9);
  });

  it.each([
    ['/pieces', { pieces: 0 }],
    ['/pieces', { pieces: 1.5 }],
    ['/setupHours', { setupHours: -1 }],
    ['/unitHours', { unitHours: Number.NaN }],
    ['/material/eurPerKg', { material: { grossKgPerPiece: 1, eurPerKg: -2, overheadShare: 0, scrapShare: 0 } }],
    ['/rateCard/marginShare', { rateCard: { ...milling.rateCard, marginShare: 1 } }],
    ['/rateCard/machineRateEurPerHour', { rateCard: { ...milling.rateCard, machine: undefined } }],
  ])('names %s where it is wrong', (pointer, wrong) => {
    expect(() => priceOperation({ ...milling, ...wrong })).toThrow(
      expect.objectContaining({ kind: 'invalid', errors: [expect.objectContaining({ pointer })] }),
    );
  });

  it('consists of parts that sum to the price, and never falls below its floor without a discount', () => {
    const hours = fc.double({ min: 0, max: 50, noNaN: true });
    const share = fc.double({ min: 0, max: 0.5, noNaN: true });
    const operations = fc.record({
      setupHours: hours,
      programmingHours: hours,
      unitHours: hours,
      pieces: fc.integer({ min: 1, max: 200 }),
      piecesMadeBefore: fc.integer({ min: 0, max: 200 }),
      learningRate: fc.double({ min: 0.8, max: 1, noNaN: true }),
      unattendedRunShare: fc.double({ min: 0, max: 1, noNaN: true }),
      marginShare: share,
      riskShare: share,
    });
    fc.assert(
      fc.property(operations, ({ marginShare, riskShare, ...drawn }) => {
        const input = { ...milling, ...drawn, rateCard: { ...milling.rateCard, marginShare, riskShare } };
        const price = priceOperation(input);
        const parts = price.setupEur + price.programmingEur + price.runEur + price.inspectionEur + price.materialEur;
        expect(parts + price.externalEur + price.riskEur + price.marginEur).toBeCloseTo(price.priceEur, 6);
        expect(price.priceEur).toBeGreaterThanOrEqual(priceFloorEur(input) - 1e-9);
      }),
    );
  });

  it('never costs more per piece in a larger lot', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (a, b) => {
        const [small, large] = priceBreaks(milling, [Math.min(a, b), Math.max(a, b)]);
        expect(large?.pricePerPieceEur).toBeLessThanOrEqual((small?.pricePerPieceEur ?? 0) + 1e-9);
      }),
    );
  });
});
