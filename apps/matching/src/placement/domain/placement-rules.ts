import { DomainError } from '@gewerk/kernel';

export function placementNotFound(proposalId: string): DomainError {
  const text = `proposal ${proposalId} was not placed by firms themselves, or is none that you may see`;
  return new DomainError('not-found', 'matching.placement-not-found', text);
}
