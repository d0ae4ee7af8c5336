import type { ExposureLedger } from '../fairness/exposure.js';
import type { ExplorationCase } from '../ranking/exploration-quota.js';
import type { KnockOutDemand, KnockOutFirm } from '../suitability/further-gates.js';
import type { GateResult, WaivedGate } from '../suitability/gates.js';
import type { LeafSources } from '../suitability/leaf-sources.js';
import type { OrderFacts, OrderProfile } from '../suitability/order-profile.js';
import type { Exploration, Leaf } from '../suitability/policy.js';
import type { StrategyVector } from '../suitability/weights.js';

/** One firm that might do the operation. */
export interface RankingCandidate {
  readonly firm: string;
  /** What the knock-outs look at; needs the demand of the case. */
  readonly facts?: Omit<KnockOutFirm, 'id'>;
  /** Knock-outs that were judged elsewhere; added to those of the facts. */
  readonly gates?: readonly GateResult[];
  readonly waivers?: readonly WaivedGate[];
  readonly leaves: LeafSources;
  /** Finished with the requesting side; for the explore quota. */
  readonly jointOrders?: number;
}

/** All that decides the ranking of partners for one operation, but for the policy: plain JSON, to be stored and computed again. */
export interface RankingCase {
  readonly operation: string;
  /** ISO instant of the decision. */
  readonly asOf: string;
  /** Of every random draw: stability and explore quota. */
  readonly seed: number;
  readonly order: {
    readonly facts?: Partial<OrderFacts>;
    /** What the customer set by hand; the computed values stay visible beside them. */
    readonly sliders?: Partial<OrderProfile>;
    /** Sector with mandatory approvals. */
    readonly isRegulated?: boolean;
  };
  /** Box M3: what drives the weights. */
  readonly weighting: 'order' | 'strategy' | 'order-and-strategy';
  /** Absent: uniform. */
  readonly strategy?: StrategyVector;
  /** Box M2. */
  readonly exploration: Exploration;
  /** m0 of methods 3.4, frozen per parameter version. */
  readonly priors: Readonly<Partial<Record<Leaf, number>>>;
  readonly demand?: KnockOutDemand;
  readonly candidates: readonly RankingCandidate[];
  /** Absent: no correction. Boosts by firm, from benefit parity. */
  readonly fairness?: { readonly ledger: ExposureLedger; readonly boosts: Readonly<Record<string, number>> };
  /** By firm: how much the customer prefers it, 0 to 1; absent: nobody is preferred. */
  readonly preferences?: Readonly<Record<string, number>>;
  /** Absent: no operation is given away for learning. */
  readonly exploreQuota?: Omit<ExplorationCase, 'operation'>;
}
