import { createParamDecorator, type ExecutionContext, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Tells the reader which version of the record it got, to be sent back with an edit (RFC 9110 section 8.8.3). */
export function setEntityTag(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

/** The version that an edit is based on: header `If-Match: "<version>"`, without which the edit is refused (428, RFC 6585). */
export const IfMatchVersion = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  const version = /^"(\d{1,15})"$/.exec(header ?? '')?.[1];
  if (version !== undefined) return Number(version);
  throw new HttpException('Read the record first and send its ETag in the header If-Match, quotes included.', 428);
});

/** @throws HttpException 412 where the record has moved on since it was read */
export function requireVersion(expected: number, actual: number): void {
  if (expected === actual) return;
  throw new HttpException('The record was changed since you read it: read it again and repeat the edit on what you find.', 412);
}
