import type { Transaction } from '@gewerk/platform-persistence';
import { bucketOf } from '../envelope/stream.js';
import type { Draft } from './draft.js';

export const OUTBOX_CHANNEL = 'gewerk_outbox';

// One statement. The heads are locked in the order of the streams, so that two writers never wait for each other in a ring;
// a row's id is drawn after its stream's head was locked, so that ids rise with versions within a stream.
const FLUSH = `
  with draft as (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::integer[], $6::smallint[], $7::uuid[], $8::text[], $9::text[],
      $10::timestamptz[], $11::text[], $12::text[], $13::integer[], $14::text[], $15::text[], $16::integer[]) with ordinality
      as d(network_id, topic, key, state, partitions, bucket, event_id, type, source, event_time, correlation_id, causation_id, hops,
        traceparent, payload, bytes, ordinal)
  ), head as (
    insert into messaging.stream_head as h (network_id, topic, key, epoch, version)
    select s.network_id, s.topic, s.key, e.epoch, s.drawn
    from (select network_id, topic, key, count(*) as drawn from draft group by network_id, topic, key) s cross join messaging.epoch e
    order by s.network_id, s.topic collate "C", s.key collate "C"
    on conflict (network_id, topic, key) do update set
      version = case when h.epoch >= excluded.epoch then h.version + excluded.version else excluded.version end,
      epoch = greatest(h.epoch, excluded.epoch)
    returning network_id, topic, key, epoch, version
  ), written as (
    insert into messaging.outbox (network_id, topic, key, epoch, version, state, partitions, bucket, event_id, type, source, event_time,
      correlation_id, causation_id, hops, traceparent, payload, bytes)
    select d.network_id, d.topic, d.key, h.epoch,
      h.version - row_number() over (partition by d.network_id, d.topic, d.key order by d.ordinal desc) + 1,
      d.state, d.partitions, d.bucket, d.event_id, d.type, d.source, d.event_time, d.correlation_id, d.causation_id, d.hops, d.traceparent,
      d.payload, d.bytes
    from draft d join head h using (network_id, topic, key)
    order by d.ordinal
    returning 1
  )
  select pg_notify('${OUTBOX_CHANNEL}', '') from (select count(*) from written) counted`;

/**
 * Writes the drafts into the outbox, drawing the next versions of their streams. Call it last in the transaction: from here
 * to the commit others who publish to the same streams wait.
 */
export async function flushOutbox(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx.query(FLUSH, [
    drafts.map((d) => d.networkId),
    drafts.map((d) => d.topic.name),
    drafts.map((d) => d.key),
    drafts.map((d) => d.topic.kind === 'state'),
    drafts.map((d) => d.topic.partitions),
    drafts.map((d) => bucketOf({ networkId: d.networkId, topic: d.topic.name, key: d.key })),
    drafts.map((d) => d.eventId),
    drafts.map((d) => d.type),
    drafts.map((d) => d.source),
    drafts.map((d) => d.time),
    drafts.map((d) => d.correlationId),
    drafts.map((d) => d.causationId),
    drafts.map((d) => d.hops),
    drafts.map((d) => d.traceparent),
    drafts.map((d) => d.text),
    drafts.map((d) => Buffer.byteLength(d.text)),
  ]);
}
