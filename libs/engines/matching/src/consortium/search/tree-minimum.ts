import type { Edge, Layout } from './layout.js';
import type { OpenSlots } from './time-windows.js';

/**
 * Least sum of slot costs and edge costs over the spanning forest: exact by dynamic programming, with the least sum through each
 * open slot (its marginal). Edges outside the forest are split into a part for each end that together never exceed their cost.
 */
export class TreeMinimum {
  /** Cost by slot; set before `minimise`. */
  readonly cost: Float64Array;
  /** Cost by edge and pair of candidates, row by candidate of `from`; Infinity where the pair may not meet in a plan. */
  readonly edgeCost: readonly Float64Array[];
  /** The slots of a least sum by operation. */
  readonly best: Int32Array;
  /** Least sum through each open slot, after `findMarginals`. */
  readonly marginal: Float64Array;
  readonly #up: Float64Array;
  readonly #down: Float64Array;
  /** Best share of a child's subtree by slot of its parent, and the child's slot there. */
  readonly #message: readonly Float64Array[];
  readonly #pick: readonly Int32Array[];
  readonly #indexOf: ReadonlyMap<Edge, number>;
  readonly #relaxed: readonly number[];
  readonly #children: readonly (readonly number[])[];

  constructor(
    readonly layout: Layout,
    readonly open: OpenSlots,
  ) {
    const floats = () => new Float64Array(layout.slots);
    [this.cost, this.marginal, this.#up, this.#down] = [floats(), floats(), floats(), floats()];
    this.best = new Int32Array(layout.operations);
    this.edgeCost = layout.edges.map((edge) => new Float64Array(edge.eur.length));
    this.#indexOf = new Map(layout.edges.map((edge, index) => [edge, index]));
    this.#relaxed = layout.edges.flatMap((edge, index) => (edge.child < 0 ? [index] : []));
    const sizeOf = (operation: number) =>
      operation < 0 ? 0 : (layout.offset[operation + 1] as number) - (layout.offset[operation] as number);
    this.#message = Array.from(layout.treeParent, (parent) => new Float64Array(sizeOf(parent)));
    this.#pick = Array.from(layout.treeParent, (parent) => new Int32Array(sizeOf(parent)));
    this.#children = Array.from({ length: layout.operations }, (_, operation) =>
      [...layout.treeParent.keys()].filter((child) => layout.treeParent[child] === operation),
    );
  }

  /** Least sum, Infinity where none is finite. Costs of relaxed edges are added to `cost`. */
  minimise(): number {
    for (const index of this.#relaxed) this.#relax(index);
    const { treeOrder, treeParent, offset } = this.layout;
    let sum = 0;
    for (let at = treeOrder.length - 1; at >= 0; at -= 1) {
      const operation = treeOrder[at] as number;
      this.#climb(operation);
      if ((treeParent[operation] as number) >= 0) this.#send(operation);
      else sum += this.#leastAt(operation);
    }
    for (const operation of treeOrder) {
      const parent = treeParent[operation] as number;
      if (parent < 0) continue;
      const row = (this.best[parent] as number) - (offset[parent] as number);
      this.best[operation] = (this.#pick[operation] as Int32Array)[row] as number;
    }
    return sum;
  }

  #relax(index: number): void {
    const { layout, open, cost } = this;
    const { from, to } = layout.edges[index] as Edge;
    const edgeCost = this.edgeCost[index] as Float64Array;
    const [rows, columns] = [layout.offset[from] as number, layout.offset[to] as number];
    const width = (layout.offset[to + 1] as number) - columns;
    const least = this.#down;
    for (let j = 0; j < (open.count[to] as number); j += 1) {
      const receiver = open.list[columns + j] as number;
      let value = Number.POSITIVE_INFINITY;
      for (let i = 0; i < (open.count[from] as number); i += 1) {
        const x = edgeCost[((open.list[rows + i] as number) - rows) * width + receiver - columns] as number;
        if (x < value) value = x;
      }
      least[receiver] = value;
      cost[receiver] = (cost[receiver] as number) + value;
    }
    for (let i = 0; i < (open.count[from] as number); i += 1) {
      const sender = open.list[rows + i] as number;
      let rest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < (open.count[to] as number); j += 1) {
        const receiver = open.list[columns + j] as number;
        const x = (edgeCost[(sender - rows) * width + receiver - columns] as number) - (least[receiver] as number);
        if (x < rest) rest = x;
      }
      cost[sender] = (cost[sender] as number) + (Number.isNaN(rest) ? 0 : rest);
    }
  }

