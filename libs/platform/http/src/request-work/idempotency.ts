import { createHash } from 'node:crypto';
import { canonicalJson, DomainError } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import type { RelayPool } from '@gewerk/platform-persistence';

const KEY = /^[\x21-\x7e]{8,200}$/;

/** How long an answer is kept for repetitions. */
const IDEMPOTENCY_RETENTION_DAYS = 7;

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface CommandKey {
  readonly subject: string;
  /** Method and path template: the same key on another route is another command. */
  readonly route: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** @throws DomainError naming the header and the remedy */
export function readIdempotencyKey(header: string | string[] | undefined): string {
  if (typeof header === 'string' && KEY.test(header)) return header;
  const code = header === undefined ? 'http.idempotency-key-missing' : 'http.idempotency-key-malformed';
  const remedy = 'Send the header Idempotency-Key with 8 to 200 visible ASCII characters, a new uuid for each intended change say.';
  throw new DomainError('invalid', code, remedy, [], { header: 'Idempotency-Key', minLength: 8, maxLength: 200 });
}

/** Digest of what was asked for: method, address, content. Equal JSON in another order of keys or spacing is the same request. */
export function fingerprintOf(method: string, url: string, body: unknown): string {
  const content = Buffer.isBuffer(body) ? body : canonicalJson(body ?? null);
  return createHash('sha256').update(`${method}\n${url}\n`).update(content).digest('hex');
}

/**
 * Claims the key within the command's transaction. A concurrent twin waits here on the unique index until this transaction ends:
 * it then replays the answer, or goes ahead where we rolled back.
 * @returns the answer to replay, or null where the command is to be carried out
 * @throws DomainError where the key was used for another request
 */
export async function claimKey(work: UnitOfWork, command: CommandKey): Promise<StoredAnswer | null> {
  const identity = [work.networkId, command.subject, command.route, command.key];
  const claimed: unknown[] = await work.tx.query(
    `insert into app.idempotency (network_id, subject, route, key, fingerprint, created_at) values ($1, $2, $3, $4, $5, app.now())
     on conflict do nothing returning true as claimed`,
    [...identity, command.fingerprint],
  );
  if (claimed.length > 0) return null;
  const [earlier]: (StoredAnswer & { fingerprint: string })[] = await work.tx.query(
    'select fingerprint, status, headers, body from app.idempotency where (network_id, subject, route, key) = ($1, $2, $3, $4)',
    identity,
  );
  if (earlier?.fingerprint !== command.fingerprint) {
    throw new DomainError(
      'unprocessable',
      'http.idempotency-key-reused',
      'This Idempotency-Key was already used for another request: send a new key with a new request, the old one only to repeat it.',
      [],
      { header: 'Idempotency-Key' },
    );
  }
  return { status: earlier.status, headers: earlier.headers, body: earlier.body };
}

export async function keepAnswer(work: UnitOfWork, command: CommandKey, answer: StoredAnswer): Promise<void> {
  await work.tx.query(
    'update app.idempotency set status = $5, headers = $6, body = $7 where (network_id, subject, route, key) = ($1, $2, $3, $4)',
    [
      ...[work.networkId, command.subject, command.route, command.key, answer.status],
      JSON.stringify(answer.headers),
      answer.body === undefined ? null : JSON.stringify(answer.body),
    ],
  );
}

/** Forgets answers nobody will ask for again. @returns how many */
export async function forgetOldAnswers(relay: RelayPool): Promise<number> {
  const rows = await relay.query<{ count: number }>(
    'with gone as (delete from app.idempotency where created_at < app.now() - make_interval(days => $1) returning 1) select count(*)::integer as count from gone',
    [IDEMPOTENCY_RETENTION_DAYS],
  );
  return rows[0]?.count ?? 0;
}
