import { DomainError } from '@gewerk/kernel';

export function decisionNotFound(decisionId: string): DomainError {
  return new DomainError('not-found', 'matching.decision-not-found', `there is no decision ${decisionId} that you may see`);
}
