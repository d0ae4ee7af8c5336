import { Statement, type Transaction } from '@gewerk/platform-persistence';
import { bucketOf, columnsOf, type Stream } from '../envelope/stream.js';
import { arrayLiteral, plainArrayLiteral } from '../session/array-literal.js';
import type { Draft } from './draft.js';

// One statement. The heads are locked in the order of the streams, so that two writers never wait for each other in a ring;
// a row's id is drawn after its stream's head was locked, so that ids rise with versions within a stream. What many drafts have
// in common travels once and is found by its number, without a join. JSON has no line breaks of its own, so that payloads travel as lines.
const FLUSH = new Statement(
  'messaging.flush-outbox',
  `with head as (
    insert into messaging.stream_head as h (network_id, topic, key, epoch, version, place, correlation_id, traceparent)
    select s.network_id, s.topic, s.key, (select epoch from messaging.epoch), s.drawn, s.place, s.correlation_id, s.traceparent
    from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
      with ordinality as s(network_id, topic, key, drawn, correlation_id, traceparent, place)
    order by s.network_id, s.topic collate "C", s.key collate "C"
    on conflict (network_id, topic, key) do update set
      version = case when h.epoch >= excluded.epoch then h.version + excluded.version else excluded.version end,
      epoch = greatest(h.epoch, excluded.epoch),
      place = excluded.place
    returning epoch, version, place
  ), drawn as materialized (
    select array_agg(epoch order by place) as epochs, array_agg(version order by place) as versions from head
  )
  insert into messaging.outbox (network_id, topic, key, epoch, version, bucket, state, partitions, type, source, event_time,
    event_id, correlation_id, causation_id, hops, traceparent, payload, bytes)
  select ($1::uuid[])[d.stream], ($8::text[])[d.kind], d.key, drawn.epochs[d.stream], drawn.versions[d.stream] - d.later,
    ($7::smallint[])[d.stream], ($9::boolean[])[d.kind], ($10::integer[])[d.kind], ($11::text[])[d.kind], ($12::text[])[d.kind],
    ($13::timestamptz[])[d.kind], d.event_id, d.correlation_id, d.causation_id, ($14::integer[])[d.kind], ($15::text[])[d.kind],
    d.payload, octet_length(d.payload)
  from drawn cross join unnest($16::integer[], $17::integer[], $18::integer[], $19::text[], $20::uuid[], $21::text[], $22::text[],
    string_to_array($23, E'\\n')) with ordinality as d(stream, kind, later, key, event_id, correlation_id, causation_id, payload, ordinal)
  order by d.ordinal`,
);

/**
 * Writes the drafts into the outbox, drawing the next versions of their streams. Call it last in the transaction: from here
 * to the commit others who publish to the same streams wait. Ring the bell of the outbox after the commit.
 */
export async function flushOutbox(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const streams = new DrawnStreams();
  const kinds = new Kinds();
  const streamNumbers: number[] = [];
  const kindNumbers: number[] = [];
  const places: number[] = [];
  for (const draft of drafts) {
    const stream = streams.of(draft);
    streamNumbers.push(stream.number);
    kindNumbers.push(kinds.numberOf(draft));
    places.push((stream.drawn += 1));
  }
  const later = streamNumbers.map((number, index) => (streams.list[number - 1]?.drawn ?? 0) - (places[index] ?? 0));
  await FLUSH.run(tx, [
    ...columnsOf(streams.list),
    plainArrayLiteral(streams.list.map(({ drawn }) => drawn)),
    arrayLiteral(streams.list.map(({ begunBy }) => begunBy.correlationId)),
    arrayLiteral(streams.list.map(({ begunBy }) => begunBy.traceparent)),
    plainArrayLiteral(streams.list.map(bucketOf)),
    kinds.list.map((d) => d.topic.name),
    kinds.list.map((d) => d.topic.kind === 'state'),
    kinds.list.map((d) => d.topic.partitions),
    kinds.list.map((d) => d.type),
    kinds.list.map((d) => d.source),
    kinds.list.map((d) => d.time),
    kinds.list.map((d) => d.hops),
    kinds.list.map((d) => d.traceparent),
    plainArrayLiteral(streamNumbers),
    plainArrayLiteral(kindNumbers),
    plainArrayLiteral(later),
    arrayLiteral(drafts.map((d) => d.key)),
    plainArrayLiteral(drafts.map((d) => d.eventId)),
    arrayLiteral(drafts.map((d) => d.correlationId)),
    arrayLiteral(drafts.map((d) => d.causationId)),
    drafts.map((d) => d.text).join('\n'),
  ]);
}

interface DrawnStream extends Stream {
  /** From 1, in the order of their coming, as Postgres counts. */
  readonly number: number;
  drawn: number;
  /** Its first draft; what began a new stream is remembered (see `continueStream`). */
  readonly begunBy: Draft;
}

/** The streams of the drafts. */
class DrawnStreams {
  readonly list: DrawnStream[] = [];
  readonly #ofTopic = new Map<string, Map<string, DrawnStream>>();
  #keys = new Map<string, DrawnStream>();
  #previous: Draft | null = null;

  of(draft: Draft): DrawnStream {
    const { networkId, topic, key } = draft;
    // Nearly always it is of the topic of the one before it.
    if (this.#previous?.topic.name !== topic.name || this.#previous.networkId !== networkId) this.#keys = this.#keysOf(draft);
    this.#previous = draft;
    let stream = this.#keys.get(key);
    if (stream === undefined) {
      stream = { networkId, topic: topic.name, key, number: this.list.length + 1, drawn: 0, begunBy: draft };
      this.list.push(stream);
      this.#keys.set(key, stream);
    }
    return stream;
  }

  #keysOf({ networkId, topic }: Draft): Map<string, DrawnStream> {
    const name = `${networkId} ${topic.name}`;
    const keys = this.#ofTopic.get(name) ?? new Map<string, DrawnStream>();
    this.#ofTopic.set(name, keys);
    return keys;
  }
}

/** What drafts have in common, by one of each kind. */
class Kinds {
  readonly list: Draft[] = [];
  readonly #numbers = new Map<string, number>();
  #previous: { readonly draft: Draft; readonly number: number } | null = null;

  /** @returns from 1, in the order of their coming */
  numberOf(draft: Draft): number {
    if (this.#previous !== null && sameKind(this.#previous.draft, draft)) return this.#previous.number;
    const { type, topic, source, time, hops, traceparent } = draft;
    const name = `${type} ${topic.name} ${source} ${time.getTime()} ${hops} ${traceparent}`;
    const number = this.#numbers.get(name) ?? this.list.push(draft);
    this.#numbers.set(name, number);
    this.#previous = { draft, number };
    return number;
  }
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
