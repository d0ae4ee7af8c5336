import { afterEach, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { connect, type Socket } from 'node:net';
import { KafkaTransport, type KafkaTransportOptions } from '../src/transport/kafka/kafka-transport.js';
import type { IncomingRecord } from '../src/transport/transport.js';
import { eventually, newTopic } from './harness.js';

type SocketFactory = NonNullable<KafkaTransportOptions['socketFactory']>;

const OFFSET_COMMIT = 8;
const SESSION_MILLIS = 6_000;

/** Tests of faults of the network between our clients and a broker, some at instants that only the bytes of a request tell. */
export function transportOutlivesItsClients(brokers: string): void {
  const bench = new FaultBench(brokers);
  const { transport } = bench;

  afterEach(() => bench.close());

  it('commits again what the broker did not hear of, though no further record comes', async () => {
    const topic = await bench.topicWithOneRecord();
    let cut = 0;
    const { seen, group } = await bench.readOver(
      sockets((socket) => {
        const write = socket.write.bind(socket) as (data: Buffer, encoding: BufferEncoding) => boolean;
        socket.write = ((data: Buffer, encoding: BufferEncoding) => {
          if (cut > 0 || apiKeyOf(data) !== OFFSET_COMMIT) return write(data, encoding);
          cut += 1;
          socket.destroy();
          socket.emit('end');
          return false;
        }) as Socket['write'];
      }),
      topic,
    );
    await eventually(() => expect(seen.length).toBeGreaterThan(0));
    await eventually(async () => expect(await transport.lag(group, [topic])).toBe(0));
    expect(cut).toBe(1);
    expect(new Set(seen.map(({ offset }) => offset))).toEqual(new Set([0n]));
  });

  it('replaces a consumer that falls silent, and the new one reads on', async () => {
    const topic = await bench.topicWithOneRecord();
    const mute: Socket[] = [];
    let silent = false;
    const { seen, faults, group } = await bench.readOver(
      sockets((socket) => {
        if (silent) return;
        mute.push(socket);
      }),
      topic,
    );
    await eventually(async () => expect(await transport.lag(group, [topic])).toBe(0));
    silent = true;
    for (const socket of mute) socket.pause();
    await transport.append(topic, [{ key: 'a', headers: {}, value: '2' }]);
    await eventually(() => expect(seen.map(({ offset }) => offset)).toContain(1n), 40_000);
    expect(faults).toContainEqual(expect.stringContaining('a new one takes its place'));
    expect(faults).not.toContainEqual(expect.stringContaining('fatal'));
    // The first client hears its answers after all and leaves: its end does no harm to the second.
    for (const socket of mute) socket.resume();
    await eventually(() => expect(mute.every((socket) => socket.closed)).toBe(true));
    await transport.append(topic, [{ key: 'a', headers: {}, value: '3' }]);
    await eventually(() => expect(seen.map(({ offset }) => offset)).toContain(2n));
  }, 60_000);

  it('gives up a producer and an administrator that hang, and goes on with new ones', async () => {
    const topic = await bench.topicWithOneRecord();
    const connections: Socket[] = [];
    const impatient = bench.transportOver(
      sockets((socket) => connections.push(socket)),
      { callLimitMillis: 2_000 },
    );
    const append = (value: string): Promise<void> => impatient.append(topic, [{ key: 'a', headers: {}, value }]);
    const lag = (): Promise<number> => impatient.lag(newId(), [topic]);
    await append('2');
    expect(await lag()).toBe(2);
    const hanging = connections.splice(0);
    for (const socket of hanging) socket.pause();
    await expect(append('3')).rejects.toThrow(`appending to ${topic} took more than 2 s`);
    await expect(lag()).rejects.toThrow('took more than 2 s');
    await append('4');
    // The broker may have heard the third, though its answer was not: it is appended at least once or said to have failed.
    expect(await lag()).toBeGreaterThanOrEqual(3);
    expect(connections.length).toBeGreaterThan(0);
    // The clients that were given up have left: their connections end as soon as they hear of it.
    for (const socket of hanging) socket.resume();
    await eventually(() => expect(hanging.every((socket) => socket.closed)).toBe(true));
  }, 60_000);
}

/** Undisturbed and disturbed ways to one broker. */
class FaultBench {
  readonly transport: KafkaTransport;
  readonly #opened: KafkaTransport[];

  constructor(private readonly brokers: string) {
    this.transport = new KafkaTransport({ brokers: brokers.split(','), clientId: 'test-faults' });
    this.#opened = [this.transport];
  }

  transportOver(socketFactory: SocketFactory, options: Partial<KafkaTransportOptions>): KafkaTransport {
    const over = new KafkaTransport({ brokers: this.brokers.split(','), clientId: 'test-faults', socketFactory, ...options });
    this.#opened.push(over);
    return over;
  }

  async readOver(socketFactory: SocketFactory, topic: string) {
    const seen: IncomingRecord[] = [];
    const faults: string[] = [];
    const group = newId();
    const disturbed = this.transportOver(socketFactory, {
      sessionTimeoutMillis: SESSION_MILLIS,
      deafAfterMillis: 3_000,
      onFault: (error) => faults.push(error.message),
      onFatal: (error) => faults.push(`fatal: ${error.message}`),
    });
    const onBatch = async (records: readonly IncomingRecord[]): Promise<void> => {
      seen.push(...records);
    };
    await disturbed.consume({ group, topics: [topic], onBatch });
    return { seen, faults, group };
  }

  async topicWithOneRecord(): Promise<string> {
    const topic = newTopic('fact', 1);
    await this.transport.ensureTopics([topic]);
    await this.transport.append(topic.name, [{ key: 'a', headers: {}, value: '1' }]);
    return topic.name;
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((each) => each.close()));
  }
}

function sockets(prepare: (socket: Socket) => void): SocketFactory {
  return ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    prepare(socket);
    return socket;
  };
}

/** After the length, every request of the protocol begins with the number of its kind. */
function apiKeyOf(request: Buffer): number {
  return request.length > 6 ? request.readInt16BE(4) : -1;
}
