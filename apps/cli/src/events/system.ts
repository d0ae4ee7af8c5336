import { type Invocation, textOption, UsageError } from '../command-line/command.js';

const DEFAULT_URL = 'http://127.0.0.1:8400';
const TIMEOUT_MILLIS = 30_000;

/** The system answered, but not with what was asked for. */
class SystemRefusal extends Error {}

/** HTTP to one service of a running system, as an operator. */
export class System {
  readonly #base: string;
  readonly #authorization: string;

  private constructor(base: string, token: string) {
    this.#base = base;
    this.#authorization = `Bearer ${token}`;
  }

  static async connect(invocation: Invocation): Promise<System> {
    const { environment } = invocation;
    const service = textOption(invocation, 'service');
    if (service === undefined) throw new UsageError('--service is missing; name the service, such as orders');
    if (!/^[a-z][a-z-]*$/.test(service)) throw new UsageError(`--service "${service}" is no name of a service, such as orders`);
    const url = originOf(textOption(invocation, 'url') ?? environment['GEWERK_URL'] ?? DEFAULT_URL, '--url');
    return new System(`${url}/api/${service}/v1`, await tokenFor(invocation, url));
  }

  async get<Answer>(path: string): Promise<Answer> {
    return (await this.#request('GET', path)) as Answer;
  }

  async post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return (await this.#request('POST', path, JSON.stringify(body))) as Answer;
  }

  async #request(method: string, path: string, body?: string): Promise<unknown> {
    const headers: Record<string, string> = { authorization: this.#authorization, accept: 'application/json, application/problem+json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return answerOf(await send(`${this.#base}${path}`, { method, headers, ...(body !== undefined && { body }) }));
  }
}

async function tokenFor(invocation: Invocation, url: string): Promise<string> {
  const { environment } = invocation;
  const given = textOption(invocation, 'token');
  if (given !== undefined) return given;
  const client = textOption(invocation, 'client') ?? environment['GEWERK_CLIENT'];
  const secret = textOption(invocation, 'secret') ?? environment['GEWERK_SECRET'];
  if (client === undefined) {
    const fromEnvironment = environment['GEWERK_TOKEN'];
    if (fromEnvironment !== undefined) return fromEnvironment;
    throw new UsageError('a token is missing; give --token or GEWERK_TOKEN, or --client and --secret');
  }
  if (secret === undefined) throw new UsageError(`the secret of client ${client} is missing; give --secret or GEWERK_SECRET`);
  const issuer = originOf(textOption(invocation, 'issuer') ?? environment['GEWERK_ISSUER'] ?? `${url}/identity`, '--issuer');
  // OpenID Connect Discovery 1.0 section 4: the issuer says where its token endpoint is.
  const discovery = (await answerOf(await send(`${issuer}/.well-known/openid-configuration`, {}))) as { token_endpoint?: string };
  if (typeof discovery.token_endpoint !== 'string') throw new SystemRefusal(`${issuer} names no token endpoint`);
  // RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
  const credentials = Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64');
  const answer = (await answerOf(
    await send(discovery.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }),
  )) as { access_token?: string };
  if (typeof answer.access_token !== 'string') throw new SystemRefusal(`${discovery.token_endpoint} gave no access token`);
  return answer.access_token;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MILLIS), redirect: 'error' });
  } catch (error) {
    const { cause, message } = error as Error;
    const reason =
      cause instanceof Error && cause.message !== '' ? cause.message : ((cause as NodeJS.ErrnoException | undefined)?.code ?? message);
    throw new SystemRefusal(`${url} does not answer: ${reason}; is the system running there?`);
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  let json: unknown = null;
  try {
    json = text === '' ? null : JSON.parse(text);
  } catch {
    // Told below by status, or by the type of the content.
  }
  if (response.ok) {
    if (json === null && text !== '') throw new SystemRefusal(`${response.url} answered something else than JSON; is --url right?`);
    return json;
  }
  const problem = json as { title?: string; detail?: string; code?: string; error_description?: string; error?: string } | null;
  const detail = problem?.detail ?? problem?.error_description ?? problem?.title ?? problem?.error ?? response.statusText;
  throw new SystemRefusal(
    `${response.url} answered ${response.status}: ${detail}${problem?.code === undefined ? '' : ` (${problem.code})`}`,
  );
}

function originOf(text: string, option: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`${option} "${text}" is no address; give one as ${DEFAULT_URL}`);
  }
  return text.replace(/\/+$/, '');
}
