import { readInstance } from '@gewerk/engine-matching';
import { describe, expect, it } from '@jest/globals';
import { generateInstance } from './generate-instance.js';
import { linearModel, pricePart } from './linear-model.js';

const SIZE = { operations: 10, candidates: 8, firms: 45, hasCalendars: true };

describe('generated consortium instances', () => {
  it('are well-formed with and without calendars', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      for (const hasCalendars of [false, true]) {
        const { instance, errors } = readInstance(generateInstance(seed, { ...SIZE, hasCalendars }));
        expect(errors).toBeUndefined();
        expect(instance?.operations).toHaveLength(10);
        expect(instance?.candidates).toHaveLength(80);
      }
    }
  });

  it('are the same for the same seed and differ between seeds', () => {
    expect(generateInstance(7, SIZE)).toEqual(generateInstance(7, SIZE));
    expect(generateInstance(8, SIZE)).not.toEqual(generateInstance(7, SIZE));
  });

  it('have one last operation and operations of the same process with the same firms', () => {
    const { operations, candidates } = generateInstance(3, { ...SIZE, operations: 20 });
    const followed = new Set(operations.flatMap(({ after }) => after));
    expect(operations.filter(({ id }) => !followed.has(id))).toHaveLength(1);
    expect(new Set(candidates.map(({ firm }) => firm)).size).toBeLessThan(45);
  });

  it('the linear model has a binary for each candidate and each firm, and a row for each operation', () => {
    const instance = pricePart(generateInstance(1, { ...SIZE, hasCalendars: false }));
    const [rows, binaries] = linearModel(instance).split('Binary\n') as [string, string];
    expect(binaries.trim().split('\n')).toHaveLength(80 + instance.firms.length + 1);
    expect(rows.match(/ = 1$/gm)).toHaveLength(10 + 1);
  });
});
