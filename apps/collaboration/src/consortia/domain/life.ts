/**
 * The life of a consortium from confirmation on (methods 8.4): `action` while members work, `delivery` while goods travel, `review`
 * after acceptance, `resolution` after a complaint, `evolution` once rated, then `closed`.
 */
export type Phase = 'awaited' | 'action' | 'delivery' | 'review' | 'resolution' | 'evolution' | 'closed';

/** What moves a consortium on; facts of other services in our words. */
export type Step = 'confirmed' | 'delivery-announced' | 'delivery-accepted' | 'complaint-raised' | 'order-rated' | 'dissolved';

const AFTER: Readonly<Record<Step, Phase>> = {
  confirmed: 'action',
  'delivery-announced': 'delivery',
  'delivery-accepted': 'review',
  'complaint-raised': 'resolution',
  'order-rated': 'evolution',
  dissolved: 'closed',
};

/** How far along a phase is. Facts come on several topics in any interleaving; the life never runs backwards. */
const RANK: Readonly<Record<Phase, number>> = { awaited: 0, action: 1, delivery: 2, resolution: 3, review: 4, evolution: 5, closed: 6 };

export interface Life {
  phase: Phase;
  /** Phases entered by this step, in order; empty where it changes nothing. */
  entered: Exclude<Phase, 'awaited'>[];
}

/**
 * The phase after all steps known so far. Nothing is entered before the consortium is confirmed; a step that arrives late (an
 * announcement after the acceptance) is noted, but the phase stays.
 */
export function lifeAfter(phase: Phase, steps: readonly Step[]): Life {
  if (!steps.includes('confirmed')) return { phase, entered: [] };
  const reached = steps.map((step) => AFTER[step]).sort((a, b) => RANK[a] - RANK[b]);
  const entered: Life['entered'] = [];
  let current = phase;
  for (const next of reached) {
    if (next === 'awaited' || RANK[next] <= RANK[current]) continue;
    current = next;
    entered.push(next);
  }
  if (current === 'evolution') entered.push('closed');
  return { phase: current === 'evolution' ? 'closed' : current, entered };
}