  #climb(operation: number): void {
    const { layout, open, cost } = this;
    const from = layout.offset[operation] as number;
    const children = this.#children[operation] as readonly number[];
    for (let i = 0; i < (open.count[operation] as number); i += 1) {
      const slot = open.list[from + i] as number;
      let sum = cost[slot] as number;
      for (const child of children) sum += (this.#message[child] as Float64Array)[slot - from] as number;
      this.#up[slot] = sum;
    }
  }

  #send(child: number): void {
    const { layout, open } = this;
    const up = this.#up;
    const list = open.list;
    const parent = layout.treeParent[child] as number;
    const edge = layout.treeEdge[child] as Edge;
    const edgeCost = this.edgeCost[this.#indexOf.get(edge) as number] as Float64Array;
    const width = (layout.offset[edge.to + 1] as number) - (layout.offset[edge.to] as number);
    // The edge may point either way: strides instead of two loops.
    const [childStride, parentStride] = edge.from === child ? [width, 1] : [1, width];
    const [childFrom, parentFrom] = [layout.offset[child] as number, layout.offset[parent] as number];
    const childCount = open.count[child] as number;
    const message = this.#message[child] as Float64Array;
    const pick = this.#pick[child] as Int32Array;
    for (let i = 0; i < (open.count[parent] as number); i += 1) {
      const row = (list[parentFrom + i] as number) - parentFrom;
      let least = Number.POSITIVE_INFINITY;
      let slot = list[childFrom] as number;
      for (let j = 0; j < childCount; j += 1) {
        const other = list[childFrom + j] as number;
        const x = (up[other] as number) + (edgeCost[row * parentStride + (other - childFrom) * childStride] as number);
        if (x < least) {
          least = x;
          slot = other;
        }
      }
      message[row] = least;
      pick[row] = slot;
    }
  }

  #leastAt(root: number): number {
    const from = this.layout.offset[root] as number;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < (this.open.count[root] as number); i += 1) {
      const slot = this.open.list[from + i] as number;
      if ((this.#up[slot] as number) >= least) continue;
      least = this.#up[slot] as number;
      this.best[root] = slot;
    }
    return least;
  }

  /** @param total as answered by `minimise` */
  findMarginals(total: number): void {
    const { treeOrder, treeParent, offset } = this.layout;
    for (const operation of treeOrder) {
      const from = offset[operation] as number;
      const isRoot = (treeParent[operation] as number) < 0;
      if (!isRoot) this.#receive(operation);
      const rest = isRoot ? total - (this.#up[this.best[operation] as number] as number) : 0;
      for (let i = 0; i < (this.open.count[operation] as number); i += 1) {
        const slot = this.open.list[from + i] as number;
        if (isRoot) this.#down[slot] = rest;
        this.marginal[slot] = (this.#up[slot] as number) + (this.#down[slot] as number);
      }
    }
  }

  #receive(child: number): void {
    const { layout, open } = this;
    const [down, list] = [this.#down, open.list];
    const parent = layout.treeParent[child] as number;
    const edge = layout.treeEdge[child] as Edge;
    const edgeCost = this.edgeCost[this.#indexOf.get(edge) as number] as Float64Array;
    const width = (layout.offset[edge.to + 1] as number) - (layout.offset[edge.to] as number);
    const [childStride, parentStride] = edge.from === child ? [width, 1] : [1, width];
    const [childFrom, parentFrom] = [layout.offset[child] as number, layout.offset[parent] as number];
    const message = this.#message[child] as Float64Array;
    for (let j = 0; j < (open.count[child] as number); j += 1) down[list[childFrom + j] as number] = Number.POSITIVE_INFINITY;
    for (let i = 0; i < (open.count[parent] as number); i += 1) {
      const slot = list[parentFrom + i] as number;
      const row = slot - parentFrom;
      const outside = (this.marginal[slot] as number) - (message[row] as number);
      // Infinity - Infinity: no plan through this slot of the parent.
      if (!(outside < Number.POSITIVE_INFINITY)) continue;
      for (let j = 0; j < (open.count[child] as number); j += 1) {
        const other = list[childFrom + j] as number;
        const x = outside + (edgeCost[row * parentStride + (other - childFrom) * childStride] as number);
        if (x < (down[other] as number)) down[other] = x;
      }
    }
  }
}
