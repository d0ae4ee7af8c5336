import { Statement, type Transaction } from '@gewerk/platform-persistence';
import type { Position, Stream } from '../envelope/stream.js';
import { comparePositions, streamName } from '../envelope/stream.js';
import { arrayLiteral, plainArrayLiteral } from '../session/array-literal.js';
import type { StreamState } from '../pipeline/plan.js';
import type { GroupPosition } from '../transport/transport.js';
import { type Move, Moves } from './moves.js';

/** What `enter` found and wrote. */
export interface Entered {
  readonly states: ReadonlyMap<string, StreamState>;
  readonly written: Moves;
}

/** Where one consumer (a service in one generation) stands in each stream. */
export class Inbox {
  /** @param predecessor the former generation of this consumer, which may still run */
  constructor(
    readonly consumer: string,
    private readonly predecessor: string | null,
  ) {}

  /**
   * Locks the watermarks of the streams until the transaction ends, so that a consumer that was evicted from its group but
   * still runs waits here and then finds its events done. They move to the given positions in the same statement, because
   * that is where nearly every batch takes them; `settle` puts right what came out otherwise.
   * @param furthest one entry per stream: the last position that a batch brings
   * @param offsets where the group's partitions stand with this transaction
   */
  async enter(tx: Transaction, furthest: Moves, offsets: readonly GroupPosition[] = []): Promise<Entered> {
    const before = furthest.list.length === 0 ? [] : await ENTER.run(tx, [this.#consumers, ...furthest.columns]);
    // After the locks, so that its snapshot is younger than they are. Nearly always nothing is parked, and asking so costs nothing.
    const [look] = await SAVE_OFFSETS_AND_LOOK.run(tx, [this.consumer, ...columnsOfOffsets(offsets)]);
    const parked = look?.parked === true ? await this.#firstParked(tx, furthest.columns) : [];
    return { states: statesOf(furthest.list, before, parked), written: furthest };
  }

  /** Locks without moving: for decisions about one stream. */
  async lock(tx: Transaction, stream: Stream): Promise<void> {
    await this.moveTo(tx, stream, NOTHING);
  }

  /** Leaves each stream of `entered` where the plan took it: there, or where it stood before. */
  async settle(tx: Transaction, { states, written }: Entered, moved: ReadonlyMap<string, { readonly position: Position }>): Promise<void> {
    const wrong: Move[] = [];
    const wrongOfPredecessor: Move[] = [];
    for (const move of written.list) {
      const { position } = move;
      const state = states.get(move.streamName);
      if (state === undefined) continue;
      const planned = moved.get(move.streamName)?.position ?? NOTHING;
      const { watermark, reactedUpTo } = state;
      if (differ(later(planned, watermark), later(position, watermark))) wrong.push({ ...move, position: later(planned, watermark) });
      if (reactedUpTo !== null && differ(later(planned, reactedUpTo), later(position, reactedUpTo))) {
        wrongOfPredecessor.push({ ...move, position: later(planned, reactedUpTo) });
      }
    }
    if (wrong.length > 0) await tx.query(PUT, [[this.consumer], ...new Moves(wrong).columns]);
    if (wrongOfPredecessor.length > 0) await tx.query(PUT, [[this.predecessor], ...new Moves(wrongOfPredecessor).columns]);
  }

  /** Moves a locked stream forward, never back. */
  async moveTo(tx: Transaction, stream: Stream, position: Position): Promise<void> {
    await ENTER.run(tx, [this.#consumers, ...new Moves([{ streamName: streamName(stream), stream, position }]).columns]);
  }

  /** The offsets that committed with the effects: the truth after a restore, whatever the broker remembers. */
  async offsets(tx: Transaction): Promise<GroupPosition[]> {
    const rows = await tx.query<{ topic: string; partition: number; next_offset: string }[]>(
      'select topic, partition, next_offset from messaging.consumer_offset where consumer = $1',
      [this.consumer],
    );
    return rows.map((row) => ({ topic: row.topic, partition: row.partition, nextOffset: BigInt(row.next_offset) }));
  }

  // The former generation moves along: what this one reacted to, that one must not react to again.
  get #consumers(): string[] {
    return this.predecessor === null ? [this.consumer] : [this.consumer, this.predecessor];
  }

  /** The earliest parked event of each stream. */
  #firstParked(tx: Transaction, [networkIds, topics, keys]: Moves['columns']): Promise<ParkedRow[]> {
    return tx.query<ParkedRow[]>(FIRST_PARKED, [this.consumer, networkIds, topics, keys]);
  }
}

function statesOf(moves: readonly Move[], marks: readonly MarkRow[], parked: readonly ParkedRow[]): Map<string, StreamState> {
  const firstParked = new Map(parked.map((row) => [nameOf(row), positionOf(row)]));
  const reactedUpTo = new Map<number, Position>();
  for (const row of marks) if (!row.own) reactedUpTo.set(row.place, positionOf(row));
  const states = new Map<string, StreamState>();
  for (const row of marks) {
    if (!row.own) continue;
    const name = moves[row.place - 1]?.streamName ?? '';
    states.set(name, {
      watermark: positionOf(row),
      firstParked: firstParked.get(name) ?? null,
      reactedUpTo: reactedUpTo.get(row.place) ?? null,
    });
  }
  return states;
}

/** Where a stream stood: that of the given number, for this consumer or for its former generation. */
interface MarkRow {
  place: number;
  own: boolean;
  epoch: number;
  version: string;
}

interface ParkedRow {
  network_id: string;
  topic: string;
  key: string;
  epoch: number;
  version: string;
}

const ENTER = new Statement<MarkRow>(
  'messaging.enter',
  `insert into messaging.watermark as w (network_id, consumer, topic, key, epoch, version, place)
  select s.network_id, c.consumer, s.topic, s.key, s.epoch, s.version, s.place
  from unnest($2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bigint[])
    with ordinality as s(network_id, topic, key, epoch, version, place)
  cross join unnest($1::text[]) as c(consumer)
  -- Everybody locks in this order: two consumers then never wait for each other in a ring.
  order by s.network_id, s.topic collate "C", s.key collate "C", c.consumer collate "C"
  on conflict (network_id, consumer, topic, key) do update set
    epoch = greatest(w.epoch, excluded.epoch),
    version = case when w.epoch > excluded.epoch then w.version when w.epoch < excluded.epoch then excluded.version
      else greatest(w.version, excluded.version) end,
    place = excluded.place
  returning w.place, w.consumer = ($1::text[])[1] as own, coalesce(old.epoch, 0) as epoch, coalesce(old.version, 0) as version`,
);

const SAVE_OFFSETS_AND_LOOK = new Statement<{ parked: boolean }>(
  'messaging.save-offsets-and-look',
  `with saved as (
    insert into messaging.consumer_offset as o (consumer, topic, partition, next_offset)
    select $1, s.topic, s.partition, s.next_offset from unnest($2::text[], $3::integer[], $4::bigint[]) as s(topic, partition, next_offset)
    order by s.topic collate "C", s.partition
    on conflict (consumer, topic, partition) do update set next_offset = greatest(o.next_offset, excluded.next_offset)
  )
  select exists (select from messaging.parked where consumer = $1) as parked`,
);

// An upsert finds its rows by the key whatever the planner believes of the table; joins with the parameters were seen not to.
const PUT = `
  insert into messaging.watermark (network_id, consumer, topic, key, epoch, version)
  select s.network_id, c.consumer, s.topic, s.key, s.epoch, s.version
  from unnest($2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bigint[]) as s(network_id, topic, key, epoch, version)
  cross join unnest($1::text[]) as c(consumer)
  on conflict (network_id, consumer, topic, key) do update set epoch = excluded.epoch, version = excluded.version`;

const FIRST_PARKED = `
  select distinct on (p.network_id, p.topic, p.key) p.network_id, p.topic, p.key, p.epoch, p.version
  from messaging.parked p join unnest($2::uuid[], $3::text[], $4::text[]) as s(network_id, topic, key)
    on (p.network_id, p.topic, p.key) = (s.network_id, s.topic, s.key)
  where p.consumer = $1
  order by p.network_id, p.topic, p.key, p.epoch, p.version`;

const NOTHING: Position = { epoch: 0, version: 0 };

function columnsOfOffsets(offsets: readonly GroupPosition[]): [topics: string, partitions: string, nextOffsets: string] {
  return [
    arrayLiteral(offsets.map(({ topic }) => topic)),
    plainArrayLiteral(offsets.map(({ partition }) => partition)),
    plainArrayLiteral(offsets.map(({ nextOffset }) => nextOffset.toString())),
  ];
}

function later(a: Position, b: Position): Position {
  return comparePositions(a, b) >= 0 ? a : b;
}

function differ(a: Position, b: Position): boolean {
  return comparePositions(a, b) !== 0;
}

function nameOf(row: ParkedRow): string {
  return streamName({ networkId: row.network_id, topic: row.topic, key: row.key });
}

function positionOf(row: Pick<MarkRow, 'epoch' | 'version'>): Position {
  return { epoch: row.epoch, version: Number(row.version) };
}
