import { newId } from '@gewerk/kernel';
import { type Consumer, Kafka, Partitioners, type Producer } from 'kafkajs';
import { until } from '../infrastructure.js';
import { PARTITIONS, workloadOf } from '../messaging/workload.js';
import type { Path } from './path.js';

/** What the broker and its client take by themselves. */
export class BarePath implements Path {
  readonly #sent = new Map<string, number>();
  #arrived: number[] = [];
  #next = 0;

  private constructor(
    private readonly topic: string,
    private readonly producer: Producer,
    private readonly consumer: Consumer,
  ) {}

  static async open(brokers: readonly string[]): Promise<BarePath> {
    const kafka = new Kafka({ clientId: 'bench-latency', brokers: [...brokers], logLevel: 0 });
    const topic = `bench.bare-${newId()}`;
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true });
    await admin.disconnect();
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 1000 });
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const path = new BarePath(topic, producer, consumer);
    await consumer.run({ eachMessage: async ({ message }) => path.#arrive(String(message.key)) });
    return path;
  }

  async send(): Promise<void> {
    const event = EVENTS[this.#next++ % EVENTS.length];
    const key = newId();
    this.#sent.set(key, performance.now());
    await this.producer.send({ topic: this.topic, acks: -1, messages: [{ key, value: JSON.stringify(event) }] });
  }

  async arrivals(): Promise<number[]> {
    await until(() => this.#sent.size === 0, 'the last arrival');
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }

  async close(): Promise<void> {
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }

  #arrive(key: string): void {
    const sentAt = this.#sent.get(key);
    if (sentAt === undefined) return;
    this.#sent.delete(key);
    this.#arrived.push(performance.now() - sentAt);
  }
}

const EVENTS = workloadOf(200, 200).events;
