import { newId } from '@gewerk/kernel';

export type ServiceName = 'governance' | 'registry' | 'capacity' | 'orders' | 'matching' | 'sustainability' | 'billing' | 'collaboration';

export interface SystemAddresses {
  /** Base URL of each service, or of the one origin that serves all. */
  service(name: ServiceName): string;
  tokenEndpoint: string;
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

  async #request<T>(
    method: string,
    service: ServiceName,
    path: string,
    payload: { contentType: string; body: string | Uint8Array; idempotencyKey: string } | null,
  ): Promise<T> {
    const url = `${this.addresses.service(service)}/api/${service}/v1${path}`;
    const headers: Record<string, string> = { authorization: `Bearer ${await this.#accessToken()}` };
    if (payload !== null) {
      headers['content-type'] = payload.contentType;
      headers['idempotency-key'] = payload.idempotencyKey;
    }
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MILLIS);
    const response = await fetch(url, { method, headers, signal, body: payload === null ? null : toBody(payload.body) });
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (!response.ok) {
      throw new RequestFailed(
        response.status,
        (answer as { code?: string } | null)?.code ?? 'unknown',
        method,
        `/api/${service}/v1${path}`,
        answer,
      );
    }
    return answer as T;
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
