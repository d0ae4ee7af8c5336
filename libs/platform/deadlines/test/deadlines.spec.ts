import { newId, type NetworkId, systemClock } from '@gewerk/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { messagingMigrations, type Origin, type UnitOfWork, UnitsOfWork } from '@gewerk/platform-messaging';
import { RelayPool, setDatabaseClock, tenantTable } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { setTimeout as delay } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  collectDeadlineHandlers,
  type DeadlineHandler,
  deadlineBacklog,
  DeadlineSweeper,
  Deadlines,
  deadlinesMigrations,
  type DueDeadline,
  OnDeadline,
} from '../src/index.js';

class Effects1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table effect (network_id uuid not null, id bigint generated always as identity, subject text not null, primary key (network_id, id)); ${tenantTable('effect')}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table effect');
  }
}

const HOUR = 3_600_000;
const NEWS = {
  type: 'test.reminded.v1',
  topic: { name: 'test.reminder', kind: 'fact' as const, partitions: 4 },
  schema: { type: 'object', properties: { subject: { type: 'string' } } },
  keyOf: (data: { subject: string }) => data.subject,
};

describe('deadlines', () => {
  let test: TestDatabase;
  let relay: RelayPool;
  let units: UnitsOfWork;
  const deadlines = new Deadlines();
  const sweepers: DeadlineSweeper[] = [];
  let network: NetworkId;

  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [...messagingMigrations, ...deadlinesMigrations, Effects1800000000000], entities: [] });
    relay = RelayPool.connect(test.relayUrl, 'test');
    units = new UnitsOfWork(test.database, systemClock, '/gewerk/test');
  });

  afterEach(async () => {
    await Promise.all(sweepers.splice(0).map((sweeper) => sweeper.stop()));
    await setDatabaseClock(test.ownerUrl, 0);
  });

  afterAll(async () => {
    await relay.close();
    await test.drop();
  });

  const origin = (): Origin => ({ networkId: network, correlationId: 'order-1', causationId: 'cause-1', hops: 3 });
  const inUnit = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> => units.run(origin(), work);
  const set = (kind: string, subject: string, inMillis: number, payload?: object): Promise<void> =>
    inUnit((work) => deadlines.set(work, { kind, subject, dueAt: new Date(Date.now() + inMillis), payload }));

  function sweeper(handlers: Record<string, DeadlineHandler>): DeadlineSweeper {
    const made = new DeadlineSweeper({
      database: test.database,
      relay,
      units,
      handlers: new Map(Object.entries(handlers)),
      pollMillis: 60_000,
    });
    sweepers.push(made);
    return made;
  }

  const record: DeadlineHandler = async (work, due) => {
    await work.tx.query('insert into effect (network_id, subject) values ($1, $2)', [work.networkId, due.subject]);
  };

  const effects = async (): Promise<string[]> => {
    const rows = await inUnit((work) => work.tx.query<{ subject: string }[]>('select subject from effect order by id'));
    return rows.map((row) => row.subject);
  };

  function freshKind(): string {
    network = newId<NetworkId>();
    return `kind-${newId()}`;
  }

  it('call their handler once, in the order of their times, when due and not before', async () => {
    const kind = freshKind();
    await set(kind, 'later', HOUR);
    await set(kind, 'second', -1000);
    await set(kind, 'first', -2000);
    const s = sweeper({ [kind]: record });
    expect(await s.sweep()).toBe(2);
    expect(await s.sweep()).toBe(0);
    expect(await effects()).toEqual(['first', 'second']);
  });

  it('come when the clock of the database is moved, at once where somebody wakes the sweeper', async () => {
    const kind = freshKind();
    await set(kind, 'a', 3 * HOUR);
    const s = sweeper({ [kind]: record });
    s.start();
    await setDatabaseClock(test.ownerUrl, 4 * HOUR);
    s.wake();
    for (let n = 0; n < 100 && (await effects()).length === 0; n += 1) await delay(20);
    expect(await effects()).toEqual(['a']);
  });

  it('take effect once where several sweepers compete', async () => {
    const kind = freshKind();
    const subjects = Array.from({ length: 60 }, (_, n) => `s${String(n).padStart(2, '0')}`);
    await inUnit(async (work) => {
      for (const subject of subjects) await deadlines.set(work, { kind, subject, dueAt: new Date(Date.now() - 1000) });
    });
    const counts = await Promise.all([1, 2, 3].map(() => sweeper({ [kind]: record }).sweep()));
    // A sweeper passes by rows that another has in hand; together they leave none.
    await sweeper({ [kind]: record }).sweep();
    expect(counts.reduce((a, b) => a + b)).toBeLessThanOrEqual(60);
    expect((await effects()).toSorted()).toEqual(subjects);
  });

  it('hand over kind, subject, time and payload, and go on in the name of whoever set them', async () => {
    const kind = freshKind();
    const dueAt = new Date(Date.now() - 5000);
    await inUnit((work) => deadlines.set(work, { kind, subject: 'x', dueAt, payload: { round: 2 } }));
    const seen: [DueDeadline, Origin][] = [];
    await sweeper({
      [kind]: async (work, due) => {
        seen.push([due, work.origin]);
        work.publish(NEWS, { subject: due.subject });
      },
    }).sweep();
    expect(seen).toEqual([[{ kind, subject: 'x', dueAt, payload: { round: 2 } }, origin()]]);
    const rows = await inUnit((work) => work.tx.query<object[]>('select key, correlation_id, hops from messaging.outbox'));
    expect(rows).toEqual([{ key: 'x', correlation_id: 'order-1', hops: 3 }]);
  });

  it('are replaced by a later setting and removed by clearing', async () => {
    const kind = freshKind();
    await set(kind, 'moved', -1000);
    await set(kind, 'moved', HOUR);
    await set(kind, 'cleared', -1000);
    await inUnit((work) => deadlines.clear(work, kind, 'cleared'));
    expect(await sweeper({ [kind]: record }).sweep()).toBe(0);
    expect(await effects()).toEqual([]);
  });

  it('stand or fall with the unit of work that set them', async () => {
    const kind = freshKind();
    const refused = inUnit(async (work) => {
      await deadlines.set(work, { kind, subject: 'never', dueAt: new Date(Date.now() - 1000) });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await sweeper({ [kind]: record }).sweep()).toBe(0);
  });

  it('may set themselves again from their own handler', async () => {
    const kind = freshKind();
    await set(kind, 'daily', -3 * HOUR);
    const s = sweeper({
      [kind]: async (work, due) => {
        await record(work, due);
        await deadlines.set(work, { kind, subject: due.subject, dueAt: new Date(due.dueAt.getTime() + HOUR * 1.5) });
      },
    });
    expect(await s.sweep()).toBe(3);
    expect(await effects()).toEqual(['daily', 'daily', 'daily']);
  });

  it('stay when their handler fails, hold up no other, and come again after a pause', async () => {
    const kind = freshKind();
    await set(kind, 'bad', -2000);
    await set(kind, 'good', -1000);
    let failing = true;
    const s = sweeper({
      [kind]: async (work, due) => {
        await record(work, due);
        if (due.subject === 'bad' && failing) throw new Error('not yet');
      },
    });
    expect(await s.sweep()).toBe(1);
    expect(await effects()).toEqual(['good']);
    failing = false;
    expect(await s.sweep()).toBe(0);
    await setDatabaseClock(test.ownerUrl, 2000);
    expect(await s.sweep()).toBe(1);
    expect(await effects()).toEqual(['good', 'bad']);
  });

  it('are parked after ten failures, with the error, until an operator gives them another chance', async () => {
    const kind = freshKind();
    await set(kind, 'bad', -1000);
    const s = sweeper({ [kind]: () => Promise.reject(new Error('no such machine')) });
    for (let n = 1; n <= 12; n += 1) {
      await s.sweep();
      await setDatabaseClock(test.ownerUrl, n * HOUR);
    }
    const parked = await inUnit((work) => deadlines.parked(work));
    expect(parked).toMatchObject([{ kind, subject: 'bad', attempts: 10, error: 'Error: no such machine' }]);
    expect((await deadlineBacklog(relay)).parked).toBe(1);
    expect(await inUnit((work) => deadlines.retry(work, kind, 'bad'))).toBe(true);
    expect(await inUnit((work) => deadlines.retry(work, kind, 'bad'))).toBe(false);
    expect(await sweeper({ [kind]: record }).sweep()).toBe(1);
  });

  it('wait out a transient fault without counting it', async () => {
    const kind = freshKind();
    await set(kind, 'a', -1000);
    let calls = 0;
    const s = sweeper({
      [kind]: async () => {
        calls += 1;
        if (calls <= 15) throw Object.assign(new Error('shutting down'), { code: '57P01' });
      },
    });
    for (let n = 0; n < 15; n += 1) expect(await s.sweep()).toBe(0);
    expect(await s.sweep()).toBe(1);
  });

  it('of one network are not seen by another', async () => {
    const kind = freshKind();
    await set(kind, 'a', -1000);
    const mine = network;
    const other = freshKind();
    await set(other, 'b', -1000);
    const seen = await inUnit((work) => work.tx.query<object[]>('select subject from app.deadline'));
    expect(seen).toEqual([{ subject: 'b' }]);
    const networks: string[] = [];
    const note: DeadlineHandler = async (work) => {
      networks.push(work.networkId);
    };
    await sweeper({ [kind]: note, [other]: note }).sweep();
    expect(networks.toSorted()).toEqual([mine, network].toSorted());
  });
});

describe('the handlers of deadlines', () => {
  class Invitations {
    readonly seen: string[] = [];

    @OnDeadline('invitation')
    async expire(_work: UnitOfWork, due: DueDeadline): Promise<void> {
      this.seen.push(due.subject);
    }

    async other(): Promise<void> {}
  }

  it('are found on an instance and bound to it', async () => {
    const invitations = new Invitations();
    const handlers = collectDeadlineHandlers(invitations);
    expect([...handlers.keys()]).toEqual(['invitation']);
    await handlers.get('invitation')?.({} as UnitOfWork, { kind: 'invitation', subject: 'i-1', dueAt: new Date(), payload: {} });
    expect(invitations.seen).toEqual(['i-1']);
  });

  it('are refused where two claim one kind', () => {
    class Twice extends Invitations {
      @OnDeadline('invitation')
      async again(): Promise<void> {}
    }
    expect(() => collectDeadlineHandlers(new Twice())).toThrow('two methods of Twice handle deadlines of kind "invitation"');
  });
});
