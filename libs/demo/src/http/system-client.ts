import type { Clients } from '@gewerk/api-clients';
import { newId } from '@gewerk/kernel';

export type ServiceName = keyof Clients;

export interface SystemAddresses {
  /** Base URL of each service, or of the one origin that serves all. */
  service(name: ServiceName): string;
  tokenEndpoint: string;
  /** How long a client goes on repeating a request that finds nobody or a system in trouble; absent: not at all. */
  patienceMillis?: number;
}

/** An answer that is not a success, with what its problem document says. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    method: string,
    path: string,
    readonly problem: unknown,
  ) {
    super(`${method} ${path} answered ${status} ${code}: ${JSON.stringify(problem)}`);
  }
}

interface Payload {
  contentType: string;
  body: string | Uint8Array;
  idempotencyKey: string;
}

/** Busy, out of order, restarting. */
const TROUBLE = new Set([429, 500, 502, 503, 504]);
const TOKEN_MARGIN_MILLIS = 30_000;
const REQUEST_TIMEOUT_MILLIS = 60_000;

/** One client of the system with its own token: what a member system, a customer or the orchestrator would write. */
export class SystemClient {
  #token: { value: string; expiresAtMillis: number } | null = null;

  constructor(
    private readonly addresses: SystemAddresses,
    private readonly clientId: string,
    private readonly secret: string,
  ) {}

  get<T>(service: ServiceName, path: string): Promise<T> {
    return this.#request<T>('GET', service, path, null);
  }

  /** A command; the same key sends the same command again without a second effect. */
  command<T>(method: 'POST' | 'PUT', service: ServiceName, path: string, body: unknown, idempotencyKey: string = newId()): Promise<T> {
    return this.#request<T>(method, service, path, { contentType: 'application/json', body: JSON.stringify(body), idempotencyKey });
  }

  events<T>(service: ServiceName, path: string, events: readonly object[]): Promise<T> {
    const body = JSON.stringify(events);
    return this.#request<T>('POST', service, path, { contentType: 'application/cloudevents-batch+json', body, idempotencyKey: newId() });
  }

  upload<T>(service: ServiceName, path: string, contentType: string, body: Uint8Array): Promise<T> {
    return this.#request<T>('POST', service, path, { contentType, body, idempotencyKey: newId() });
  }

  async #request<T>(method: string, service: ServiceName, path: string, payload: Payload | null): Promise<T> {
    const { status, text } = await this.#answered(method, service, path, payload);
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (status >= 400) {
      throw new RequestFailed(status, (answer as { code?: string } | null)?.code ?? 'unknown', method, `/api/${service}/v1${path}`, answer);
    }
    return answer as T;
  }

  /**
   * Whoever gets no answer cannot know whether the command was carried out, so the same request goes out again, with the same key.
   */
  async #answered(method: string, service: ServiceName, path: string, payload: Payload | null): Promise<{ status: number; text: string }> {
    const until = Date.now() + (this.addresses.patienceMillis ?? 0);
    for (;;) {
      try {
        const answer = await this.#once(method, service, path, payload);
        if (!TROUBLE.has(answer.status) || Date.now() > until) return answer;
      } catch (error) {
        if (Date.now() > until) throw new Error(`${method} ${path} of ${service} found nobody`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async #once(method: string, service: ServiceName, path: string, payload: Payload | null): Promise<{ status: number; text: string }> {
    const url = `${this.addresses.service(service)}/api/${service}/v1${path}`;
    const headers: Record<string, string> = { authorization: `Bearer ${await this.#accessToken()}` };
    if (payload !== null) {
      headers['content-type'] = payload.contentType;
      headers['idempotency-key'] = payload.idempotencyKey;
    }
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MILLIS);
    const response = await fetch(url, { method, headers, signal, body: payload === null ? null : toBody(payload.body) });
    return { status: response.status, text: await response.text() };
  }

  async #accessToken(): Promise<string> {
    if (this.#token !== null && this.#token.expiresAtMillis > Date.now()) return this.#token.value;
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const authorization = `Basic ${Buffer.from(`${encodeURIComponent(this.clientId)}:${encodeURIComponent(this.secret)}`).toString('base64')}`;
    const response = await fetch(this.addresses.tokenEndpoint, { method: 'POST', body, headers: { authorization } });
    if (!response.ok) throw new Error(`no token for ${this.clientId}: ${response.status} ${await response.text()}`);
    const answer = (await response.json()) as { access_token: string; expires_in: number };
    this.#token = { value: answer.access_token, expiresAtMillis: Date.now() + answer.expires_in * 1000 - TOKEN_MARGIN_MILLIS };
    return answer.access_token;
  }
}

/** fetch wants bytes over a plain ArrayBuffer. */
function toBody(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? body : new Uint8Array(body);
}
