import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationIdOf } from './correlation.js';
import { problemOf } from './problem.js';

/** Turns whatever was thrown into a problem document; the one place where errors meet HTTP. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, correlationIdOf(request));
    if (problem.status >= 500) {
      const stack = error instanceof Error ? error.stack : String(error);
      this.#logger.error(`${request.method} ${request.url.split('?')[0]} ${problem.code} ${problem.correlationId}`, stack);
    }
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    reply.status(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
  }
}
