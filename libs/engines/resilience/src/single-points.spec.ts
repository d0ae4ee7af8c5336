import { describe, expect, it } from '@jest/globals';
import { effectiveFirms, firmCentrality, singlePoints } from './single-points.js';

const grinding = {
  capability: 'grinding',
  demandHoursPerWeek: 50,
  recoveryWeeks: 8,
  supply: [
    { firm: 'D', region: '1', hoursPerWeek: 60 },
    { firm: 'E', region: '3', hoursPerWeek: 20 },
  ],
};

describe('single points of failure (methods 5.6)', () => {
  it('gives the worked numbers of grinding', () => {
    const [point] = singlePoints([grinding]);
    expect(point?.effectiveFirms).toBeCloseTo(1.6, 12);
    expect(point).toMatchObject({ weakestFirm: 'D', servedWithout: 0.4, lostHours: 240, isSinglePoint: false });
  });

  it('names a capability that one region or nearly one firm carries, unless nobody asks for it', () => {
    const oneRegion = { ...grinding, supply: grinding.supply.map((supply) => ({ ...supply, region: '1' })) };
    const oneFirm = { ...grinding, supply: grinding.supply.map((supply, index) => ({ ...supply, hoursPerWeek: index === 0 ? 90 : 10 })) };
    for (const capability of [oneRegion, oneFirm]) {
      expect(singlePoints([capability])[0]?.isSinglePoint).toBe(true);
      expect(singlePoints([{ ...capability, demandHoursPerWeek: 0 }])[0]?.isSinglePoint).toBe(false);
    }
  });

  it('puts the most lost hours first and knows no firm without capacity', () => {
    const order = singlePoints([grinding, { ...grinding, capability: 'welding', recoveryWeeks: 10 }]).map(({ capability }) => capability);
    expect(order).toEqual(['welding', 'grinding']);
    expect(effectiveFirms([])).toBe(0);
  });

  it('the centrality of a firm is the share of order value that nobody serves without it', () => {
    const orders = [{ valueEur: 300 }, { valueEur: 100 }];
    expect(firmCentrality('D', orders, ({ valueEur }) => valueEur === 300)).toBe(0.25);
    expect(firmCentrality('D', [], () => false)).toBe(0);
  });
});
