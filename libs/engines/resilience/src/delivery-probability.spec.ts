import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryRiskModel, type DeliveryTask, type FirmRisk, type RegionRisk } from './delivery-probability.js';

const FIRMS: FirmRisk[] = [
  { id: 'A', region: '1', successProbability: 0.97 },
  { id: 'B', region: '1', successProbability: 0.94 },
  { id: 'C', region: '2', successProbability: 0.98 },
  { id: 'D', region: '1', successProbability: 0.96 },
  { id: 'E', region: '3', successProbability: 0.95 },
  { id: 'F', region: '4', successProbability: 0.93 },
];
const REGIONS: RegionRisk[] = [
  { id: '1', shockProbability: 0.02 },
  { id: '2', shockProbability: 0.015 },
  { id: '3', shockProbability: 0.02 },
  { id: '4', shockProbability: 0.015 },
];
const model = new DeliveryRiskModel(FIRMS, REGIONS);
const task = (...providers: string[]): DeliveryTask => ({ lots: [providers], needed: 1 });
const probabilityOf = (...tasks: DeliveryTask[]) => model.estimate(tasks).probability;

describe('delivery probability of O-100 (methods 5.4)', () => {
  it('counts the shock of a common region once', () => {
    expect(probabilityOf(task('A'), task('C'), task('D'))).toBeCloseTo(0.88091, 6);
    expect(probabilityOf(task('A'), task('C'), task('D'))).not.toBeCloseTo(0.863291, 3);
  });

  it('lets a firm with two operations succeed or fail once', () => {
    expect(probabilityOf(task('E'), task('C'), task('E'))).toBeCloseTo(0.898694, 6);
  });

  it('rises with standbys as the table of methods 5.5 says', () => {
    expect(probabilityOf(task('A'), task('C'), task('D', 'E'))).toBeCloseTo(0.915082, 6);
    expect(probabilityOf(task('A', 'E'), task('C'), task('D', 'E'))).toBeCloseTo(0.959477, 6);
    expect(probabilityOf(task('A', 'E', 'B'), task('C', 'F'), task('D', 'E'))).toBeCloseTo(0.992898, 6);
  });

  it('equals the closed form where no standby is involved', () => {
    const indices = ['A', 'C', 'D'].map((firm) => model.indexOf(firm));
    expect(model.jointSuccess(indices)).toBeCloseTo(probabilityOf(task('A'), task('C'), task('D')), 12);
  });

  it('names an unknown firm or region', () => {
    expect(() => probabilityOf(task('Z'))).toThrow('firm "Z"');
    expect(() => new DeliveryRiskModel([{ id: 'A', region: '9', successProbability: 0.9 }], REGIONS)).toThrow('region "9"');
    expect(() => new DeliveryRiskModel([{ id: 'A', region: '1', successProbability: 1.1 }], REGIONS)).toThrow('firm A');
  });
});

describe('k of n lots (methods 5.4)', () => {
  const lots = (regions: string[], needed: number, shockOf: (region: string) => number = () => 0.02) => {
    const firms = regions.map((region, index) => ({ id: `L${index}`, region, successProbability: 0.95 }));
    const risk = new DeliveryRiskModel(
      firms,
      [...new Set(regions)].map((id) => ({ id, shockProbability: shockOf(id) })),
    );
    return risk.estimate([{ lots: firms.map((firm) => [firm.id]), needed }]).probability;
  };

  it('gives the worked numbers of two of three and one of two', () => {
    expect(lots(['1', '1', '1'], 2, () => 0)).toBeCloseTo(0.99275, 9);
    expect(lots(['1', '1', '1'], 2)).toBeCloseTo(0.972895, 9);
    expect(lots(['1', '2', '3'], 2, (region) => (region === '2' ? 0.015 : 0.02))).toBeCloseTo(0.986984, 6);
    expect(lots(['1', '1'], 1)).toBeCloseTo(0.97755, 9);
    expect(lots(['1', '2'], 1)).toBeCloseTo(0.995239, 9);
  });

  it('refuses to need more lots than there are', () => {
    expect(() => lots(['1', '2'], 3)).toThrow('needs between one and all of its 2 lots');
  });
});

/** Sums over all states of all regions and all firms: slow, obviously right. */
function bruteForce(firms: readonly FirmRisk[], regions: readonly RegionRisk[], tasks: readonly DeliveryTask[]): number {
  let total = 0;
  for (let shocks = 0; shocks < 2 ** regions.length; shocks += 1) {
    const pState = regions.reduce((p, r, i) => p * ((shocks >> i) & 1 ? r.shockProbability : 1 - r.shockProbability), 1);
    for (let mask = 0; mask < 2 ** firms.length; mask += 1) {
      const pMask = firms.reduce((p, firm, i) => {
        const isHit = (shocks >> regions.findIndex((r) => r.id === firm.region)) & 1;
        const success = isHit ? firm.successProbability * (1 - (firm.vulnerability ?? 1)) : firm.successProbability;
        return p * ((mask >> i) & 1 ? success : 1 - success);
      }, 1);
      const works = (id: string) => ((mask >> firms.findIndex((firm) => firm.id === id)) & 1) === 1;
      if (tasks.every((t) => t.lots.filter((lot) => lot.some(works)).length >= t.needed)) total += pState * pMask;
    }
  }
  return total;
}

