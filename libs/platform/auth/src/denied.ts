import type { DomainError } from '@gewerk/kernel';

const denials = new WeakSet<object>();

/**
 * Marks a refusal as one of access: the thing exists, but not for this caller. The caller reads "not found" as for what does not
 * exist; the audit knows the difference.
 */
export function denied(refusal: DomainError): DomainError {
  denials.add(refusal);
  return refusal;
}

/** Whether a refusal is one of access, by its kind or because it was marked. */
export function isDenial(error: unknown): error is DomainError {
  return typeof error === 'object' && error !== null && (denials.has(error) || ('kind' in error && error.kind === 'forbidden'));
}
