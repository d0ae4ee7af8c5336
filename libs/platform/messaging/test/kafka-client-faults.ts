import { afterEach, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { connect, type Socket } from 'node:net';
import { KafkaTransport, type KafkaTransportOptions } from '../src/transport/kafka/kafka-transport.js';
import type { IncomingRecord } from '../src/transport/transport.js';
import { eventually, newTopic } from './harness.js';

type SocketFactory = NonNullable<KafkaTransportOptions['socketFactory']>;

const OFFSET_COMMIT = 8;
const SESSION_MILLIS = 6_000;

/** Tests of faults of the network at instants that only the bytes of a request tell. */
export function consumerOutlivesItsClient(brokers: string): void {
  const transport = new KafkaTransport({ brokers: brokers.split(','), clientId: 'test-faults' });
  const opened = [transport];

  afterEach(() => Promise.all(opened.map((each) => each.close())));

  async function readOver(socketFactory: SocketFactory, topic: string) {
    const seen: IncomingRecord[] = [];
    const faults: string[] = [];
    const group = newId();
    const disturbed = new KafkaTransport({
      brokers: brokers.split(','),
      clientId: 'test-faults',
      sessionTimeoutMillis: SESSION_MILLIS,
      deafAfterMillis: 3_000,
      socketFactory,
      onFault: (error) => faults.push(error.message),
      onFatal: (error) => faults.push(`fatal: ${error.message}`),
    });
    opened.push(disturbed);
    const onBatch = async (records: readonly IncomingRecord[]): Promise<void> => {
      seen.push(...records);
    };
    await disturbed.consume({ group, topics: [topic], onBatch });
    return { seen, faults, group };
  }

  async function topicWithOneRecord(): Promise<string> {
    const topic = newTopic('fact', 1);
    await transport.ensureTopics([topic]);
    await transport.append(topic.name, [{ key: 'a', headers: {}, value: '1' }]);
    return topic.name;
  }

  it('commits again what the broker did not hear of, though no further record comes', async () => {
    const topic = await topicWithOneRecord();
    let cut = 0;
    const { seen, group } = await readOver(
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

  it('is replaced when its client falls silent, and the new one reads on', async () => {
    const topic = await topicWithOneRecord();
    const mute: Socket[] = [];
    let silent = false;
    const { seen, faults, group } = await readOver(
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
