import { createEmptyDatabase } from '@gewerk/testing';
import { newId } from '@gewerk/kernel';
import { EmbeddedTransport } from '../src/transport/embedded/embedded-transport.js';
import { KafkaTransport } from '../src/transport/kafka/kafka-transport.js';
import type { EventTransport } from '../src/transport/transport.js';

/** A log for one suite, of which each process of the suite opens a transport of its own. */
export interface TestLog {
  open(): EventTransport;
  drop(): Promise<void>;
}

export interface Adapter {
  readonly name: string;
  start(): Promise<TestLog>;
}

const embedded: Adapter = {
  name: 'embedded',
  start: async () => {
    const bus = await createEmptyDatabase();
    await EmbeddedTransport.prepare(bus.url);
    const opened: EventTransport[] = [];
    return {
      open: () => {
        const transport = EmbeddedTransport.connect({
          url: bus.url.replace(/\/\/[^@]+@/, '//gewerk_app@'),
          name: 'test',
          pollMillis: 200,
          leaseMillis: 4000,
        });
        opened.push(transport);
        return transport;
      },
      drop: async () => {
        await Promise.all(opened.map((transport) => transport.close()));
        await bus.drop();
      },
    };
  },
};

function kafka(brokers: string): Adapter {
  return {
    name: 'kafka',
    start: () => {
      const opened: EventTransport[] = [];
      return Promise.resolve({
        open: () => {
          const transport = new KafkaTransport({
            brokers: brokers.split(','),
            clientId: `test-${newId()}`,
            sessionTimeoutMillis: 10_000,
            onFatal: (error) => {
              throw error;
            },
          });
          opened.push(transport);
          return transport;
        },
        drop: async () => {
          await Promise.all(opened.map((transport) => transport.close()));
        },
      });
    },
  };
}

const brokers = process.env['GEWERK_TEST_KAFKA_BROKERS'];

/** Addresses of a real broker, or none. */
export const brokersUnderTest: readonly string[] = brokers === undefined ? [] : [brokers];

/** Every adapter that can run here. */
export const adapters: readonly Adapter[] = brokers === undefined ? [embedded] : [embedded, kafka(brokers)];

export function sayWhatIsLeftOut(): void {
  if (brokers === undefined) {
    process.stderr.write('NOT RUN: the messaging contract against Kafka; name brokers in GEWERK_TEST_KAFKA_BROKERS to run it\n');
  }
}
