import { DomainError, type ErrorKind, type FieldError } from '@gewerk/kernel';
import { isTransient } from '@gewerk/platform-persistence';
import { HttpException } from '@nestjs/common';

/** RFC 9457, with our members `code`, `errors` and `correlationId`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Stable and namespaced (`matching.proposal-expired`); what programs and translations go by. */
  code: string;
  params: Readonly<Record<string, unknown>>;
  errors: readonly FieldError[];
  correlationId: string;
}

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unprocessable: 422,
  'rate-limited': 429,
  unavailable: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'In conflict with the present state',
  412: 'Changed in the meantime',
  413: 'Too large',
  414: 'The address is too long',
  415: 'Media type not supported',
  422: 'Cannot be processed',
  428: 'A precondition is required',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available now',
};

/** What the framework answers by itself, before any code of ours is asked. */
const FRAMEWORK: Readonly<Record<number, { code: string; detail: string }>> = {
  400: {
    code: 'http.malformed-request',
    detail: 'The request cannot be read: check that its body is valid JSON and its address well encoded.',
  },
  404: { code: 'http.route-not-found', detail: 'There is nothing at this address; GET /api/<service>/openapi.json lists what there is.' },
  405: { code: 'http.method-not-allowed', detail: 'This address does not know the method.' },
  413: { code: 'http.body-too-large', detail: 'The body is larger than this route accepts: send less at once.' },
  414: { code: 'http.address-too-long', detail: 'The address is longer than this system accepts.' },
  415: {
    code: 'http.media-type-unsupported',
    detail: 'Send the body in a media type this route accepts, and name it in the header Content-Type.',
  },
};

/** Whatever was thrown, as the caller may see it; anything we did not foresee shows nothing but its correlation id. */
export function problemOf(error: unknown, correlationId: string): Problem {
  if (error instanceof DomainError) {
    return problem(STATUS[error.kind], error.code, error.detail, correlationId, error.errors, error.params);
  }
  if (error instanceof HttpException && error.getStatus() < 500) {
    const status = error.getStatus();
    const known = FRAMEWORK[status];
    const code = known?.code ?? `http.status-${status}`;
    return problem(
      status,
      code,
      known === undefined || status === 400 ? sentence(error.message, known?.detail) : known.detail,
      correlationId,
    );
  }
  if (isTransient(error)) {
    return problem(503, 'http.try-again', 'The database is busy or restarting: try again in a few seconds.', correlationId);
  }
  return problem(
    500,
    'http.internal',
    `Something went wrong on our side; name the correlation id ${correlationId} when you report it.`,
    correlationId,
  );
}

function sentence(message: string, fallback?: string): string {
  return fallback === undefined ? message : `${fallback} (${message})`;
}

function problem(
  status: number,
  code: string,
  detail: string,
  correlationId: string,
  errors: readonly FieldError[] = [],
  params: Readonly<Record<string, unknown>> = {},
): Problem {
  return { type: `urn:gewerk:problem:${code}`, title: TITLES[status] ?? 'Error', status, detail, code, params, errors, correlationId };
}
