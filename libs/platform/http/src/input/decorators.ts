import { isUuid } from '@gewerk/kernel';
import { applyDecorators, createParamDecorator, type ExecutionContext, UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invalidInput } from './input.pipe.js';

/** A path parameter that is an id: a uuid, or a refusal that names the parameter. Lower case, as ids are everywhere. */
export function UuidParam(name: string): ParameterDecorator {
  return (target, method, index) => {
    if (method === undefined) throw new Error('@UuidParam() belongs to a parameter of a method');
    const handler = Object.getOwnPropertyDescriptor(target, method) ?? {};
    ApiParam({ name, schema: { type: 'string', format: 'uuid' } })(target, method, handler as TypedPropertyDescriptor<unknown>);
    uuidOfPath(name)(target, method, index);
  };
}

const uuidOfPath = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: Record<string, string> }>>();
  const value = params[name]?.toLowerCase();
  if (isUuid(value)) return value;
  throw invalidInput([{ pointer: `/${name}`, code: 'isUuid', params: { in: 'path', message: `${name} must be a uuid` } }]);
});

/** The body as bytes, on a route with `@BinaryBody`. */
export const Bytes = createParamDecorator((_data: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body)) throw new UnsupportedMediaTypeException();
  return body;
});

/** Route configuration read by the HTTP server, see `httpAdapter`. */
export interface BodyOptions {
  bodyLimitBytes?: number;
  bodyTypes?: readonly string[];
}

/** Largest body this route takes, where it differs from the service's. */
export function BodyLimit(bytes: number): MethodDecorator {
  return RouteConfig({ bodyLimitBytes: bytes } satisfies BodyOptions);
}

/** A route whose body is a file; read it with `@Bytes()`. Other media types are answered with 415. */
export function BinaryBody(options: { types: readonly [string, ...string[]]; maxBytes: number }): MethodDecorator {
  return applyDecorators(
    RouteConfig({ bodyLimitBytes: options.maxBytes, bodyTypes: options.types } satisfies BodyOptions),
    ApiConsumes(...options.types),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );
}
