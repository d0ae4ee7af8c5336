import type { Transaction } from '@gewerk/platform-persistence';
import { bucketOf, columnsOf, streamName } from '../envelope/stream.js';
import { arrayLiteral, plainArrayLiteral } from '../session/array-literal.js';
import type { Draft } from './draft.js';

// One statement. The heads are locked in the order of the streams, so that two writers never wait for each other in a ring;
// a row's id is drawn after its stream's head was locked, so that ids rise with versions within a stream. What many drafts have
// in common travels once.
const FLUSH = `
  with head as (
    insert into messaging.stream_head as h (network_id, topic, key, epoch, version, place, correlation_id, traceparent)
    select s.network_id, s.topic, s.key, (select epoch from messaging.epoch), s.drawn, s.place, s.correlation_id, s.traceparent
    from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $20::text[], $21::text[])
      with ordinality as s(network_id, topic, key, drawn, correlation_id, traceparent, place)
    order by s.network_id, s.topic collate "C", s.key collate "C"
    on conflict (network_id, topic, key) do update set
      version = case when h.epoch >= excluded.epoch then h.version + excluded.version else excluded.version end,
      epoch = greatest(h.epoch, excluded.epoch),
      place = excluded.place
    returning network_id, topic, key, epoch, version, place
  )
  insert into messaging.outbox (network_id, topic, key, epoch, version, bucket, state, partitions, type, source, event_time,
    event_id, correlation_id, causation_id, hops, traceparent, payload, bytes)
  select h.network_id, h.topic, h.key, h.epoch, h.version - d.later, s.bucket, k.state, k.partitions, k.type, k.source, k.event_time,
    d.event_id, d.correlation_id, d.causation_id, k.hops, k.traceparent, d.payload, octet_length(d.payload)
  from unnest($13::integer[], $14::integer[], $15::integer[], $16::uuid[], $17::text[], $18::text[], $19::text[])
    with ordinality as d(stream, kind, later, event_id, correlation_id, causation_id, payload, ordinal)
  join unnest($5::smallint[]) with ordinality as s(bucket, ordinal) on s.ordinal = d.stream
  join head h on h.place = d.stream
  join unnest($6::boolean[], $7::integer[], $8::text[], $9::text[], $10::timestamptz[], $11::integer[], $12::text[]) with ordinality
    as k(state, partitions, type, source, event_time, hops, traceparent, ordinal) on k.ordinal = d.kind
  order by d.ordinal`;

/**
 * Writes the drafts into the outbox, drawing the next versions of their streams. Call it last in the transaction: from here
 * to the commit others who publish to the same streams wait. Ring the bell of the outbox after the commit.
 */
export async function flushOutbox(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const streams = new Numbered<DrawnStream>();
  const kinds = new Numbered<Draft>();
  let previous: { readonly draft: Draft; readonly number: number } | null = null;
  const places = drafts.map((draft) => {
    const stream = { networkId: draft.networkId, topic: draft.topic.name, key: draft.key };
    const numbered = streams.add(streamName(stream), () => ({ ...stream, drawn: 0, begunBy: draft }));
    numbered.item.drawn += 1;
    // Nearly always it is of the kind of the one before it.
    if (previous === null || !sameKind(previous.draft, draft)) previous = { draft, number: kinds.add(kindOf(draft), () => draft).number };
    return { stream: numbered, place: numbered.item.drawn, kind: previous.number };
  });
  await tx.query(FLUSH, [
    ...columnsOf(streams.items),
    plainArrayLiteral(streams.items.map(({ drawn }) => drawn)),
    plainArrayLiteral(streams.items.map(bucketOf)),
    kinds.items.map((d) => d.topic.kind === 'state'),
    kinds.items.map((d) => d.topic.partitions),
    kinds.items.map((d) => d.type),
    kinds.items.map((d) => d.source),
    kinds.items.map((d) => d.time),
    kinds.items.map((d) => d.hops),
    kinds.items.map((d) => d.traceparent),
    plainArrayLiteral(places.map(({ stream }) => stream.number)),
    plainArrayLiteral(places.map(({ kind }) => kind)),
    plainArrayLiteral(places.map(({ stream, place }) => stream.item.drawn - place)),
    plainArrayLiteral(drafts.map((d) => d.eventId)),
    arrayLiteral(drafts.map((d) => d.correlationId)),
    arrayLiteral(drafts.map((d) => d.causationId)),
    arrayLiteral(drafts.map((d) => d.text)),
    arrayLiteral(streams.items.map(({ begunBy }) => begunBy.correlationId)),
    arrayLiteral(streams.items.map(({ begunBy }) => begunBy.traceparent)),
  ]);
}

function sameKind(a: Draft, b: Draft): boolean {
  return (
    a.type === b.type &&
    a.topic.name === b.topic.name &&
    a.source === b.source &&
    a.time === b.time &&
    a.hops === b.hops &&
    a.traceparent === b.traceparent
  );
}

function kindOf({ type, topic, source, time, hops, traceparent }: Draft): string {
  return `${type} ${topic.name} ${source} ${time.getTime()} ${hops} ${traceparent}`;
}

interface DrawnStream {
  readonly networkId: string;
  readonly topic: string;
  readonly key: string;
  drawn: number;
  /** Its first draft; what began a new stream is remembered (see `continueStream`). */
  readonly begunBy: Draft;
}

/** Different items, numbered from 1 in the order of their coming, as Postgres counts. */
class Numbered<Item> {
  readonly items: Item[] = [];
  readonly #known = new Map<string, { readonly item: Item; readonly number: number }>();

  add(name: string, create: () => Item): { readonly item: Item; readonly number: number } {
    let known = this.#known.get(name);
    if (known === undefined) {
      const item = create();
      known = { item, number: this.items.push(item) };
      this.#known.set(name, known);
    }
    return known;
  }
}
