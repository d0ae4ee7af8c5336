import { createHash } from 'node:crypto';
import { canonicalJson, DomainError } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';

export interface CommandIdentity {
  subject: string;
  /** Method and path template, so that one key may serve different commands. */
  route: string;
  key: string;
  fingerprint: string;
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/** @throws DomainError naming the header and the remedy */
export function idempotencyKeyOf(header: unknown): string {
  if (typeof header === 'string' && KEY.test(header)) return header;
  const given = header === undefined ? 'missing' : 'malformed';
  throw new DomainError(
    'invalid',
    `http.idempotency-key-${given}`,
    'Send the header Idempotency-Key with 8 to 200 visible ASCII characters, new for every command and the same for a retry.',
  );
}

export function fingerprintOf(method: string, url: string, body: unknown): string {
  const hash = createHash('sha256').update(`${method} ${url}\n`);
  return hash.update(Buffer.isBuffer(body) ? body : canonicalJson(body ?? null)).digest('hex');
}

/**
 * Runs a command once per key: the key's row, the command's effects and its answer commit together, so a failed command leaves
 * nothing and may be tried again under its key. A twin that arrives meanwhile waits on the row and gets the same answer.
 */
export async function once(work: UnitOfWork, command: CommandIdentity, execute: () => Promise<unknown>): Promise<{ answer: unknown; replayed: boolean }> {
  const identity = [work.networkId, command.subject, command.route, command.key];
  const inserted: unknown[] = await work.tx.query(
    `insert into app.idempotency (network_id, subject, route, idempotency_key, fingerprint) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [...identity, command.fingerprint],
  );
  const same = 'network_id = $1 and subject = $2 and route = $3 and idempotency_key = $4';
  if (inserted.length > 0) {
    const answer = await execute();
    await work.tx.query(`update app.idempotency set response = $5 where ${same}`, [...identity, JSON.stringify(answer ?? null)]);
    return { answer, replayed: false };
  }
  const [row] = (await work.tx.query(`select fingerprint, response from app.idempotency where ${same}`, identity)) as {
    fingerprint: string;
    response: unknown;
  }[];
  if (row?.fingerprint !== command.fingerprint) {
    throw new DomainError('unprocessable', 'http.idempotency-key-reused', 'This Idempotency-Key was used for another request; send a new key.');
  }
  return { answer: row.response ?? undefined, replayed: true };
}
