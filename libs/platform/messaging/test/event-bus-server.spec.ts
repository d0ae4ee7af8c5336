import 'reflect-metadata';
import { Controller, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import { systemClock } from '@gewerk/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceivedEvent } from '../src/envelope/event.js';
import { EventBusServer } from '../src/nest/event-bus-server.js';
import { Projects, Reacts } from '../src/nest/subscriptions.js';
import type { Delivery } from '../src/pipeline/handlers.js';
import { adapters } from './adapters.js';
import { contractOf, eventually, Harness, newTopic, type PartChanged, recordEffects, versionsByKey } from './harness.js';

const PartChangedV1 = contractOf(newTopic('fact'));
const PartEchoed = contractOf(newTopic('fact'), 'part-echoed');

@Injectable()
class Ledger {
  readonly consumer = `nest-${PartChangedV1.topic.name}`;
}

@Controller()
class PartSubscriptions {
  constructor(private readonly ledger: Ledger) {}

  @Projects(PartChangedV1)
  async onPart(@Payload() events: ReceivedEvent<PartChanged>[], @Ctx() delivery: Delivery): Promise<void> {
    await recordEffects(this.ledger.consumer)(events, delivery);
    if (events.some((event) => event.data.note === 'poison')) throw new Error('the very error of the handler');
  }

  @Reacts(PartChangedV1)
  async echo(@Payload() events: ReceivedEvent<PartChanged>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) delivery.unitOf(event).publish(PartEchoed, event.data);
  }
}

@Module({ controllers: [PartSubscriptions], providers: [Ledger] })
class PartModule {}

@Controller()
class TwiceSubscribed {
  @Projects(PartChangedV1)
  one(): void {}

  @Projects(PartChangedV1)
  two(): void {}
}

@Module({ controllers: [TwiceSubscribed] })
class TwiceModule {}

describe.each(adapters)('the subscriptions of a Nest service on $name', (adapter) => {
  let h: Harness;

  beforeAll(async () => {
    h = await Harness.start(adapter);
  });

  afterEach(() => h.stopAll());

  afterAll(() => h.drop());

  const server = (consumer: string): EventBusServer =>
    new EventBusServer({ transport: h.transport, database: h.consumer.database, clock: systemClock, source: '/gewerk/parts', consumer });

  it('get batches with their transaction, publish by reactions, and their own errors reach the operator', async () => {
    const consumer = `nest-${PartChangedV1.topic.name}`;
    const strategy = server(consumer);
    const app = await NestFactory.createMicroservice(PartModule, { strategy, logger: false });
    await app.listen();
    h.relay();
    await h.publish(
      PartChangedV1,
      { partId: 'a', note: '1' },
      { partId: 'b', note: 'poison' },
      { partId: 'a', note: '2' },
      { partId: 'b', note: '2' },
    );
    await eventually(async () => expect(versionsByKey(await h.effects(consumer))).toEqual({ a: [1, 2] }));
    await eventually(() => expect(strategy.pipeline.counters.total.parked).toBe(2));
    await app.close();
    const rows = await h.consumer.database.transaction([h.network], (tx) =>
      tx.query<object[]>('select reason, error from messaging.parked where consumer = $1 order by version', [consumer]),
    );
    expect(rows[0]).toEqual({ reason: 'failed', error: 'Error: the very error of the handler' });
    const echoed = await h.consumer.database.transaction([h.network], (tx) =>
      tx.query<object[]>('select key, version::int from messaging.outbox where topic = $1', [PartEchoed.topic.name]),
    );
    expect(echoed).toEqual([
      { key: 'a', version: 1 },
      { key: 'a', version: 2 },
    ]);
  });

  it('are refused where two methods project the same type', async () => {
    const app = NestFactory.createMicroservice(TwiceModule, { strategy: server('twice'), logger: false, abortOnError: false }).then(
      (created) => created.init(),
    );
    await expect(app).rejects.toThrow(/two methods .* subscribe to project:test.part-changed.v1/);
  });

  it('are refused where one method takes two types', () => {
    expect(() => {
      class Greedy {
        @Projects(PartChangedV1)
        @Projects(PartEchoed)
        both(): void {}
      }
      return Greedy;
    }).toThrow('Greedy.both subscribes to a second type');
  });
});
