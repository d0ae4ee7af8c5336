import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RateLimits, RedisStore } from '../src/index.js';

const allowances = { caller: { points: 3, seconds: 60 }, company: { points: 5, seconds: 60 } };

/** Spends one point at a time until refused; how many were allowed. */
async function allowed(limits: RateLimits, scope: string, key: string, most = 20): Promise<number> {
  for (let count = 0; count < most; count += 1) if ((await limits.spend(scope, key)) > 0) return count;
  return most;
}

describe('an allowance', () => {
  it('lets each caller do so much and then says how long to wait', async () => {
    const limits = new RateLimits({ service: 'orders', allowances, store: null });
    expect(await allowed(limits, 'caller', 'anna')).toBe(3);
    expect(await allowed(limits, 'caller', 'bert')).toBe(3);
    const wait = await limits.spend('caller', 'anna');
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  it('may be spent in larger pieces, and scopes do not count for one another', async () => {
    const limits = new RateLimits({ service: 'orders', allowances, store: null });
    expect(await limits.spend('company', 'anna', 5)).toBe(0);
    expect(await limits.spend('company', 'anna')).toBeGreaterThan(0);
    expect(await limits.spend('caller', 'anna')).toBe(0);
  });

  it('that nobody declared is a fault', async () => {
    await expect(new RateLimits({ service: 'orders', allowances, store: null }).spend('guest', 'x')).rejects.toThrow(
      'no allowance "guest"',
    );
  });
});

describe('while Redis does not answer', () => {
  let server: Server | null = null;
  let store: RedisStore | null = null;
  const sockets = new Set<Socket>();

  afterEach(() => {
    store?.close();
    for (const socket of sockets) socket.destroy();
    server?.close();
    server = null;
  });

  it('each process counts its own, whether Redis is not there', async () => {
    const faults: string[] = [];
    store = RedisStore.connect('redis://127.0.0.1:1', (error) => faults.push(error.message));
    const limits = new RateLimits({ service: 'orders', allowances, store });
    expect(await allowed(limits, 'caller', 'anna')).toBe(3);
    expect(store.answers).toBe(false);
    await delay(400);
    expect(faults.length).toBe(1);
  });

  it('or takes connections and says nothing', async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      // Enough of the protocol to be taken for connected, nothing for scripts.
      socket.on('data', (data) => {
        for (const command of data.toString().match(/HELLO|CLIENT|PING/gi) ?? []) if (command !== '') socket.write('+OK\r\n');
      });
    });
    const port = await new Promise<number>((resolve) => {
      server?.listen(0, '127.0.0.1', () => resolve((server?.address() as { port: number }).port));
    });
    store = RedisStore.connect(`redis://127.0.0.1:${port}`, () => undefined);
    while (!store.answers) await delay(20);
    const limits = new RateLimits({ service: 'orders', allowances, store });
    const before = performance.now();
    expect(await allowed(limits, 'caller', 'anna')).toBe(3);
    // One question went unanswered; the others did not ask.
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(store.answers).toBe(false);
  });
});
