/** A refusal of the system: what its problem document (RFC 9457) says. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly { pointer: string; code: string; params?: Record<string, unknown> }[],
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}
