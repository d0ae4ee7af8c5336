const NONE = -1;

/**
 * Operations that wait, by their possible start and, where starts are equal, by the larger priority. Many wait for the same machine and
 * so for the same instant: they lie together unsorted until it comes, and only instants are kept in a heap.
 */
export class StartQueue {
  /** What `takeSoonest` took, in order. */
  taken: Int32Array;
  private readonly byRank: Int32Array;
  private readonly rankOf: Int32Array;
  private readonly next: Int32Array;
  private readonly row: Int32Array;
  /** The first operation that waits for an instant; the others hang on it by `next`. */
  private readonly firstAt = new Map<number, number>();
  private readonly instants: number[] = [];

  constructor(operationCount: number) {
    this.byRank = new Int32Array(operationCount);
    this.rankOf = new Int32Array(operationCount);
    this.next = new Int32Array(operationCount);
    this.row = new Int32Array(operationCount);
    this.taken = this.row.subarray(0, 0);
  }

  /** Empties the queue. Of equal priorities the smaller operation goes first. */
  clear(priority: Float64Array): void {
    const { byRank, rankOf } = this;
    for (let v = 0; v < byRank.length; v += 1) byRank[v] = v;
    byRank.sort((a, b) => priority[b]! - priority[a]! || a - b);
    for (let rank = 0; rank < byRank.length; rank += 1) rankOf[byRank[rank]!] = rank;
    this.firstAt.clear();
    this.instants.length = 0;
  }

  push(operation: number, start: number): void {
    const first = this.firstAt.get(start);
    if (first === undefined) this.addInstant(start);
    this.next[operation] = first ?? NONE;
    this.firstAt.set(start, operation);
  }

  /** Moves all that wait for the soonest start into `taken`; the queue is not empty. @returns that start */
  takeSoonest(): number {
    const { row, rankOf, byRank, next } = this;
    const start = this.removeInstant();
    let count = 0;
    for (let v = this.firstAt.get(start)!; v !== NONE; v = next[v]!) row[count++] = rankOf[v]!;
    this.firstAt.delete(start);
    const taken = row.subarray(0, count);
    // Whole numbers without a comparison of ours: far faster.
    taken.sort();
    for (let i = 0; i < count; i += 1) taken[i] = byRank[taken[i]!]!;
    this.taken = taken;
    return start;
  }

  private addInstant(instant: number): void {
    const { instants } = this;
    let at = instants.length;
    instants.push(instant);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (instants[parent]! <= instant) break;
      instants[at] = instants[parent]!;
      at = parent;
    }
    instants[at] = instant;
  }

  private removeInstant(): number {
    const { instants } = this;
    const soonest = instants[0]!;
    const last = instants.pop()!;
    const size = instants.length;
    if (size === 0) return soonest;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && instants[child + 1]! < instants[child]!) child += 1;
      if (last <= instants[child]!) break;
      instants[at] = instants[child]!;
      at = child;
    }
    instants[at] = last;
    return soonest;
  }
}
