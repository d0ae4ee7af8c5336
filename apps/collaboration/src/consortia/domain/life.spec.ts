import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lifeAfter, type Phase, type Step } from './life.js';

describe('the life of a consortium', () => {
  it('goes from action over delivery and review to its end', () => {
    const seen: string[] = [];
    let phase: Phase = 'awaited';
    const known: Step[] = [];
    for (const step of ['confirmed', 'delivery-announced', 'delivery-accepted', 'order-rated'] as const) {
      known.push(step);
      const life = lifeAfter(phase, known);
      phase = life.phase;
      seen.push(...life.entered);
    }
    expect(seen).toEqual(['action', 'delivery', 'review', 'evolution', 'closed']);
  });

  it('waits for the confirmation, whatever came before it', () => {
    expect(lifeAfter('awaited', ['delivery-announced', 'delivery-accepted'])).toEqual({ phase: 'awaited', entered: [] });
    expect(lifeAfter('awaited', ['delivery-announced', 'confirmed'])).toEqual({ phase: 'delivery', entered: ['action', 'delivery'] });
  });

  it('takes a complaint into resolution, and leaves it when the delivery is accepted after all', () => {
    expect(lifeAfter('delivery', ['confirmed', 'delivery-announced', 'complaint-raised']).phase).toBe('resolution');
    expect(lifeAfter('resolution', ['confirmed', 'complaint-raised', 'delivery-accepted']).phase).toBe('review');
  });

  it('ends in the same phase whatever the order in which the facts arrive, and never runs backwards', () => {
    const steps: Step[] = ['confirmed', 'delivery-announced', 'delivery-accepted', 'complaint-raised', 'order-rated'];
    fc.assert(
      fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (order) => {
        let phase: Phase = 'awaited';
        const entered: string[] = [];
        order.forEach((_, index) => {
          const life = lifeAfter(phase, order.slice(0, index + 1));
          phase = life.phase;
          entered.push(...life.entered);
        });
        expect(phase).toBe('closed');
        expect(new Set(entered).size).toBe(entered.length);
      }),
    );
  });
});
