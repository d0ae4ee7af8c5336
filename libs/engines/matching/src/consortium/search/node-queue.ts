export interface SearchNode {
  readonly isOpen: Uint8Array;
  readonly members: readonly number[];
  /** No plan worth finding arrives later. */
  readonly arrivalAtMost: number;
  readonly bound: number;
}

/** Open nodes, the largest bound first. */
export class NodeQueue {
  #heap: SearchNode[] = [];

  get isEmpty(): boolean {
    return this.#heap.length === 0;
  }

  get bound(): number {
    return this.#heap[0]?.bound ?? Number.NEGATIVE_INFINITY;
  }

  push(node: SearchNode): void {
    const heap = this.#heap;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as SearchNode).bound >= node.bound) break;
      heap[at] = heap[parent] as SearchNode;
      at = parent;
    }
    heap[at] = node;
  }

  pop(): SearchNode | null {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return null;
    if (heap.length > 0) this.#sink(last);
    return top;
  }

  #sink(node: SearchNode): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as SearchNode).bound > (heap[child] as SearchNode).bound) child += 1;
      if ((heap[child] as SearchNode).bound <= node.bound) break;
      heap[at] = heap[child] as SearchNode;
      at = child;
    }
    heap[at] = node;
  }

  /** With the largest bound below the cutoff, all are. */
  cut(cutoff: number): void {
    if (this.bound < cutoff) this.#heap = [];
  }
}
