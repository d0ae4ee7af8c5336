import { DomainError } from '@gewerk/kernel';
import { type MeshMeasure, measureMesh } from './mesh-measure.js';
import { readStepMeshes } from './step-reader.js';

export interface PartMeasure {
  readonly volumeMm3: number;
  readonly areaMm2: number;
  readonly boundingBoxMm: readonly [number, number, number];
  readonly solids: number;
  readonly triangles: number;
}

/** Sewn surfaces of real exports leave slivers; a missing face opens far more of the edges of a part than this. */
const OPEN_EDGE_SHARE_MAX = 0.005;

/**
 * Measures the solids of a STEP file from their mesh (0.001 of the bounding box linear, 0.5 rad angular deflection).
 * Synchronous for 0.5 to 5 s on ordinary parts: run it in a worker thread.
 * @throws DomainError kind `invalid` or `too-large`: `geometry.file-empty`, `geometry.not-step`, `geometry.step-too-large`,
 *   `geometry.step-unreadable`, `geometry.no-solid`
 */
export async function measurePart(bytes: Uint8Array): Promise<PartMeasure> {
  const bodies = (await readStepMeshes(bytes)).map((mesh) =>
    measureMesh({ positions: mesh.attributes.position.array, indices: mesh.index.array }),
  );
  const solids = bodies.filter((body) => body.openEdgeShare <= OPEN_EDGE_SHARE_MAX && body.volumeMm3 > 0);
  if (solids.length === 0) {
    const remedy =
      bodies.length === 0
        ? 'the STEP file holds no body; export the part itself, not an empty assembly or a file of annotations only'
        : 'the STEP file holds surfaces but no closed solid; close or sew the surfaces, then export it again';
    throw new DomainError('invalid', 'geometry.no-solid', remedy, [], { bodies: bodies.length });
  }
  const sum = (of: (body: MeshMeasure) => number): number => solids.reduce((total, body) => total + of(body), 0);
  const extent = (axis: 0 | 1 | 2): number =>
    Math.max(...solids.map((body) => body.max[axis])) - Math.min(...solids.map((body) => body.min[axis]));
  return {
    volumeMm3: sum((body) => body.volumeMm3),
    areaMm2: sum((body) => body.areaMm2),
    boundingBoxMm: [extent(0), extent(1), extent(2)],
    solids: solids.length,
    triangles: sum((body) => body.triangles),
  };
}
