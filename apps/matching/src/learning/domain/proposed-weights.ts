import type { WeightProposal } from '@gewerk/engine-matching';
import { DomainError } from '@gewerk/kernel';

export type WeightProposalState = 'refused' | 'proposed' | 'in-force' | 'superseded' | 'rejected';

/** The engine's verdict without the policy around the weights, which is that of the release. */
export type WeightVerdict = WeightProposal extends infer Verdict ? (Verdict extends unknown ? Omit<Verdict, 'policy'> : never) : never;

/** What was learnt from outcomes at one time, and what the orchestrator made of it. */
export interface ProposedWeights {
  readonly proposalId: string;
  readonly version: number;
  readonly state: WeightProposalState;
  readonly proposedAt: string;
  /** Finished operations that were looked at. */
  readonly operations: number;
  readonly verdict: WeightVerdict;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
}

/** One that was in force before may come back; what the guards refused, or a person rejected, may not. */
export function mustBeAcceptable({ state, proposalId }: ProposedWeights): void {
  if (state === 'proposed' || state === 'superseded') return;
  throw new DomainError('conflict', 'matching.weights-not-acceptable', `the weights ${proposalId} are ${state}; propose new ones`);
}

export function mustBeOpen({ state, proposalId }: ProposedWeights): void {
  if (state === 'proposed') return;
  throw new DomainError('conflict', 'matching.weights-not-open', `the weights ${proposalId} are ${state} and cannot be rejected any more`);
}

export function weightsNotFound(proposalId: string): DomainError {
  return new DomainError('not-found', 'matching.weights-not-found', `there are no proposed weights ${proposalId}`);
}
