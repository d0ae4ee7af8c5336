/** What went wrong, in the few kinds that callers treat differently; mapped to HTTP once (see `@gewerk/platform-http`). */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'too-large'
  | 'rate-limited'
  | 'unavailable';

/** One wrong field: a JSON pointer (RFC 6901) into the input, a stable code, and what a message needs (limits, remedy). */
export interface FieldError {
  pointer: string;
  code: string;
  params?: Record<string, unknown>;
}

/**
 * A refusal that the caller can act on. `code` is stable and namespaced (`matching.proposal-expired`); `detail` says the remedy.
 * Anything else that is thrown is a bug.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
  }
}
