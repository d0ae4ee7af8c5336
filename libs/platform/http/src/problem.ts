import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorKind, type FieldError } from '@gewerk/kernel';

/** Body of every answer that is not a success (RFC 9457), with our stable code and the fields at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors: readonly FieldError[];
  params?: Readonly<Record<string, unknown>>;
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
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What the caller is told. Errors that are no refusals of ours tell nothing of the inside. */
export function problemOf(error: unknown, correlationId: string): Problem {
  if (error instanceof DomainError) {
    const { kind, code, detail, errors, params } = error;
    return { ...head(STATUS[kind], code, detail, correlationId), errors, ...(Object.keys(params).length > 0 ? { params } : {}) };
  }
  const status = statusOf(error);
  if (status === null) {
    return head(500, 'http.internal-error', 'Something went wrong on our side; quote the correlation id to the operator.', correlationId);
  }
  return head(status, FRAMEWORK_CODES[status] ?? 'http.refused', remedyOf(status, error), correlationId);
}

function head(status: number, code: string, detail: string, correlationId: string): Problem {
  return { type: `urn:gewerk:problem:${code}`, title: TITLES[status] ?? 'Error', status, code, detail, errors: [], correlationId };
}

const FRAMEWORK_CODES: Readonly<Record<number, string>> = {
  400: 'http.malformed',
  404: 'http.no-such-route',
  405: 'http.method-not-allowed',
  413: 'http.body-too-large',
  415: 'http.unsupported-media-type',
};

/** Status of a refusal by the framework or the HTTP server, or null where the error is no refusal. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus() < 500 ? error.getStatus() : null;
  if (error instanceof SyntaxError) return 400;
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null;
}

function remedyOf(status: number, error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  if (status === 400) return said === '' ? 'The request is malformed.' : said;
  if (status === 404) return 'There is nothing under this path; the routes are listed in the OpenAPI document.';
  if (status === 413) return 'The body is larger than this route accepts.';
  if (status === 415) return 'Send a content type that this route accepts, such as application/json.';
  return said;
}
