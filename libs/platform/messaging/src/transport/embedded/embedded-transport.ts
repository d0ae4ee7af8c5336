import { migrate } from '@gewerk/platform-persistence';
import pg from 'pg';
import type { TopicContract } from '../../contract/contract.js';
import { fnv1a } from '../../envelope/stream.js';
import type { Consumption, ConsumeOptions, EventTransport, GroupPosition, OutgoingRecord } from '../transport.js';
import { GroupReader } from './group-reader.js';
import { embeddedBusMigrations } from './schema.js';

const BUS_CHANNEL = 'gewerk_bus';

export interface EmbeddedTransportOptions {
  /** Connection string of the role `gewerk_app` or `gewerk_relay` in the database of the bus. */
  readonly url: string;
  readonly name: string;
  readonly batchSize?: number;
  readonly pollMillis?: number;
  /** A process that stands still this long loses its partitions to others of its group. */
  readonly leaseMillis?: number;
  onFault?(error: Error): void;
}

/** A partitioned log in a Postgres database of its own: what a broker gives, without a broker. */
export class EmbeddedTransport implements EventTransport {
  readonly #pool: pg.Pool;
  readonly #topics = new Map<string, TopicContract>();
  readonly #readers = new Set<GroupReader>();

  private constructor(private readonly options: EmbeddedTransportOptions) {
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: 6,
      application_name: `gewerk-${options.name}-bus`,
      connectionTimeoutMillis: 10_000,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', () => undefined);
  }

  /** Creates or updates the tables of the bus; a deploy step. */
  static prepare(ownerUrl: string): Promise<void> {
    return migrate({ ownerUrl, migrations: embeddedBusMigrations });
  }

  static connect(options: EmbeddedTransportOptions): EmbeddedTransport {
    return new EmbeddedTransport(options);
  }

  async ensureTopics(topics: readonly TopicContract[]): Promise<void> {
    if (topics.length === 0) return;
    await this.#transaction(async (client) => {
      await client.query(
        `insert into bus.topic (name, kind, partitions) select * from unnest($1::text[], $2::text[], $3::integer[]) as t(name, kind, partitions)
         order by t.name on conflict do nothing`,
        [topics.map((t) => t.name), topics.map((t) => t.kind), topics.map((t) => t.partitions)],
      );
      await client.query(
        `insert into bus.partition (topic, partition) select t.name, p from bus.topic t cross join generate_series(0, t.partitions - 1) p
         where t.name = any ($1) order by t.name, p on conflict do nothing`,
        [topics.map((t) => t.name)],
      );
    });
    for (const wanted of topics) {
      const found = await this.#topic(wanted.name);
      if (found.kind !== wanted.kind || found.partitions !== wanted.partitions) {
        throw new Error(
          `topic ${wanted.name} exists as ${found.kind} with ${found.partitions} partitions; its contract says ${wanted.kind} with ${wanted.partitions}: neither may ever change`,
        );
      }
    }
  }

  async append(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    const { kind, partitions } = await this.#topic(topic);
    const targets = records.map((record) => fnv1a(record.key) % partitions);
    await this.#transaction(async (client) => {
      // The locks make offsets visible in order: nobody reads past one that is still on its way.
      await client.query('select from bus.partition where topic = $1 and partition = any ($2) order by partition for update', [
        topic,
        [...new Set(targets)],
      ]);
      await client.query(APPEND, [
        topic,
        targets,
        records.map((record) => record.key),
        records.map((record) => JSON.stringify(record.headers)),
        records.map((record) => record.value),
        kind === 'state',
      ]);
      if (kind === 'state') await client.query(COMPACT, [topic, [...new Set(records.map((record) => record.key))]]);
      await client.query('select pg_notify($1, $2)', [BUS_CHANNEL, topic]);
    });
  }

  async consume(options: ConsumeOptions): Promise<Consumption> {
    const reader = new GroupReader(options, {
      url: this.options.url,
      applicationName: `gewerk-${this.options.name}-${options.group}`,
      channel: BUS_CHANNEL,
      batchSize: this.options.batchSize ?? 1000,
      pollMillis: this.options.pollMillis ?? 1000,
      leaseMillis: this.options.leaseMillis,
      onFault: (error) => this.options.onFault?.(error),
    });
    this.#readers.add(reader);
    await reader.start();
    return {
      close: async () => {
        this.#readers.delete(reader);
        await reader.stop();
      },
    };
  }

  async rewind(group: string, positions: readonly GroupPosition[]): Promise<void> {
    await this.#pool.query(
      `update bus.group_offset g set next_offset = s.next_offset
       from unnest($2::text[], $3::integer[], $4::bigint[]) as s(topic, partition, next_offset)
       where g.group_name = $1 and g.topic = s.topic and g.partition = s.partition and g.next_offset > s.next_offset`,
      [group, positions.map((p) => p.topic), positions.map((p) => p.partition), positions.map((p) => p.nextOffset.toString())],
    );
  }

  async counts(): Promise<Record<string, number>> {
    const { rows } = await this.#pool.query<{ topic: string; records: string }>(
      'select topic, sum(next_offset) as records from bus.partition group by topic order by topic',
    );
    return Object.fromEntries(rows.map((row) => [row.topic, Number(row.records)]));
  }

  async lag(group: string, topics: readonly string[]): Promise<number> {
    const { rows } = await this.#pool.query<{ lag: string }>(
      `select coalesce(sum(p.next_offset - coalesce(g.next_offset, 0)), 0) as lag from bus.partition p
       left join bus.group_offset g on g.group_name = $1 and g.topic = p.topic and g.partition = p.partition where p.topic = any ($2)`,
      [group, topics],
    );
    return Number(rows[0]?.lag ?? 0);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#readers].map((reader) => reader.stop()));
    this.#readers.clear();
    await this.#pool.end();
  }

  async #topic(name: string): Promise<TopicContract> {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const { rows } = await this.#pool.query<TopicContract>('select name, kind, partitions from bus.topic where name = $1', [name]);
    const [row] = rows;
    if (row === undefined) throw new Error(`topic ${name} does not exist: create the topics of the contracts first`);
    this.#topics.set(name, row);
    return row;
  }

  async #transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      // A connection in doubt is not given to the next one.
      client.release(true);
      throw error;
    }
  }
}

const APPEND = `
  with incoming as (
    select i.*, row_number() over (partition by i.partition order by i.ordinal) - 1 as place
    from unnest($2::integer[], $3::text[], $4::text[], $5::text[]) with ordinality as i(partition, key, headers, value, ordinal)
  ), moved as (
    update bus.partition p set next_offset = p.next_offset + c.n
    from (select partition, count(*) as n from incoming group by partition) c
    where p.topic = $1 and p.partition = c.partition returning p.partition, p.next_offset - c.n as first_offset
  )
  insert into bus.record (topic, partition, "offset", key, headers, value, bytes, compacted)
  select $1, i.partition, m.first_offset + i.place, i.key, i.headers, i.value, octet_length(i.value) + octet_length(i.headers), $6
  from incoming i join moved m using (partition) order by i.ordinal`;

const COMPACT = `
  delete from bus.record r using (
    select topic, key, max("offset") as newest from bus.record where compacted and topic = $1 and key = any ($2) group by topic, key) n
  where r.compacted and r.topic = n.topic and r.key = n.key and r."offset" < n.newest`;
