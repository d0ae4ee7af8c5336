import type { Transaction } from '@gewerk/platform-persistence';
import type { Position, Stream } from '../envelope/stream.js';
import { streamName } from '../envelope/stream.js';
import type { StreamState } from '../pipeline/plan.js';
import type { GroupPosition } from '../transport/transport.js';

/** Where one consumer (a service in one generation) stands in each stream. */
export class Inbox {
  /** @param predecessor the former generation of this consumer, which may still run */
  constructor(
    readonly consumer: string,
    private readonly predecessor: string | null,
  ) {}

  /**
   * Locks the watermarks of the streams until the transaction ends, so that a consumer that was evicted from its group but
   * still runs waits here and then finds its events done.
   */
  async lock(tx: Transaction, streams: readonly Stream[]): Promise<Map<string, StreamState>> {
    const consumers = this.predecessor === null ? [this.consumer] : [this.consumer, this.predecessor];
    const parameters = [consumers, ...columnsOf(streams)];
    // Missing rows first, in the same order as the locks: two consumers then never wait for each other in a ring.
    await tx.query(
      `insert into messaging.watermark (network_id, consumer, topic, key, epoch, version) ${ALL} ${ORDER} on conflict do nothing`,
      parameters,
    );
    const marks = await tx.query<MarkRow[]>(
      `select w.network_id, w.consumer, w.topic, w.key, w.epoch, w.version from messaging.watermark w
       join (${ALL}) s on (w.network_id, w.consumer, w.topic, w.key) = (s.network_id, s.consumer, s.topic, s.key)
       order by w.network_id, w.topic collate "C", w.key collate "C", w.consumer collate "C" for update of w`,
      parameters,
    );
    // A statement of its own: its snapshot is younger than the locks.
    const parked = await tx.query<MarkRow[]>(
      `select distinct on (p.network_id, p.topic, p.key) p.network_id, p.consumer, p.topic, p.key, p.epoch, p.version
       from messaging.parked p join unnest($2::uuid[], $3::text[], $4::text[]) as s(network_id, topic, key)
         on (p.network_id, p.topic, p.key) = (s.network_id, s.topic, s.key)
       where p.consumer = ($1::text[])[1]
       order by p.network_id, p.topic, p.key, p.epoch, p.version`,
      parameters,
    );
    return this.#states(marks, parked);
  }

  async moveTo(tx: Transaction, moves: Iterable<{ readonly stream: Stream; readonly position: Position }>): Promise<void> {
    const rows = [...moves];
    if (rows.length === 0) return;
    const consumers = this.predecessor === null ? [this.consumer] : [this.consumer, this.predecessor];
    await tx.query(
      // The former generation moves along: what this one reacted to, that one must not react to again.
      `update messaging.watermark w set epoch = s.epoch, version = s.version
       from unnest($2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bigint[]) as s(network_id, topic, key, epoch, version)
       where w.consumer = any ($1) and (w.network_id, w.topic, w.key) = (s.network_id, s.topic, s.key)
         and (w.epoch, w.version) < (s.epoch, s.version)`,
      [
        consumers,
        ...columnsOf(rows.map((row) => row.stream)),
        rows.map((row) => row.position.epoch),
        rows.map((row) => row.position.version),
      ],
    );
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

  #states(marks: readonly MarkRow[], parked: readonly MarkRow[]): Map<string, StreamState> {
    const firstParked = new Map(parked.map((row) => [nameOf(row), positionOf(row)]));
    const reacted = new Map(marks.filter((row) => row.consumer === this.predecessor).map((row) => [nameOf(row), positionOf(row)]));
    const states = new Map<string, StreamState>();
    for (const row of marks) {
      if (row.consumer !== this.consumer) continue;
      const name = nameOf(row);
      states.set(name, {
        watermark: positionOf(row),
        firstParked: firstParked.get(name) ?? null,
        reactedUpTo: this.predecessor === null ? null : (reacted.get(name) ?? { epoch: 0, version: 0 }),
      });
    }
    return states;
  }
}

interface MarkRow {
  network_id: string;
  consumer: string;
  topic: string;
  key: string;
  epoch: number;
  version: string;
}

const ALL = `select s.network_id, c.consumer, s.topic, s.key, 0 as epoch, 0::bigint as version
  from unnest($2::uuid[], $3::text[], $4::text[]) as s(network_id, topic, key) cross join unnest($1::text[]) as c(consumer)`;
const ORDER = 'order by s.network_id, s.topic collate "C", s.key collate "C", c.consumer collate "C"';

export function columnsOf(streams: readonly Stream[]): [string[], string[], string[]] {
  return [streams.map((s) => s.networkId), streams.map((s) => s.topic), streams.map((s) => s.key)];
}

function nameOf(row: MarkRow): string {
  return streamName({ networkId: row.network_id, topic: row.topic, key: row.key });
}

function positionOf(row: MarkRow): Position {
  return { epoch: row.epoch, version: Number(row.version) };
}
