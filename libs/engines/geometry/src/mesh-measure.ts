/** A triangle mesh: `positions` in triplets x, y, z (mm), `indices` in triplets of vertices, counter-clockwise seen from outside. */
export interface TriangleMesh {
  readonly positions: readonly number[];
  readonly indices: readonly number[];
}

export interface MeshMeasure {
  /** Signed: positive where the surface encloses matter, meaningless where it is open. */
  readonly volumeMm3: number;
  readonly areaMm2: number;
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
  readonly triangles: number;
  /** Share of directed edges without an opposite: 0 for a closed surface. */
  readonly openEdgeShare: number;
}

/** Volume as the sum of tetrahedra towards one corner of the box, area as the sum of triangles. */
export function measureMesh({ positions, indices }: TriangleMesh): MeshMeasure {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 1) {
    const axis = (i % 3) as 0 | 1 | 2;
    const value = positions[i] as number;
    if (value < min[axis]) min[axis] = value;
    if (value > max[axis]) max[axis] = value;
  }
  let sixVolumes = 0;
  let areaMm2 = 0;
  for (let i = 0; i < indices.length; i += 3) {
    // Measured from the box, not from the origin, so that a part far out in its coordinates loses no digits.
    const [ax, ay, az] = pointAt(positions, indices[i] as number, min);
    const [bx, by, bz] = pointAt(positions, indices[i + 1] as number, min);
    const [cx, cy, cz] = pointAt(positions, indices[i + 2] as number, min);
    sixVolumes += ax * (by * cz - bz * cy) - ay * (bx * cz - bz * cx) + az * (bx * cy - by * cx);
    const [ux, uy, uz, vx, vy, vz] = [bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az];
    areaMm2 += Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
  }
  const extent = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const openEdgeShare = shareOfOpenEdges({ positions, indices }, extent);
  return { volumeMm3: sixVolumes / 6, areaMm2, min, max, triangles: indices.length / 3, openEdgeShare };
}

/** Faces carry their own copies of the points on a shared edge; points closer than a millionth of the part are one. */
function shareOfOpenEdges({ positions, indices }: TriangleMesh, extent: number): number {
  const grid = Math.max(extent, Number.MIN_VALUE) * 1e-6;
  const ids = new Map<string, number>();
  const idAt = (vertex: number): number => {
    const [x, y, z] = [positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]] as [number, number, number];
    const key = `${Math.round(x / grid)},${Math.round(y / grid)},${Math.round(z / grid)}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, ids.size);
    return ids.size - 1;
  };
  const vertexIds = indices.map(idAt);
  const balance = new Map<number, number>();
  let edges = 0;
  for (let i = 0; i < vertexIds.length; i += 3) {
    const corners = [vertexIds[i], vertexIds[i + 1], vertexIds[i + 2]] as [number, number, number];
    for (const [from, to] of [
      [corners[0], corners[1]],
      [corners[1], corners[2]],
      [corners[2], corners[0]],
    ] as const) {
      if (from === to) continue;
      edges += 1;
      const key = Math.min(from, to) * ids.size + Math.max(from, to);
      balance.set(key, (balance.get(key) ?? 0) + (from < to ? 1 : -1));
    }
  }
  let open = 0;
  for (const count of balance.values()) open += Math.abs(count);
  return edges === 0 ? 1 : open / edges;
}

function pointAt(positions: readonly number[], vertex: number, origin: readonly [number, number, number]): [number, number, number] {
  return [
    (positions[3 * vertex] as number) - origin[0],
    (positions[3 * vertex + 1] as number) - origin[1],
    (positions[3 * vertex + 2] as number) - origin[2],
  ];
}
