import type { Transaction } from '@gewerk/platform-persistence';
import type { Position, Stream } from '../envelope/stream.js';
import { columnsOf, comparePositions, streamName } from '../envelope/stream.js';
import { plainArrayLiteral } from '../session/array-literal.js';
import type { StreamState } from '../pipeline/plan.js';
import type { GroupPosition } from '../transport/transport.js';

export interface Move {
  readonly stream: Stream;
  readonly position: Position;
}

/** What `enter` found and wrote. */
export interface Entered {
  readonly states: ReadonlyMap<string, StreamState>;
  readonly written: readonly Move[];
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
   */
  async enter(tx: Transaction, furthest: readonly Move[]): Promise<Entered> {
    if (furthest.length === 0) return { states: new Map(), written: [] };
    const before = await tx.query<MarkRow[]>(ENTER, [this.#consumers, ...columnsOfMoves(furthest)]);
    const states = statesOf(furthest, before, await this.#firstParked(tx, furthest));
    return { states, written: furthest };
  }

  /** Locks without moving: for decisions about one stream. */
  async lock(tx: Transaction, streams: readonly Stream[]): Promise<void> {
    await this.enter(
      tx,
      streams.map((stream) => ({ stream, position: NOTHING })),
    );
  }

  /** Leaves each stream of `entered` where the plan took it: there, or where it stood before. */
  async settle(tx: Transaction, { states, written }: Entered, moved: ReadonlyMap<string, Move>): Promise<void> {
    const wrong: Move[] = [];
    const wrongOfPredecessor: Move[] = [];
    for (const { stream, position } of written) {
      const name = streamName(stream);
      const state = states.get(name);
      if (state === undefined) continue;
      const planned = moved.get(name)?.position ?? NOTHING;
      const { watermark, reactedUpTo } = state;
      if (differ(later(planned, watermark), later(position, watermark))) wrong.push({ stream, position: later(planned, watermark) });
      if (reactedUpTo !== null && differ(later(planned, reactedUpTo), later(position, reactedUpTo))) {
        wrongOfPredecessor.push({ stream, position: later(planned, reactedUpTo) });
      }
    }
    if (wrong.length > 0) await tx.query(PUT, [[this.consumer], ...columnsOfMoves(wrong)]);
    if (wrongOfPredecessor.length > 0) await tx.query(PUT, [[this.predecessor], ...columnsOfMoves(wrongOfPredecessor)]);
  }

  /** Moves locked streams forward, never back. */
  async moveTo(tx: Transaction, moves: readonly Move[]): Promise<void> {
    if (moves.length > 0) await tx.query(ENTER, [this.#consumers, ...columnsOfMoves(moves)]);
  }

  async saveOffsets(tx: Transaction, positions: readonly GroupPosition[]): Promise<void> {
    await tx.query(
      `insert into messaging.consumer_offset as o (consumer, topic, partition, next_offset)
       select $1, s.topic, s.partition, s.next_offset from unnest($2::text[], $3::integer[], $4::bigint[]) as s(topic, partition, next_offset)
       order by s.topic collate "C", s.partition
       on conflict (consumer, topic, partition) do update set next_offset = greatest(o.next_offset, excluded.next_offset)`,
      [
        this.consumer,
        positions.map((position) => position.topic),
        positions.map((position) => position.partition),
        positions.map((position) => position.nextOffset.toString()),
      ],
    );
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

  /** The earliest parked event of each stream. A statement after the locks: its snapshot is younger than they are. */
  async #firstParked(tx: Transaction, streams: readonly Move[]): Promise<ParkedRow[]> {
    // Nearly always there is none, and asking so costs nothing.
    const any = await tx.query<unknown[]>('select from messaging.parked where consumer = $1 limit 1', [this.consumer]);
    if (any.length === 0) return [];
    return tx.query<ParkedRow[]>(FIRST_PARKED, [this.consumer, ...columnsOf(streams.map(({ stream }) => stream))]);
  }
}

function statesOf(streams: readonly Move[], marks: readonly MarkRow[], parked: readonly ParkedRow[]): Map<string, StreamState> {
  const names = streams.map(({ stream }) => streamName(stream));
  const firstParked = new Map(parked.map((row) => [nameOf(row), positionOf(row)]));
  const reactedUpTo = new Map<number, Position>();
  for (const row of marks) if (!row.own) reactedUpTo.set(row.place, positionOf(row));
  const states = new Map<string, StreamState>();
  for (const row of marks) {
    if (!row.own) continue;
    const name = names[row.place - 1] ?? '';
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

const ENTER = `
  insert into messaging.watermark as w (network_id, consumer, topic, key, epoch, version, place)
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
  returning w.place, w.consumer = ($1::text[])[1] as own, coalesce(old.epoch, 0) as epoch, coalesce(old.version, 0) as version`;

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

function columnsOfMoves(moves: readonly Move[]): [...ReturnType<typeof columnsOf>, string, string] {
  return [
    ...columnsOf(moves.map(({ stream }) => stream)),
    plainArrayLiteral(moves.map(({ position }) => position.epoch)),
    plainArrayLiteral(moves.map(({ position }) => position.version)),
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
