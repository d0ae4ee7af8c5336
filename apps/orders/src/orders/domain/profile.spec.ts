import { describe, expect, it } from '@jest/globals';
import { complexity, expectedQuality, mostAxes, strictestInspection } from './profile.js';
import { novelty, type PartTraits, similarity } from './similarity.js';

describe('the order profile (methods 3.6)', () => {
  it('gives the worked quality and complexity', () => {
    expect(expectedQuality({ toleranceIt: 7, roughnessRaMicrometres: 0.8, inspection: 'full', criticality: 0 })).toBeCloseTo(0.621044, 6);
    expect(complexity({ operations: 6, parts: 4, axes: 5, novelty: 0.6 })).toBeCloseTo(0.573042, 6);
  });

  it('drops a missing term and spreads its weight', () => {
    expect(expectedQuality({ toleranceIt: 5, roughnessRaMicrometres: null, inspection: 'first-article', criticality: 1 })).toBeCloseTo(
      1,
      12,
    );
    expect(complexity({ operations: 12, parts: 40, axes: 5, novelty: null })).toBeCloseTo(1, 12);
  });

  it('takes the strictest inspection and the most axes of an order', () => {
    expect(strictestInspection(['none', 'full', 'sample'])).toBe('full');
    expect(mostAxes(['sawing', 'milling-3-axis', 'milling-5-axis'])).toBe(5);
    expect(mostAxes(['turning'])).toBe(2);
  });
});

describe('similarity of parts (methods 7.6 without the due date)', () => {
  const part: PartTraits = { material: 'tool-steel', processes: ['sawing', 'milling-3-axis'], netMassGrams: 6000, toleranceIt: 7 };

  it('is one for the same part and the same both ways', () => {
    const other: PartTraits = { material: 'steel', processes: ['sawing', 'turning'], netMassGrams: 900, toleranceIt: 9 };
    expect(similarity(part, part)).toBeCloseTo(1, 12);
    expect(similarity(part, other)).toBeCloseTo(similarity(other, part), 12);
  });

  it('gives the worked terms of the example', () => {
    const a: PartTraits = { ...part, processes: ['sawing', 'turning', 'milling-3-axis', 'heat-treatment', 'grinding', 'inspection'] };
    const b: PartTraits = { ...a, processes: a.processes.slice(0, 5), netMassGrams: 4500, toleranceIt: 8 };
    expect(similarity(a, b)).toBeCloseTo((0.25 + 0.25 * 0.833333 + 0.2 * 0.875061 + 0.15 * 0.875) / 0.85, 5);
  });

  it('knows no novelty before the first known part', () => {
    expect(novelty([part], [])).toBeNull();
    expect(novelty([part], [part])).toBeCloseTo(0, 12);
  });
});
