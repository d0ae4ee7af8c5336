import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { measurePart } from './index.js';
import { measureMesh } from './mesh-measure.js';

const golden = path.join(import.meta.dirname, '..', '..', 'golden', 'parts');
const plate = readFileSync(path.join(golden, 'nist_ctc_01_asme1_ap242-e1.stp'));
/** Cubes of one metre in three units, from the test files of the importer's own package. */
const cubes = path.join(
  path.dirname(createRequire(import.meta.url).resolve('occt-import-js/package.json')),
  'test',
  'testfiles',
  'cube-units',
);

const refusal = (code: string): unknown => expect.objectContaining({ name: 'DomainError', kind: 'invalid', code });

describe('measuring a part', () => {
  it('finds volume, area and box of the milled plate within half a percent of the known figures', async () => {
    const part = await measurePart(plate);
    expect(Math.abs(part.volumeMm3 / 14_644_875 - 1)).toBeLessThan(0.005);
    expect(Math.abs(part.areaMm2 / 806_825 - 1)).toBeLessThan(0.005);
    expect(part.boundingBoxMm.map((edge) => Math.round(edge))).toEqual([800, 450, 150]);
    expect(part.solids).toBe(1);
    expect(part.triangles).toBeGreaterThan(1000);
  });

  it.each(['cube-mm.step', 'cube-m.step', 'cube-in.step'])('converts the unit of the file to millimetres: %s', async (file) => {
    const cube = await measurePart(readFileSync(path.join(cubes, file)));
    expect(cube.volumeMm3 / 1e9).toBeCloseTo(1, 9);
    expect(cube.areaMm2 / 6e6).toBeCloseTo(1, 9);
    expect(cube.boundingBoxMm.map((edge) => Math.round(edge))).toEqual([1000, 1000, 1000]);
  });

  it('counts the solids of an assembly and sums them', async () => {
    const assembly = await measurePart(readFileSync(path.join(cubes, '..', 'cax-if', 'as1_pe_203.stp')));
    expect(assembly.solids).toBe(18);
  });

  it('refuses an empty file', async () => {
    await expect(measurePart(new Uint8Array())).rejects.toEqual(refusal('geometry.file-empty'));
  });

  it('refuses what is not STEP and says what to export', async () => {
    await expect(measurePart(Buffer.from('solid cube\nfacet normal 0 0 1\n'))).rejects.toThrow('export the part as STEP');
    await expect(measurePart(Buffer.from('%PDF-1.7'))).rejects.toEqual(refusal('geometry.not-step'));
  });

  it('refuses a file that was cut off, wherever, and reads the next one', async () => {
    for (const share of [0.01, 0.5, 0.999]) {
      const cut = plate.subarray(0, Math.floor(plate.length * share));
      await expect(measurePart(cut)).rejects.toEqual(refusal('geometry.step-unreadable'));
    }
    expect((await measurePart(plate)).solids).toBe(1);
  });

  it('names the line where a file is damaged', async () => {
    await expect(measurePart(plate.subarray(0, plate.length / 2))).rejects.toThrow(/at line \d+/);
  });

  it('refuses surfaces that enclose nothing', async () => {
    const open = readFileSync(path.join(cubes, 'cube-mm.step'), 'utf8')
      .replace(/MANIFOLD_SOLID_BREP\(''(,#\d+)\)/, (_, shell: string) => `SHELL_BASED_SURFACE_MODEL('',(${shell.slice(1)}))`)
      .replace(/CLOSED_SHELL\('',\(#\d+,/, "OPEN_SHELL('',(")
      .replace('ADVANCED_BREP_SHAPE_REPRESENTATION', 'MANIFOLD_SURFACE_SHAPE_REPRESENTATION');
    await expect(measurePart(Buffer.from(open))).rejects.toEqual(refusal('geometry.no-solid'));
  });
});

describe('measuring a mesh', () => {
  const tetrahedron = { positions: [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], indices: [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3] };

  it('gives a tetrahedron its sixth of the cube, wherever it lies', () => {
    expect(measureMesh(tetrahedron)).toMatchObject({ openEdgeShare: 0, triangles: 4 });
    expect(measureMesh(tetrahedron).volumeMm3).toBeCloseTo(1 / 6, 12);
    const far = { ...tetrahedron, positions: tetrahedron.positions.map((value) => value + 4096) };
    expect(measureMesh(far).volumeMm3).toBeCloseTo(1 / 6, 9);
    expect(measureMesh(tetrahedron).areaMm2).toBeCloseTo(1.5 + Math.sqrt(3) / 2, 12);
  });

  it('sees that a face is missing and that a surface is inside out', () => {
    expect(measureMesh({ ...tetrahedron, indices: tetrahedron.indices.slice(3) }).openEdgeShare).toBeCloseTo(3 / 9, 12);
    expect(measureMesh({ ...tetrahedron, indices: [...tetrahedron.indices].reverse() }).volumeMm3).toBeLessThan(0);
  });
});
