import { describe, expect, it } from '@jest/globals';
import { compileInstance } from '../instance/compiled.js';
import { solveConsortium } from '../solve.js';
import { randomInstance } from '../testing/random-instance.js';
import { utilityAims } from './aim.js';
import { layOut } from './layout.js';
import { NodeBound } from './node-bound.js';
import { PlanEvaluator } from './plan-evaluator.js';
import { PlanPolish } from './plan-polish.js';

const SIZE = { operations: 4, firms: 4, candidates: 4 };
const INSTANCES = Array.from({ length: 200 }, (_, index) => {
  const instance = randomInstance(index + 1, SIZE);
  return { instance, plans: solveConsortium(instance).plans };
}).filter(({ plans }) => plans.length > 0);

describe('bounds and plans of the consortium search', () => {
  it('however long the multipliers move, some bound of the aims is never below the best utility', () => {
    for (const { instance, plans } of INSTANCES.slice(0, 40)) {
      const layout = layOut(compileInstance(instance));
      const bounds = utilityAims(instance).map((aim) => {
        const node = new NodeBound(layout, aim, instance.order.dueDay);
        if (!node.load(new Uint8Array(layout.slots).fill(1), [], Number.POSITIVE_INFINITY)) return Number.NEGATIVE_INFINITY;
        for (let i = 0; i < 60; i += 1)
          if (!node.iterate(Number.NEGATIVE_INFINITY, Math.max(0.05, Math.min(0.5, 3 / (i + 4))), i % 2 === 1))
            return Number.NEGATIVE_INFINITY;
        return node.bound;
      });
      expect(Math.max(...bounds)).toBeGreaterThanOrEqual(Math.log(plans[0]?.utility as number) - 1e-9);
    }
  });

  it('polishing keeps to the firms of a plan, never lowers its value, and leaves no single move that would raise it', () => {
    let raised = 0;
    for (const { instance, plans } of INSTANCES) {
      const layout = layOut(compileInstance(instance));
      const aim = utilityAims(instance)[0] as ReturnType<typeof utilityAims>[number];
      const evaluator = new PlanEvaluator(layout);
      const { dueDay } = instance.order;
      const valueOf = (slots: ArrayLike<number>) =>
        evaluator.evaluate(slots, dueDay) ? aim.valueOf(evaluator.figures) : Number.NEGATIVE_INFINITY;
      const worst = Int32Array.from(layout.instance.operations, ({ id, candidates }, operation) => {
        const firm = plans.at(-1)?.assignment[id];
        return (layout.offset[operation] as number) + candidates.findIndex(({ firmId }) => firmId === firm);
      });
      const polish = new PlanPolish(layout, aim, evaluator, dueDay);
      const value = polish.improve(worst, valueOf(worst));
      const firms = new Set(Array.from(worst, (slot) => layout.firmOf[slot] as number));
      expect(value).toBe(valueOf(polish.slots));
      expect(value).toBeGreaterThanOrEqual(valueOf(worst));
      raised += value > valueOf(worst) + 1e-9 ? 1 : 0;
      for (const [slot, operation] of layout.operationOf.entries()) {
        if (!firms.has(layout.firmOf[slot] as number)) continue;
        const moved = Int32Array.from(polish.slots);
        moved[operation] = slot;
        expect(valueOf(moved)).toBeLessThanOrEqual(value + 1e-9);
      }
      for (const slot of polish.slots) expect(firms.has(layout.firmOf[slot] as number)).toBe(true);
    }
    expect(raised).toBeGreaterThan(10);
  });
});
