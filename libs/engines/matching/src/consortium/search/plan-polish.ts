import type { Aim } from './aim.js';
import type { Layout } from './layout.js';
import type { PlanEvaluator } from './plan-evaluator.js';

/**
 * Improves a plan by moving one operation at a time to another of its firms, on the real calendars: the relaxation does not know
 * that operations wait for each other's machine hours.
 */
export class PlanPolish {
  readonly slots: Int32Array;
  readonly #isMember: Uint8Array;

  constructor(
    readonly layout: Layout,
    readonly aim: Aim,
    readonly evaluator: PlanEvaluator,
    readonly dueDay: number,
  ) {
    this.slots = new Int32Array(layout.operations);
    this.#isMember = new Uint8Array(layout.firms);
  }

  /** Leaves the improved plan in `slots` and answers its value, at least that of the plan given. */
  improve(from: ArrayLike<number>, value: number): number {
    const { layout, slots } = this;
    this.#isMember.fill(0);
    for (let operation = 0; operation < layout.operations; operation += 1) {
      slots[operation] = from[operation] as number;
      this.#isMember[layout.firmOf[slots[operation] as number] as number] = 1;
    }
    let best = value;
    let still = 0;
    for (let operation = 0; still < layout.operations; operation = (operation + 1) % layout.operations) {
      const moved = this.#move(operation, best);
      still = moved > best ? 1 : still + 1;
      best = moved;
    }
    return best;
  }

  #move(operation: number, value: number): number {
    const { layout, slots, aim, evaluator } = this;
    let best = value;
    let chosen = slots[operation] as number;
    for (let slot = layout.offset[operation] as number; slot < (layout.offset[operation + 1] as number); slot += 1) {
      if (slot === chosen || this.#isMember[layout.firmOf[slot] as number] === 0) continue;
      slots[operation] = slot;
      if (!evaluator.evaluate(slots, this.dueDay)) continue;
      const reached = aim.valueOf(evaluator.figures);
      if (reached <= best + 1e-12) continue;
      best = reached;
      chosen = slot;
    }
    slots[operation] = chosen;
    return best;
  }
}
