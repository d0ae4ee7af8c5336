import { type PlacementCase, PLACEMENT_POLICY, reinforced } from '@gewerk/engine-matching';
import type { Order } from '../../partners/domain/knock-outs.js';
import type { NetworkRules } from '../../partners/domain/partner-snapshot.js';

/** Result of an operation, 0 to 1, as pheromone learns it. */
export interface PlacementResult {
  readonly companyId: string;
  readonly process: string;
  readonly quality: number;
}

/** What earlier results left on the way to a firm (methods 9.4). */
export interface Trail {
  readonly companyId: string;
  readonly process: string;
  readonly tau: number;
  readonly results: number;
}

/** Why firms take the work themselves: the network's box says so (K3 decen), or an orchestrator switched the optimiser off. */
export interface DecentralPlacement {
  readonly cause: 'box' | 'optimiser-off';
  readonly trails: readonly Trail[];
}

export function placementCause(
  { selections }: Pick<NetworkRules, 'selections'>,
  isOptimiserOff: boolean,
): DecentralPlacement['cause'] | null {
  if (isOptimiserOff) return 'optimiser-off';
  return selections['K3']?.[0] === 'decen' ? 'box' : null;
}

/** @param results oldest first */
export function trailsOf(results: readonly PlacementResult[]): Trail[] {
  const trails = new Map<string, Trail>();
  for (const { companyId, process, quality } of results) {
    const key = `${process}/${companyId}`;
    const { tau, results: count } = trails.get(key) ?? { tau: PLACEMENT_POLICY.pheromone.start, results: 0 };
    trails.set(key, { companyId, process, tau: reinforced(tau, quality), results: count + 1 });
  }
  return [...trails].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, trail]) => trail);
}

/** How an order is placed without the optimiser: everything of a placement case but the problem itself. */
export function placementOf(
  { trails }: DecentralPlacement,
  order: Pick<Order, 'operations'>,
  demand: { readonly time: number; readonly inputDigest: string },
): Omit<PlacementCase, 'instance'> {
  return {
    urgency: PLACEMENT_POLICY.stimulusMax * demand.time,
    pheromones: order.operations.flatMap(({ operationId, process }) =>
      trails.filter((trail) => trail.process === process).map(({ companyId, tau }) => ({ operation: operationId, firm: companyId, tau })),
    ),
    // The same input is placed in the same way, and nobody can choose the draw.
    seed: Number.parseInt(demand.inputDigest.replace('sha256:', '').slice(0, 8), 16),
  };
}
