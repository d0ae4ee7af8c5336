import { setTimeout as delay } from 'node:timers/promises';
import { DomainError, type NetworkId, newId, systemClock } from '@gewerk/kernel';
import { type EventContract, messagingMigrations, type Origin, UnitsOfWork } from '@gewerk/platform-messaging';
import { RelayPool } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { computeMigrations, type Task, type TaskHandler, TaskRunner, type TaskRunnerOptions, Tasks } from '../src/index.js';

class Results1700000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table result (subject text, attempts int); grant select, insert on result to gewerk_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table result');
  }
}

const Computed: EventContract<{ id: string }> = {
  type: 'test.computed.v1',
  topic: { name: 'test.result', kind: 'fact', partitions: 1 },
  schema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'], additionalProperties: false },
  keyOf: ({ id }) => id,
};

interface TaskState {
  subject: string;
  attempts: number;
  failed: boolean;
  error: string | null;
}

describe('tasks', () => {
  let test: TestDatabase;
  let relayPool: RelayPool;
  let units: UnitsOfWork;
  let networkId: NetworkId;
  let runners: TaskRunner[] = [];
  const tasks = new Tasks();
  const faults: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [...messagingMigrations, ...computeMigrations, Results1700000900000], entities: [] });
    relayPool = RelayPool.connect(test.relayUrl, 'test');
    units = new UnitsOfWork(test.database, systemClock, '/gewerk/test');
  });

  beforeEach(() => {
    networkId = newId<NetworkId>();
    faults.length = 0;
  });

  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    runners = [];
    await relayPool.query('delete from app.task');
  });

  afterAll(async () => {
    await relayPool.close();
    await test.drop();
  });

  const origin = (): Origin => ({ networkId, correlationId: newId(), causationId: null, hops: 0 });
  const enqueue = (subject: string, payload?: Record<string, unknown>): Promise<void> =>
    units.run(origin(), (work) => tasks.enqueue(work, { kind: 'compute', subject, ...(payload && { payload }) }));
  const start = async (handler: TaskHandler<any, any>, options: Partial<TaskRunnerOptions> = {}): Promise<TaskRunner> => {
    const onFault = (error: Error): void => void faults.push(error.message);
    const runner = new TaskRunner({ relayPool, units, handlers: [handler], onFault, backoffMillis: 10, ...options });
    runners.push(runner);
    await runner.start();
    return runner;
  };
  const states = (): Promise<TaskState[]> =>
    relayPool.query<TaskState & Record<string, unknown>>(
      'select subject, attempts, failed_at is not null as failed, error from app.task where network_id = $1 order by subject',
      [networkId],
    );
  const results = async (prefix: string): Promise<string[]> => {
    const rows = await test.database.transaction([networkId], (tx) =>
      tx.query<{ subject: string }[]>('select subject from result where subject like $1 order by subject', [`${prefix}%`]),
    );
    return rows.map(({ subject }) => subject);
  };

  /** A handler that notes its results; parts of it are replaced by each test. */
  const handler = (changes: Partial<TaskHandler<string, string>> = {}): TaskHandler<string, string> => ({
    kind: 'compute',
    load: async (_work, task) => task.subject,
    compute: async (input) => input,
    save: async (work, task, output) => {
      await work.tx.query('insert into result values ($1, $2)', [output, task.attempts]);
    },
    ...changes,
  });

  it('exist if and only if the transaction that asked for them committed', async () => {
    const broken = units.run(origin(), async (work) => {
      await tasks.enqueue(work, { kind: 'compute', subject: 'never' });
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    await enqueue('kept');
    expect((await states()).map(({ subject }) => subject)).toEqual(['kept']);
  });

  it('are loaded, computed and saved, with payload and origin, and then gone', async () => {
    const seen: Task[] = [];
    await start(
      handler({
        load: async (work, task) => {
          seen.push(task);
          expect(work.networkId).toBe(networkId);
          return `saved:${String(task.payload['pieces'])}`;
        },
      }),
    );
    await enqueue('saved', { pieces: 24 });
    await until(async () => (await results('saved:')).length === 1);
    expect(await results('saved:')).toEqual(['saved:24']);
    expect(await states()).toEqual([]);
    expect(seen).toMatchObject([{ kind: 'compute', subject: 'saved', attempts: 1, origin: { networkId, hops: 0 } }]);
  });

  it('wake a runner at once, without waiting for its poll', async () => {
    await start(handler());
    await delay(100);
    const startedAt = Date.now();
    await enqueue('wake:1');
    await until(async () => (await results('wake:')).length === 1, 5);
    expect(Date.now() - startedAt).toBeLessThan(900);
  });

  it('that waited before any runner was there are found by it', async () => {
    await enqueue('early:1');
    await start(handler());
    await until(async () => (await results('early:')).length === 1);
  });

  it('have no transaction open while they compute', async () => {
    let busy = -1;
    await start(
      handler({
        compute: async (input) => {
          const [row] = await relayPool.query<{ n: number }>(
            "select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'gewerk_app' and state like 'idle in transaction%'",
          );
          busy = row?.n ?? -1;
          return input;
        },
      }),
    );
    await enqueue('open:1');
    await until(async () => (await results('open:')).length === 1);
    expect(busy).toBe(0);
  });

  it('with nothing to do any more are dropped without computing', async () => {
    const compute = jest.fn(async (input: string) => input);
    await start(handler({ load: async () => null, compute }));
    await enqueue('nothing');
    await until(async () => (await states()).length === 0);
    expect(compute).not.toHaveBeenCalled();
  });

  it('commit their result and what it publishes together, or neither', async () => {
    let tries = 0;
    await start(
      handler({
        save: async (work, _task, output) => {
          await work.tx.query('insert into result values ($1, 0)', [output]);
          work.publish(Computed, { id: output });
          tries += 1;
          if (tries === 1) throw new Error('once');
        },
      }),
    );
    await enqueue('atomic:1');
    await until(async () => (await results('atomic:')).length > 0);
    expect(await results('atomic:')).toEqual(['atomic:1']);
    const published = await relayPool.query('select version::int from messaging.outbox where network_id = $1', [networkId]);
    expect(published).toEqual([{ version: 1 }]);
    expect(tries).toBe(2);
  });

  it('are tried five times, then fail for good and are told to the handler once', async () => {
    let tries = 0;
    const failures: string[] = [];
    const broken = handler({
      compute: async () => {
        tries += 1;
        throw new Error(`fault ${tries}`);
      },
      failed: async (work, task, error) => {
        await work.tx.query('insert into result values ($1, $2)', ['failed:1', task.attempts]);
        failures.push(error.message);
      },
    });
    await start(broken, { backoffMillis: 1 });
    await enqueue('five');
    await until(async () => (await states())[0]?.failed === true, 50, 15_000);
    expect(await states()).toEqual([{ subject: 'five', attempts: 5, failed: true, error: 'fault 5' }]);
    expect({ tries, failures }).toEqual({ tries: 5, failures: ['fault 5'] });
    expect(await results('failed:')).toEqual(['failed:1']);
    expect(faults[0]).toBe('task compute five, try 1: fault 1');
    await delay(1200);
    expect(tries).toBe(5);
  });

  it('refused by a rule fail at the first try, unless it says to come again', async () => {
    const compute = jest.fn(async (input: string): Promise<string> => {
      if (input === 'refused') throw new DomainError('invalid', 'test.refused', 'wrong file');
      if (compute.mock.calls.length < 3) throw new DomainError('unavailable', 'test.busy', 'later');
      return input;
    });
    await start(handler({ compute }), { backoffMillis: 1 });
    await enqueue('refused');
    await until(async () => (await states())[0]?.failed === true);
    expect(compute).toHaveBeenCalledTimes(1);
    await enqueue('busy:1');
    await until(async () => (await results('busy:')).length === 1, 50, 10_000);
  });

  it('are computed once among many runners', async () => {
    const seen: string[] = [];
    const slow = handler({
      compute: async (input) => {
        seen.push(input);
        await delay(5);
        return input;
      },
    });
    await Promise.all([start(slow), start(slow), start(slow)]);
    await units.run(origin(), async (work) => {
      for (let n = 0; n < 40; n += 1) await tasks.enqueue(work, { kind: 'compute', subject: `many:${n}` });
    });
    await until(async () => (await states()).length === 0, 20, 15_000);
    expect(seen).toHaveLength(40);
    expect(new Set(await results('many:')).size).toBe(40);
  });

  it('whose runner was lost are taken over when the lease ends, and the late result of the first is dropped', async () => {
    let computing = 0;
    const release: (() => void)[] = [];
    const first = handler({
      compute: async () => {
        computing += 1;
        await new Promise<void>((resolve) => release.push(resolve));
        return 'fence:first';
      },
    });
    // As if its process stood still: no renewal arrives.
    const silent = {
      query: (sql: string, parameters: unknown[]) =>
        sql.startsWith('update app.task set leased_until') ? new Promise(() => undefined) : relayPool.query(sql, parameters),
      listen: relayPool.listen.bind(relayPool),
    } as unknown as RelayPool;
    const lost = await start(first, { relayPool: silent, leaseMillis: 200, width: 1 });
    await enqueue('fence');
    await until(() => computing === 1);
    await start(handler({ compute: async () => 'fence:second' }), { leaseMillis: 60_000 });
    await until(async () => (await results('fence:')).length === 1, 50, 10_000);
    for (const go of release) go();
    await lost.stop();
    expect(await results('fence:')).toEqual(['fence:second']);
    expect(faults).toEqual([]);
  });

  it('that take longer than a lease stay with a runner that lives', async () => {
    let computing = 0;
    const slow = handler({
      compute: async () => {
        computing += 1;
        await delay(900);
        return 'slow:first';
      },
    });
    await start(slow, { leaseMillis: 200, width: 1 });
    await enqueue('slow');
    await until(() => computing === 1);
    const second = jest.fn(async () => 'slow:second');
    await start(handler({ compute: second }), { leaseMillis: 200 });
    await until(async () => (await results('slow:')).length === 1, 50, 10_000);
    expect(await results('slow:')).toEqual(['slow:first']);
    expect(second).not.toHaveBeenCalled();
  });

  it('over which five runners were lost are not given to a sixth', async () => {
    await enqueue('poison');
    await relayPool.query('update app.task set attempts = 5 where network_id = $1', [networkId]);
    const compute = jest.fn(async (input: string) => input);
    const failed = jest.fn(async () => undefined);
    await start(handler({ compute, failed }));
    await until(async () => (await states())[0]?.failed === true);
    expect(compute).not.toHaveBeenCalled();
    expect(failed).toHaveBeenCalledTimes(1);
    expect((await states())[0]?.error).toContain('5 runners were lost');
  });

  it('in hand are finished when a runner stops, and no further one is begun', async () => {
    const begun: string[] = [];
    const runner = await start(
      handler({
        compute: async (input) => {
          begun.push(input);
          await delay(150);
          return input;
        },
      }),
      { width: 2 },
    );
    await units.run(origin(), async (work) => {
      for (let n = 0; n < 6; n += 1) await tasks.enqueue(work, { kind: 'compute', subject: `drain:${n}` });
    });
    await until(() => begun.length === 2);
    await runner.stop();
    expect((await results('drain:')).length).toBe(begun.length);
    expect((await states()).length).toBe(6 - begun.length);
    await delay(100);
    expect((await results('drain:')).length).toBe(begun.length);
  });

  it('of other kinds are left to those who know them', async () => {
    await units.run(origin(), (work) => tasks.enqueue(work, { kind: 'other', subject: 'stranger' }));
    await start(handler());
    await enqueue('kind:1');
    await until(async () => (await results('kind:')).length === 1);
    expect(await states()).toEqual([{ subject: 'stranger', attempts: 0, failed: false, error: null }]);
  });

  it('are visible to their own network only', async () => {
    await enqueue('mine');
    const seen = await test.database.transaction([newId()], (tx) => tx.query('select * from app.task'));
    expect(seen).toEqual([]);
  });
});

async function until(condition: () => boolean | Promise<boolean>, everyMillis = 20, limitMillis = 8000): Promise<void> {
  const endsAt = Date.now() + limitMillis;
  while (!(await condition())) {
    if (Date.now() > endsAt) throw new Error(`did not happen within ${limitMillis} ms`);
    await delay(everyMillis);
  }
}
