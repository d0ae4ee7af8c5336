import type { DisjunctiveGraph, Sequencing } from './disjunctive-graph.js';
import type { RandomSource } from './random-source.js';

export interface Elite extends Sequencing {
  readonly makespan: number;
  /** Where each operation lies in time: its earliest start plus its latest start, less the makespan. */
  readonly middle: Float64Array;
}

/** Below this share of operations that differ, two elites of the same makespan count as one. */
const SAME_SHARE = 0.01;
const SAME_TIME_SHARE = 0.02;
const PARENT_SHARE_LEAST = 0.3;
/** Small enough that place times parts times operations stays a whole number. */
const SHARE_PARTS = 64;

/** A few good and different selections, and children that lie between two of them. */
export class ElitePool {
  private readonly elites: Elite[] = [];
  private readonly keys: Float64Array;

  constructor(
    operationCount: number,
    public capacity: number,
    private readonly random: RandomSource,
  ) {
    this.keys = new Float64Array(operationCount);
  }

  get isFull(): boolean {
    return this.elites.length >= this.capacity;
  }

  /** The pool is not empty. */
  best(): Elite {
    return this.elites.reduce((least, elite) => (elite.makespan < least.makespan ? elite : least));
  }

  /** @param capacity from now on */
  clear(capacity: number): void {
    this.capacity = capacity;
    this.elites.length = 0;
  }

  /** Takes a better one in for the worst one. @returns which share of the pool it beats; 0 where it is not taken */
  add(elite: Elite): number {
    const { elites } = this;
    if (elites.some((other) => other.makespan === elite.makespan && distance(other, elite) < SAME_SHARE)) return 0;
    if (!this.isFull) {
      elites.push(elite);
      return 0;
    }
    let worst = 0;
    let beaten = 0;
    for (let i = 0; i < elites.length; i += 1) {
      if (elites[i]!.makespan >= elites[worst]!.makespan) worst = i;
      if (elites[i]!.makespan > elite.makespan) beaten += 1;
    }
    if (elite.makespan <= elites[worst]!.makespan) elites[worst] = elite;
    return beaten / elites.length;
  }

  /**
   * A child of two: each option from either, the order by a weighted mean of both places in time. Both parents place an operation
   * after its predecessors, so every mean does: no child has a cycle.
   */
  cross(child: Sequencing): void {
    const { elites, keys, random } = this;
    const n = keys.length;
    const first = random.below(elites.length);
    const second = elites.length === 1 ? first : (first + 1 + random.below(elites.length - 1)) % elites.length;
    const [a, b] = [elites[first]!, elites[second]!];
    const share = PARENT_SHARE_LEAST + (1 - 2 * PARENT_SHARE_LEAST) * random.fraction();
    const parts = Math.round(share * SHARE_PARTS);
    // One sortable number per operation: the place in the upper digits, the operation in the lower ones.
    for (let v = 0; v < n; v += 1) {
      keys[v] = (a.middle[v]! * parts + b.middle[v]! * (SHARE_PARTS - parts)) * n + v;
      child.option[v] = random.fraction() < share ? a.option[v]! : b.option[v]!;
    }
    keys.sort();
    for (let i = 0; i < n; i += 1) child.order[i] = keys[i]! - Math.floor(keys[i]! / n) * n;
  }
}

/** @param graph with the selection loaded */
export function eliteOf(graph: DisjunctiveGraph, { option, order }: Sequencing): Elite {
  const { head, reach, makespan } = graph;
  const middle = Float64Array.from(option, (_, v) => head[v]! - reach[v]!);
  return { makespan, option: option.slice(), order: order.slice(), middle };
}

function distance(a: Elite, b: Elite): number {
  let different = 0;
  for (let v = 0; v < a.option.length; v += 1) {
    if (a.option[v]! !== b.option[v]! || Math.abs(a.middle[v]! - b.middle[v]!) > SAME_TIME_SHARE * a.makespan) different += 1;
  }
  return different / a.option.length;
}
