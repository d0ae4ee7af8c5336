import { describe, expect, it } from '@jest/globals';
import { half, need, ratioFit, trap, up } from './value-functions.js';

describe('value functions (methods 0.4)', () => {
  it('give the worked numbers', () => {
    expect(up(7, 5, 13)).toBeCloseTo(0.25, 12);
    expect(half(4, 8)).toBeCloseTo(0.666667, 6);
    expect(trap(35, 20, 40, 50, 80)).toBeCloseTo(0.75, 12);
    expect(trap(65, 20, 40, 50, 80)).toBeCloseTo(0.5, 12);
    expect(ratioFit(30, 10, 2)).toBeCloseTo(0.75, 12);
    expect(ratioFit(9, 10, 2)).toBe(0);
    expect(need(0.5, 0.4)).toBeCloseTo(0.985, 12);
    expect(need(0.5, 0.8)).toBeCloseTo(0.625, 12);
  });
});
