import { describe, expect, it } from '@jest/globals';
import { stateAfter } from './uncertainty.js';

const reading = (index: number) => ({ index, confidence: 1, regions: [] });

describe('the uncertainty of a network', () => {
  it('switches the mode with hysteresis (methods 13.3, scenario 4)', () => {
    expect(stateAfter(reading(0.3), null).mode).toBe('efficient');
    expect(stateAfter(reading(0.7), 'efficient')).toMatchObject({ mode: 'resilient', band: 'high' });
    expect(stateAfter(reading(0.62), 'resilient').mode).toBe('resilient');
    expect(stateAfter(reading(0.6), 'resilient').mode).toBe('balanced');
  });

  it('refuses a region that is listed twice', () => {
    const region = { region: 'Kronoberg', index: 0.2, shocksPerYear: 0.1 };
    expect(() => stateAfter({ ...reading(0.3), regions: [region, region] }, null)).toThrow('governance.region-twice');
  });
});
