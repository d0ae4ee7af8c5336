import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SlotSession } from '../src/session/slot-session.js';
import { eventually } from './harness.js';

describe('slots divided among sessions', () => {
  let test: TestDatabase;
  const open: SlotSession[] = [];

  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [], entities: [] });
  });

  afterAll(async () => {
    await Promise.all(open.map((session) => session.close()));
    await test.drop();
  });

  async function session(space: string, slots: number): Promise<SlotSession> {
    const opened = await SlotSession.open({
      url: test.relayUrl,
      applicationName: 'test',
      space,
      slots,
      channel: 'unused',
      onNotice: () => undefined,
    });
    open.push(opened);
    return opened;
  }

  it('are owned by one session each and shared fairly as sessions come and go', async () => {
    const space = newId();
    const [a, b, c] = [await session(space, 16), await session(space, 16), await session(space, 16)];
    const settle = async (...members: SlotSession[]): Promise<number[]> => {
      for (let round = 0; round < 2; round += 1) for (const member of members) await member.rebalance();
      return members.map((member) => member.owned.length);
    };
    expect((await settle(a, b, c)).toSorted()).toEqual([4, 6, 6]);
    expect([...a.owned, ...b.owned, ...c.owned].toSorted((x, y) => x - y)).toEqual(Array.from({ length: 16 }, (_, slot) => slot));
    await a.close();
    expect(await settle(b, c)).toEqual([8, 8]);
    await b.close();
    expect(await settle(c)).toEqual([16]);
  });

  it('of another space are no concern', async () => {
    const [a, b] = [await session(newId(), 4), await session(newId(), 4)];
    await a.rebalance();
    await b.rebalance();
    expect([a.owned.length, b.owned.length]).toEqual([4, 4]);
  });

  it('go to others when their process stands still, and it learns of it when it wakes up', async () => {
    const space = newId();
    const holder: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'slot-holder.main.js'), test.relayUrl, space], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      if (holder.stdout === null) throw new Error('no output of the child process');
      const [said] = (await once(holder.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe('owns 4\n');
      holder.kill('SIGSTOP');
      const other = await session(space, 4);
      await eventually(async () => {
        await other.rebalance();
        expect(other.owned).toHaveLength(4);
      }, 10_000);
      const exit = once(holder, 'exit');
      holder.kill('SIGCONT');
      expect((await exit)[0]).toBe(7);
    } finally {
      holder.kill('SIGKILL');
    }
  });
});