const shares = fc.double({ min: 0, max: 1, noNaN: true });
const problems = fc
  .record({
    firms: fc.array(fc.record({ region: fc.integer({ min: 0, max: 2 }), p: shares, v: shares }), { minLength: 2, maxLength: 6 }),
    shocks: fc.tuple(shares, shares, shares),
    tasks: fc.array(
      fc.record({ lots: fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), k: fc.nat(2) }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ firms, shocks, tasks }) => ({
    firms: firms.map(
      (firm, i): FirmRisk => ({ id: `f${i}`, region: `r${firm.region}`, successProbability: firm.p, vulnerability: firm.v }),
    ),
    regions: shocks.map((shockProbability, i): RegionRisk => ({ id: `r${i}`, shockProbability })),
    tasks: tasks.map(({ lots, k }) => ({
      lots: lots.map((lot) => lot.map((firm) => `f${firm % firms.length}`)),
      needed: 1 + (k % lots.length),
    })),
  }));

describe('properties (methods 13.2)', () => {
  it('the exact probability equals the sum over all states of regions and firms', () => {
    fc.assert(
      fc.property(problems, ({ firms, regions, tasks }) => {
        const estimate = new DeliveryRiskModel(firms, regions).estimate(tasks);
        expect(estimate.method).toBe('exact');
        expect(estimate.probability).toBeCloseTo(bruteForce(firms, regions, tasks), 9);
      }),
      { numRuns: 150 },
    );
  });

  it('P08: never falls when a standby is added', () => {
    fc.assert(
      fc.property(problems, fc.nat(5), fc.nat(3), ({ firms, regions, tasks }, firm, at) => {
        const risk = new DeliveryRiskModel(firms, regions);
        const standby = (firms[firm % firms.length] as FirmRisk).id;
        const more = tasks.map((t, i) => (i === at % tasks.length ? { ...t, lots: t.lots.map((lot) => [...lot, standby]) } : t));
        expect(risk.estimate(more).probability).toBeGreaterThanOrEqual(risk.estimate(tasks).probability - 1e-12);
      }),
    );
  });

  it('P08: never rises with a shock rate', () => {
    fc.assert(
      fc.property(problems, fc.nat(2), shares, ({ firms, regions, tasks }, at, rise) => {
        const worse = regions.map((region, i) =>
          i === at ? { ...region, shockProbability: region.shockProbability + rise * (1 - region.shockProbability) } : region,
        );
        const before = new DeliveryRiskModel(firms, regions).estimate(tasks).probability;
        expect(new DeliveryRiskModel(firms, worse).estimate(tasks).probability).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
  });

  it('P09: with one firm per region and no standby it is the product of (1 - shock) * success', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(shares, shares), { minLength: 1, maxLength: 20 }), (pairs) => {
        const risk = new DeliveryRiskModel(
          pairs.map(([p], i) => ({ id: `f${i}`, region: `r${i}`, successProbability: p })),
          pairs.map(([, shock], i) => ({ id: `r${i}`, shockProbability: shock })),
        );
        const product = pairs.reduce((total, [p, shock]) => total * p * (1 - shock), 1);
        expect(risk.estimate(pairs.map((_, i) => task(`f${i}`))).probability).toBeCloseTo(product, 12);
      }),
    );
  });
});

describe('more than twelve regions that tie firms together', () => {
  const regions = Array.from({ length: 13 }, (_, i) => ({ id: `r${i}`, shockProbability: 0.1 }));
  const firms = regions.flatMap((region) =>
    ['a', 'b'].map((half) => ({ id: region.id + half, region: region.id, successProbability: 0.95 })),
  );
  const risk = new DeliveryRiskModel(firms, regions);
  const tasks = regions.map((region) => task(`${region.id}a`, `${region.id}b`));

  it('are sampled with a fixed seed, close to the truth and the same each time', () => {
    const first = risk.estimate(tasks);
    expect(first.method).toBe('sampled');
    expect(risk.estimate(tasks).probability).toBe(first.probability);
    expect(first.probability).toBeGreaterThan(0);
    expect(Math.abs(first.probability - (0.9 * (1 - 0.05 ** 2)) ** 13)).toBeLessThan(0.02);
  });

  it('stay exact where a plan touches few of them', () => {
    expect(risk.estimate(tasks.slice(0, 12)).method).toBe('exact');
    expect(risk.estimate(tasks.slice(0, 12)).probability).toBeCloseTo((0.9 * (1 - 0.05 ** 2)) ** 12, 12);
  });
});
