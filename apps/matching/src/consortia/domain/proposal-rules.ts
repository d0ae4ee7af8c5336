import { DomainError } from '@gewerk/kernel';

export type ProposalState = 'pending' | 'proposed' | 'none-found' | 'failed';

/** An order that the caller may not see is not found either. */
export function orderNotFound(orderId: string): DomainError {
  return new DomainError('not-found', 'matching.order-not-found', `there is no order ${orderId} that you may see`);
}

export function proposalNotFound(proposalId: string): DomainError {
  return new DomainError('not-found', 'matching.proposal-not-found', `there is no proposal ${proposalId} that you may see`);
}
