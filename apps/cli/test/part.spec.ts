import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { gewerk, goldenPart, scratchFile } from './launcher.js';

const plate = goldenPart('nist_ctc_01_asme1_ap242-e1.stp');

describe('gewerk part', () => {
  it('prints the measures of a STEP file as JSON and nothing else, without the network', async () => {
    const { code, out, err } = await gewerk(['part', plate], { offline: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const measure = JSON.parse(out);
    expect(Object.keys(measure)).toEqual(['volumeMm3', 'areaMm2', 'boundingBoxMm', 'solids', 'millis']);
    expect(Math.abs(measure.volumeMm3 / 14_644_875 - 1)).toBeLessThan(0.005);
    expect(Math.abs(measure.areaMm2 / 806_825 - 1)).toBeLessThan(0.005);
    expect(measure.boundingBoxMm.map(Math.round)).toEqual([800, 450, 150]);
    expect(measure.solids).toBe(1);
  });

  it.each([
    ['an empty file', new Uint8Array(), 'geometry.file-empty'],
    ['a text', new TextEncoder().encode('hello'), 'geometry.not-step'],
    ['a file cut off', readFileSync(plate).subarray(0, 100_000), 'geometry.step-unreadable'],
  ])('exits 2 for %s and says what to do', async (name, content, code) => {
    const ended = await gewerk(['part', scratchFile(`${name}.stp`, content)]);
    expect({ code: ended.code, out: ended.out }).toEqual({ code: 2, out: '' });
    expect(ended.err).toContain(`(${code})`);
    expect(ended.err.trimEnd().split('\n')).toHaveLength(1);
  });
});
