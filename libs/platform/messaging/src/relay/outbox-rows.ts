import type { TopicContract } from '../contract/contract.js';
import { encode } from '../envelope/codec.js';
import { columnsOf, type Stream } from '../envelope/stream.js';
import { plainArrayLiteral } from '../session/array-literal.js';
import type { SlotSession } from '../session/slot-session.js';
import type { OutgoingRecord } from '../transport/transport.js';

/** A row of the outbox as the relay reads it; 64-bit columns come as text. */
export interface OutboxRow {
  id: string;
  network_id: string;
  topic: string;
  state: boolean;
  partitions: number;
  key: string;
  epoch: number;
  version: string;
  event_id: string;
  type: string;
  source: string;
  event_time: Date;
  correlation_id: string;
  causation_id: string | null;
  hops: number;
  traceparent: string | null;
  payload: string;
}

const COLUMNS = [
  ...['id', 'network_id', 'topic', 'state', 'partitions', 'key', 'epoch', 'version', 'event_id', 'type', 'source', 'event_time'],
  ...['correlation_id', 'causation_id', 'hops', 'traceparent', 'payload'],
].join(', ');

/** What one batch may hold in memory, in bytes of payload. */
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * The oldest unsent rows of the buckets, by id: a stream's ids rise with its versions.
 * @param afterId of the last row that is on its way already; no row of its stream commits below it any more
 */
export function unsentRows(session: SlotSession, limit: number, afterId: string): Promise<OutboxRow[]> {
  return session.prepared<OutboxRow>(
    'unsent-rows',
    `select ${COLUMNS} from (select *, sum(bytes) over (order by id rows unbounded preceding) - bytes as before from (
       select * from messaging.outbox where unsent and bucket = any ($1) and id > $4 order by id limit $2) oldest) picked
     where before < $3 order by id`,
    [session.owned, limit, BATCH_BYTES, afterId],
  );
}

/** @returns the ids that were still unsent; another relay marked the others */
export async function markSent(session: SlotSession, ids: readonly string[]): Promise<Set<string>> {
  const marked = await session.prepared<{ id: string }>(
    'mark-sent',
    // The sub-select makes it one call instead of one per row.
    'update messaging.outbox set unsent = false, sent_at = (select app.now()) where unsent and id = any ($1::bigint[]) returning id',
    [plainArrayLiteral(ids)],
  );
  return new Set(marked.map((row) => row.id));
}

/** The last committed row of each stream of states, sent or not. */
export function newestRows(session: SlotSession, streams: readonly Stream[]): Promise<OutboxRow[]> {
  return session.query<OutboxRow>(
    `select o.* from unnest($1::uuid[], $2::text[], $3::text[]) as s(network_id, topic, key)
     cross join lateral (select ${COLUMNS} from messaging.outbox o where o.state and o.network_id = s.network_id and o.topic = s.topic
       and o.key = s.key order by o.epoch desc, o.version desc limit 1) o`,
    columnsOf(streams),
  );
}

/** Deletes old sent rows, but never the newest state of a stream, which a relay may have to publish again. */
export async function purgeSentRows(session: SlotSession, keepHours: number): Promise<void> {
  await session.query(
    `delete from messaging.outbox where (network_id, id) in (
       select o.network_id, o.id from messaging.outbox o
       where not o.unsent and o.sent_at < app.now() - $1 * interval '1 hour' and (not o.state or exists (
         select 1 from messaging.outbox n where n.state and n.network_id = o.network_id and n.topic = o.topic and n.key = o.key
           and (n.epoch, n.version) > (o.epoch, o.version)))
       limit 5000)`,
    [keepHours],
  );
}

export function topicOf(row: OutboxRow): TopicContract {
  return { name: row.topic, kind: row.state ? 'state' : 'fact', partitions: row.partitions };
}

export function recordOf(row: OutboxRow): OutgoingRecord {
  return encode(
    {
      networkId: row.network_id,
      topic: row.topic,
      key: row.key,
      epoch: row.epoch,
      version: Number(row.version),
      id: row.event_id,
      type: row.type,
      source: row.source,
      time: row.event_time,
      correlationId: row.correlation_id,
      causationId: row.causation_id,
      hops: row.hops,
      traceparent: row.traceparent,
    },
    row.payload,
  );
}
