import { isDenial, type RequestWithCaller } from '@gewerk/platform-auth';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DenialLog } from '../denials/denial-log.js';
import { type Problem, problemOf } from './problem.js';

const RETRY_AFTER_SECONDS = 5;

/** Every refusal and every fault of an HTTP request leaves as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  constructor(private readonly denials: DenialLog | null) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest & RequestWithCaller>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      this.#logger.error(
        `${request.method} ${request.routeOptions.url ?? 'unknown'} ${problem.code} ${request.id}`,
        cause instanceof Error ? cause.stack : String(cause),
      );
    }
    void this.#audited(error, request, problem).then(() => answer(reply, problem));
  }

  /** Before the answer leaves; an audit that fails must not turn a refusal into anything else. */
  async #audited(error: unknown, request: FastifyRequest & RequestWithCaller, { code }: Problem): Promise<void> {
    const { caller } = request;
    if (this.denials === null || caller === undefined || !isDenial(error)) return;
    const route = `${request.method} ${request.routeOptions.url}`;
    try {
      await this.denials.record({ caller, route, code, correlationId: request.id });
    } catch (fault) {
      this.#logger.error(
        `a denial is missing in the audit: ${route} ${code} ${request.id}`,
        fault instanceof Error ? fault.stack : String(fault),
      );
    }
  }
}

function answer(reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) return;
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503 || problem.status === 429)
    void reply.header('retry-after', String(problem.params['retryAfterSeconds'] ?? RETRY_AFTER_SECONDS));
  void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
