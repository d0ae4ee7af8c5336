import { SlotSession } from '../../session/slot-session.js';
import { backoffMillis, WakeSignal } from '../../session/wake-signal.js';
import type { ConsumeOptions, IncomingRecord } from '../transport.js';

export interface GroupReaderSettings {
  readonly url: string;
  readonly applicationName: string;
  readonly channel: string;
  readonly batchSize: number;
  readonly pollMillis: number;
  readonly leaseMillis: number | undefined;
  onFault(error: Error): void;
}

/** Partition n of every topic goes with slot n modulo this: the number of partitions that every contract states. */
const SLOTS = 12;
const BATCH_BYTES = 8 * 1024 * 1024;

/** One member of a consumer group: owns some of the partitions, hands their records on in batches, commits afterwards. */
export class GroupReader {
  readonly #wake = new WakeSignal();
  readonly #stop = new AbortController();
  #session: SlotSession | null = null;
  #loop: Promise<void> | null = null;
  #rebalancedAt = 0;

  constructor(
    private readonly options: ConsumeOptions,
    private readonly settings: GroupReaderSettings,
  ) {}

  async start(): Promise<void> {
    await this.#liveSession();
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('the consumer is stopping'));
    this.#wake.wake();
    await this.#loop;
    await this.#session?.close();
    this.#session = null;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      try {
        const read = await this.#round();
        failures = 0;
        if (read === 0) await this.#wake.sleep(this.settings.pollMillis);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        failures += 1;
        this.settings.onFault(error instanceof Error ? error : new Error(String(error)));
        await this.#wake.sleep(backoffMillis(failures, 5000));
      }
    }
  }

  async #round(): Promise<number> {
    const session = await this.#liveSession();
    if (Date.now() - this.#rebalancedAt >= this.settings.pollMillis) {
      await session.rebalance();
      this.#rebalancedAt = Date.now();
    }
    if (session.owned.length === 0) return 0;
    const records = await this.#fetch(session);
    if (records.length === 0) return 0;
    await this.options.onBatch(records, this.#stop.signal);
    await this.#commit(session, records);
    return records.length;
  }

  async #fetch(session: SlotSession): Promise<IncomingRecord[]> {
    const rows = await session.query<RecordRow>(FETCH, [
      this.options.group,
      this.options.topics,
      session.owned,
      SLOTS,
      this.settings.batchSize,
      BATCH_BYTES,
    ]);
    return rows.map((row) => ({
      topic: row.topic,
      partition: row.partition,
      offset: BigInt(row.offset),
      key: row.key,
      headers: JSON.parse(row.headers) as Record<string, string>,
      value: Buffer.from(row.value),
    }));
  }

  async #commit(session: SlotSession, records: readonly IncomingRecord[]): Promise<void> {
    const last = new Map(records.map((record) => [`${record.topic}/${record.partition}`, record]));
    const rows = [...last.values()];
    await session.query(
      `insert into bus.group_offset as g (group_name, topic, partition, next_offset)
       select $1, s.topic, s.partition, s.next_offset from unnest($2::text[], $3::integer[], $4::bigint[]) as s(topic, partition, next_offset)
       order by s.topic, s.partition
       on conflict (group_name, topic, partition) do update set next_offset = greatest(g.next_offset, excluded.next_offset)`,
      [this.options.group, rows.map((row) => row.topic), rows.map((row) => row.partition), rows.map((row) => (row.offset + 1n).toString())],
    );
  }

  async #liveSession(): Promise<SlotSession> {
    if (this.#session?.alive === true) return this.#session;
    await this.#session?.close();
    this.#session = await SlotSession.open({
      url: this.settings.url,
      applicationName: this.settings.applicationName,
      space: `gewerk.group.${this.options.group}`,
      slots: SLOTS,
      leaseMillis: this.settings.leaseMillis,
      channel: this.settings.channel,
      onNotice: (topic) => {
        if (this.options.topics.includes(topic)) this.#wake.wake();
      },
    });
    this.#rebalancedAt = 0;
    return this.#session;
  }
}

interface RecordRow {
  topic: string;
  partition: number;
  offset: string;
  key: string;
  headers: string;
  value: string;
}

// Whatever the limits cut off, each partition gives a beginning of what lies ahead of it: the last cut is by position, which
// rises with the offsets. Values are read for what was picked only.
const FETCH = `
  select topic, partition, "offset", r.key, r.headers, r.value from (
    select ahead.*, sum(bytes) over (order by position) - bytes as bytes_before from (
      select r.topic, r.partition, r."offset", r.position, r.bytes from bus.partition p
      left join bus.group_offset g on g.group_name = $1 and g.topic = p.topic and g.partition = p.partition
      cross join lateral (
        select * from bus.record r where r.topic = p.topic and r.partition = p.partition and r."offset" >= coalesce(g.next_offset, 0)
        order by r."offset" limit greatest(100, $5 / 4)) r
      where p.topic = any ($2) and p.partition % $4 = any ($3) and p.next_offset > coalesce(g.next_offset, 0)
      order by r.position limit $5) ahead) picked
  join bus.record r using (topic, partition, "offset")
  where bytes_before < $6 order by r.position`;
