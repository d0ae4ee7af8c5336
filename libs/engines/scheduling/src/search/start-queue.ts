/** Operations that wait, by their possible start and, where starts are equal, by the larger priority. */
export class StartQueue {
  private readonly items: Int32Array;
  private readonly start: Float64Array;
  private size = 0;

  constructor(
    operationCount: number,
    private readonly priority: Float64Array,
  ) {
    this.items = new Int32Array(operationCount);
    this.start = new Float64Array(operationCount);
  }

  clear(): void {
    this.size = 0;
  }

  push(item: number, start: number): void {
    this.start[item] = start;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(item, this.items[parent]!)) break;
      this.items[at] = this.items[parent]!;
      at = parent;
    }
    this.items[at] = item;
  }

  /** The first one; the queue is not empty. */
  first(): number {
    return this.items[0]!;
  }

  startOf(item: number): number {
    return this.start[item]!;
  }

  removeFirst(): void {
    const { items } = this;
    const last = items[--this.size]!;
    let at = 0;
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      if (child + 1 < this.size && this.isBefore(items[child + 1]!, items[child]!)) child += 1;
      if (!this.isBefore(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
  }

  private isBefore(a: number, b: number): boolean {
    const { start, priority } = this;
    return start[a]! < start[b]! || (start[a]! === start[b]! && priority[a]! > priority[b]!);
  }
}
