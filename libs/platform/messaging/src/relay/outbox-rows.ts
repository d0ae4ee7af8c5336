import type { TopicContract } from '../contract/contract.js';
import { encode } from '../envelope/codec.js';
import type { Stream } from '../envelope/stream.js';
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

const COLUMNS = `o.id, o.network_id, o.topic, o.state, o.partitions, o.key, o.epoch, o.version, o.event_id, o.type, o.source, o.event_time,
  o.correlation_id, o.causation_id, o.hops, o.traceparent, o.payload`;

/** What one batch may hold in memory, in bytes of payload. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** The oldest unsent rows of the buckets, by id: a stream's ids rise with its versions. */
export function unsentRows(session: SlotSession, buckets: readonly number[], limit: number): Promise<OutboxRow[]> {
  return session.query<OutboxRow>(
    `select ${COLUMNS} from (
       select id, network_id, sum(bytes) over (order by id) - bytes as before from (
         select id, network_id, bytes from messaging.outbox where unsent and bucket = any ($1) order by id limit $2) oldest) picked
     join messaging.outbox o on o.network_id = picked.network_id and o.id = picked.id
     where picked.before < $3 order by o.id`,
    [buckets, limit, BATCH_BYTES],
  );
}

/** @returns the ids that were still unsent; another relay marked the others */
export async function markSent(session: SlotSession, ids: readonly string[]): Promise<Set<string>> {
  const marked = await session.query<{ id: string }>(
    'update messaging.outbox set unsent = false, sent_at = app.now() where unsent and id = any ($1::bigint[]) returning id',
    [ids],
  );
  return new Set(marked.map((row) => row.id));
}

/** The last committed row of each stream, sent or not. */
export function newestRows(session: SlotSession, streams: readonly Stream[]): Promise<OutboxRow[]> {
  return session.query<OutboxRow>(
    `select ${COLUMNS} from unnest($1::uuid[], $2::text[], $3::text[]) as s(network_id, topic, key)
     cross join lateral (select * from messaging.outbox o where o.network_id = s.network_id and o.topic = s.topic and o.key = s.key
       order by o.epoch desc, o.version desc limit 1) o`,
    [streams.map((s) => s.networkId), streams.map((s) => s.topic), streams.map((s) => s.key)],
  );
}

/** Deletes old sent rows, but never the newest state of a stream, which a relay may have to publish again. */
export async function purgeSentRows(session: SlotSession, keepHours: number): Promise<void> {
  await session.query(
    `delete from messaging.outbox where (network_id, id) in (
       select o.network_id, o.id from messaging.outbox o
       where not o.unsent and o.sent_at < app.now() - $1 * interval '1 hour' and (not o.state or exists (
         select 1 from messaging.outbox n where n.network_id = o.network_id and n.topic = o.topic and n.key = o.key
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
