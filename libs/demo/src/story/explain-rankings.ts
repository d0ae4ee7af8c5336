import { type Cast, inParallel } from './cast.js';
import type { PlacedOrder } from './place-orders.js';

export interface DecisionAnswer {
  decisionId: string;
  operationName: string;
  process: string;
  policyVersion: string;
  digest: string;
  summary: {
    judged: number;
    eligible: number;
    belowThreshold: number;
    questions: number;
    knockedOut: number;
    causes: { state: 'fail' | 'unknown'; code: string; reason: string; firms: number }[];
    leader: { companyName: string; suitability: number; confidence: number; reasons: { text: string }[] } | null;
  };
}

export interface Rankings {
  /** By order: every decision of stage 1, newest first. */
  byOrder: { orderId: string; decisions: DecisionAnswer[] }[];
  /** Decisions that gave the same digest when they were computed again. */
  recomputed: number;
  chainIntact: boolean;
}

/** What the orchestrator answers for: how each ranking came about, and that it comes about again. */
export async function explainRankings(cast: Cast, orders: readonly PlacedOrder[]): Promise<Rankings> {
  const byOrder = await inParallel(orders, 3, async ({ orderId }) => ({ orderId, decisions: await decisionsOf(cast, orderId) }));
  const again = await inParallel(
    byOrder.flatMap(({ decisions }) => decisions),
    4,
    ({ decisionId }) => cast.orchestrator.get<{ isSame: boolean }>('matching', `/decisions/${decisionId}/recomputation`),
  );
  const chain = await cast.orchestrator.get<{ intact: boolean }>('matching', '/decisions/verification');
  return { byOrder, recomputed: again.filter(({ isSame }) => isSame).length, chainIntact: chain.intact };
}

async function decisionsOf(cast: Cast, orderId: string): Promise<DecisionAnswer[]> {
  const path = `/orders/${orderId}/decisions?limit=100`;
  const decisions: DecisionAnswer[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: DecisionAnswer[]; nextCursor: string | null } = await cast.orchestrator.get(
      'matching',
      cursor === '' ? path : `${path}&cursor=${cursor}`,
    );
    decisions.push(...page.items);
    cursor = page.nextCursor;
  }
  return decisions;
}
