import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MATERIALS } from '@gewerk/contracts';
import { blankOf, type PartFigures } from './part-class.js';
import { routePart } from './route.js';
import type { PartToRoute } from './work-times.js';

function solid(boxMm: [number, number, number], volumeMm3: number, areaMm2: number): PartFigures {
  return {
    boundingBoxMicrometres: boxMm.map((extent) => Math.round(extent * 1000)) as [number, number, number],
    volumeCubicMillimetres: volumeMm3,
    areaSquareMillimetres: areaMm2,
  };
}

// Measured parts of the NIST MBE PMI test project (public domain).
const plate = solid([800, 450, 150], 14_644_875, 806_825);
const sheet = solid([303, 485.4, 162.7], 331_900, 354_794);
const housing = solid([527, 558.3, 482.6], 12_681_385, 860_453);
const block = solid([247.7, 304.8, 97.8], 3_321_741, 283_234);
const shaft = solid([60, 60, 300], 700_000, 65_000);

function part(overrides: Partial<PartToRoute> = {}): PartToRoute {
  return {
    figures: block,
    material: 'tool-steel',
    pieces: 8,
    toleranceIt: 8,
    roughnessRaNanometres: null,
    inspection: 'none',
    hardened: false,
    ...overrides,
  };
}

const processes = (overrides: Partial<PartToRoute>): string[] =>
  routePart(part(overrides)).operations.map((operation) => operation.process);

describe('routing by template', () => {
  it('takes the box plus allowance where the solid fills at least 35 % of it, else a blank near the shape', () => {
    expect(blankOf(block, 'steel')).toMatchObject({ partClass: 'block', nearNet: false });
    expect(blankOf(plate, 'steel')).toMatchObject({ partClass: 'plate-cut-out', nearNet: true });
    expect(blankOf(sheet, 'steel')).toMatchObject({ partClass: 'sheet', nearNet: true });
    expect(blankOf(housing, 'steel')).toMatchObject({ partClass: 'casting', nearNet: true });
    expect(blankOf(shaft, 'steel')).toMatchObject({ partClass: 'rotational', nearNet: false });
    expect(blankOf(block, 'steel').grossVolumeCubicMillimetres).toBeCloseTo(253.7 * 310.8 * 103.8, 3);
  });

  it('saws, mills, hardens, grinds and inspects a hardened block of grade IT 6', () => {
    expect(processes({ toleranceIt: 6, hardened: true, inspection: 'full' })).toEqual([
      'sawing',
      'milling-3-axis',
      'heat-treatment',
      'grinding',
      'inspection',
    ]);
  });

  it('grinds for a fine surface even at a coarse grade', () => {
    expect(processes({ toleranceIt: 9, roughnessRaNanometres: 400 })).toContain('grinding');
    expect(processes({ toleranceIt: 9, roughnessRaNanometres: 800 })).not.toContain('grinding');
  });

  it('takes five axes for complex shapes and for IT 7 without grinding', () => {
    expect(processes({ figures: housing })).toContain('milling-5-axis');
    expect(processes({ toleranceIt: 7 })).toContain('milling-5-axis');
    expect(processes({ toleranceIt: 8 })).toContain('milling-3-axis');
  });

  it('turns what fills a cylinder', () => {
    expect(processes({ figures: shaft })).toEqual(['sawing', 'turning']);
  });

  it('buys castings with the first machining operation and cuts sheet by laser', () => {
    expect(processes({ figures: housing })[0]).toBe('milling-5-axis');
    expect(processes({ figures: sheet })[0]).toBe('laser-cutting');
  });

  it('takes between ten minutes and a shift per piece for cutting the measured parts', () => {
    for (const figures of [plate, housing, block]) {
      for (const material of MATERIALS) {
        const cut = routePart(part({ figures, material })).operations.find((operation) => operation.process.startsWith('milling'));
        expect(cut?.unitMinutes).toBeGreaterThan(10);
        expect(cut?.unitMinutes).toBeLessThan(material === 'titanium' ? 1500 : 720);
      }
    }
  });

  it('measures a sample with the last machining operation instead of an operation of its own', () => {
    const { operations } = routePart(part({ inspection: 'sample' }));
    expect(operations.map((operation) => operation.process)).not.toContain('inspection');
    expect(operations.at(-1)?.inspectionMinutesPerPiece).toBeGreaterThan(0);
  });

  it('names mark and source of every figure', () => {
    for (const operation of routePart(part({ toleranceIt: 5, hardened: true, inspection: 'first-article' })).operations) {
      expect(operation.assumptions.filter((text) => /\([VKA]: /.test(text)).length).toBeGreaterThanOrEqual(2);
    }
  });

  it('never loses mass before machining nor gains any, buys stock once, and stays finite for any solid in its box', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 5, max: 2000 }), fc.integer({ min: 5, max: 2000 }), fc.integer({ min: 5, max: 2000 })),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.constantFrom(...MATERIALS),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 4, max: 16 }),
        fc.boolean(),
        ([a, b, c], fill, roughness, material, pieces, toleranceIt, hardened) => {
          const area = 2 * (a * b + b * c + a * c) * roughness;
          const { blank, operations } = routePart(
            part({ figures: solid([a, b, c], a * b * c * fill, area), material, pieces, toleranceIt, hardened }),
          );
          expect(blank.grossMassGrams).toBeGreaterThanOrEqual(blank.netMassGrams);
          expect(operations.filter((operation) => operation.suppliesMaterial)).toHaveLength(1);
          expect(operations.at(-1)?.massAfterGrams).toBe(blank.netMassGrams * pieces);
          for (const operation of operations) {
            expect(Number.isFinite(operation.unitMinutes)).toBe(true);
            expect(operation.unitMinutes).toBeGreaterThan(0);
            expect(operation.pieceMassGrams * pieces).toBeGreaterThanOrEqual(operation.massAfterGrams);
          }
        },
      ),
    );
  });
});
