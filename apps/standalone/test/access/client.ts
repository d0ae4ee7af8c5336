import { newId } from '@gewerk/kernel';

export interface Sent {
  method: string;
  path: string;
  /** Absent: without a token. */
  token?: string | undefined;
  body?: unknown;
  contentType?: string | undefined;
}

export interface Answer {
  status: number;
  text: string;
  // `any`: the body is what the test looks into
  body: any;
}

/** One request as any program would send it. */
export async function ask(origin: string, { method, path, token, body, contentType }: Sent): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (method !== 'GET') headers['idempotency-key'] = newId();
  if (method !== 'GET') headers['content-type'] = contentType ?? 'application/json';
  const sendsBytes = body instanceof Uint8Array;
  const payload = method === 'GET' ? null : sendsBytes ? new Uint8Array(body) : JSON.stringify(body ?? {});
  const response = await fetch(`${origin}${path}`, { method, headers, body: payload });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, text, body: isJson && text !== '' ? JSON.parse(text) : {} };
}
