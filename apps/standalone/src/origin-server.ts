import { newId } from '@gewerk/kernel';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** One address for everything: paths decide which service answers, as a gateway does in a larger installation. */
export class OriginServer {
  readonly #routes = new Map<string, Handler>();
  readonly #server: Server;
  /** What `/` shows. */
  landing: () => string = () => '';

  constructor() {
    this.#server = createServer((request, response) => this.#dispatch(request, response));
  }

  /** @param prefix path without trailing slash, such as `/api/orders` */
  mount(prefix: string, handler: Handler): void {
    this.#routes.set(prefix, handler);
  }

  /** @returns the origin, e.g. `http://127.0.0.1:8400` */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeIdleConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    for (const [prefix, handler] of this.#routes) {
      if (path === prefix || path.startsWith(`${prefix}/`)) {
        handler(request, response);
        return;
      }
    }
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(this.landing());
      return;
    }
    const code = 'standalone.no-such-path';
    const detail = 'See / for what is here.';
    const problem = {
      type: `urn:gewerk:problem:${code}`,
      title: 'Not found',
      status: 404,
      code,
      detail,
      errors: [],
      correlationId: newId(),
    };
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  }
}
