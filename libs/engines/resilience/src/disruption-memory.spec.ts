import { describe, expect, it } from '@jest/globals';
import { type DisruptionFeatures, proposeResponses, recoveryMetrics, similarityOf } from './disruption-memory.js';

const breakdown: DisruptionFeatures = {
  type: 'machine-down',
  operation: 'grinding',
  region: '1',
  isLead: false,
  daysLeft: 12,
  effectiveFirms: 1.6,
};

describe('memory of disruptions (methods 5.8)', () => {
  it('after one event solved by "move to E", a second event with the same features proposes it first', () => {
    const memory = [
      { features: { ...breakdown, type: 'withdrawal', region: '3' }, response: 'later date', result: 1, ageMonths: 1 },
      { features: breakdown, response: 'move to E', result: 0.9, ageMonths: 1 },
    ];
    const proposals = proposeResponses(breakdown, memory);
    expect(proposals.map(({ response }) => response)).toEqual(['move to E']);
    expect(proposals[0]?.similarity).toBe(1);
    expect(proposals[0]?.score).toBeCloseTo(0.9 * (1 - Math.exp(-(2 ** (-1 / 24)) / 3)), 12);
  });

  it('trusts what worked often more than what worked once, and fades with age', () => {
    const once = { features: breakdown, response: 'once', result: 0.9, ageMonths: 0 };
    const often = { ...once, response: 'often' };
    const old = { ...once, response: 'old', ageMonths: 48 };
    expect(proposeResponses(breakdown, [once, often, often, old]).map(({ response }) => response)).toEqual(['often', 'once', 'old']);
  });

  it('similarity is 1 for the same, symmetric, and falls with every difference', () => {
    const other = { ...breakdown, region: '2', daysLeft: 42 };
    expect(similarityOf(breakdown, other)).toBeCloseTo((6 - 1 - 0.5) / 6, 12);
    expect(similarityOf(other, breakdown)).toBe(similarityOf(breakdown, other));
  });
});

describe('recovery metrics (methods 5.8)', () => {
  it('alarm where recovery takes longer than the first customer date survives', () => {
    const times = { detectedDay: 11, plannedDay: 12, recoveredDay: null, firstBrokenDateDay: 18 };
    expect(recoveryMetrics(10, times, 20)).toEqual({ daysToDetect: 1, daysToPlan: 2, daysToRecover: 10, daysToSurvive: 8, isAlarm: true });
    expect(recoveryMetrics(10, { ...times, recoveredDay: 17 }, 20)).toMatchObject({ daysToRecover: 7, isAlarm: false });
    expect(recoveryMetrics(10, { ...times, firstBrokenDateDay: null }, 20)).toMatchObject({ daysToSurvive: null, isAlarm: false });
  });
});
