import { Injectable, NotFoundException } from '@nestjs/common';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Access } from './access.js';
import { admit } from './admission.js';
import type { RequestWithCaller } from './caller.js';
import { declaredRoutes } from './declared-routes.js';
import { TokenVerifier } from './token-verifier.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Absent where nothing is declared: closed to everyone. */
    access?: Access;
  }
}

/** One route of a service as its HTTP server knows it. */
export interface RouteAccess {
  readonly method: string;
  /** Path template, `/api/orders/v1/orders/:orderId`. */
  readonly path: string;
  readonly access: Access | undefined;
}

/** Node reads on and drops what is left of a refused body, to keep the connection; for a larger one it is closed instead. */
const DROPPED_BODY_BYTES_MAX = 1_048_576;

/**
 * Stands at the door of the HTTP server: knows every route and who may call it, and turns everyone else away before a byte of
 * the body is read. A request that belongs to no route ends here too.
 */
@Injectable()
export class Entrance {
  readonly #routes: RouteAccess[] = [];
  readonly #openPaths: string[] = [];
  #declared: ReadonlyMap<string, Access | undefined> | undefined;

  constructor(
    host: HttpAdapterHost,
    private readonly modules: ModulesContainer,
    private readonly tokens: TokenVerifier,
  ) {
    const server = host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRoute', (route) => this.#declare(route));
    server.addHook('onRequest', (request, reply) => this.#enter(request, reply));
  }

  /** Every route registered so far, without the HEAD that comes with each GET. */
  get routes(): readonly RouteAccess[] {
    return this.#routes;
  }

  /** Opens a path and all below it to everyone, for routes of the framework, which carry no declaration. Before they are registered. */
  open(path: string): void {
    this.#openPaths.push(path);
  }

  #declare(route: RouteOptions): void {
    const method = [route.method].flat().join();
    const access = this.#accessTo(method === 'HEAD' ? 'GET' : method, route.url);
    if (access !== undefined) route.config = { ...route.config, access };
    if (method !== 'HEAD') this.#routes.push({ method, path: route.url, access });
  }

  #accessTo(method: string, path: string): Access | undefined {
    // Not before: modules get their paths while they are instantiated, as this class is.
    this.#declared ??= new Map(declaredRoutes(this.modules).map((route) => [`${route.method} ${route.path}`, route.access]));
    if (this.#openPaths.some((open) => path === open || path.startsWith(`${open}/`))) return 'public';
    return this.#declared.get(`${method} ${path}`);
  }

  async #enter(request: FastifyRequest & RequestWithCaller, reply: FastifyReply): Promise<void> {
    try {
      if (request.is404) throw new NotFoundException();
      await admit(this.tokens, request, request.routeOptions.config.access);
    } catch (refusal) {
      if (!endsSoon(request)) void reply.header('connection', 'close');
      throw refusal;
    }
  }
}

function endsSoon({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= DROPPED_BODY_BYTES_MAX;
}
