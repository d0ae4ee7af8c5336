import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EngineCall, EngineWorkers } from './engine-workers.js';

const module = new URL('../test/test-engine.js', import.meta.url).href;
const call = (name: string, args: unknown[] = [], timeoutMillis = 20_000): EngineCall => ({ module, function: name, args, timeoutMillis });
const refusal = (kind: string, code: string): unknown => expect.objectContaining({ name: 'DomainError', kind, code });

describe('engine workers', () => {
  let workers: EngineWorkers;

  beforeEach(() => {
    workers = new EngineWorkers();
  });

  afterEach(() => workers.onApplicationShutdown());

  it('answer what the engine computes', async () => {
    expect(await workers.run(call('add', [2, 3]))).toBe(5);
  });

  it('load engines by the name of their package', async () => {
    expect(await workers.run({ module: '@gewerk/kernel', function: 'clip', args: [7], timeoutMillis: 20_000 })).toBe(1);
  });

  it('move transferred memory instead of copying it', async () => {
    const bytes = new Uint8Array(1024);
    const answer = await workers.run({ ...call('measure', [bytes]), transfer: [bytes.buffer] });
    expect(answer).toEqual({ bytes: 1024, at: new Date(0) });
    expect(bytes.byteLength).toBe(0);
  });

  it('are at most two, whatever waits, and are used again', async () => {
    const threads = await Promise.all(Array.from({ length: 8 }, () => workers.run<number>(call('threadOf', [20]))));
    expect(new Set(threads).size).toBeLessThanOrEqual(2);
  });

  it('hand a refusal on with kind, code, fields and parameters', async () => {
    await expect(workers.run(call('refuse'))).rejects.toMatchObject({
      name: 'DomainError',
      kind: 'invalid',
      code: 'test.refused',
      detail: 'give another',
      errors: [{ pointer: '/a', code: 'wrong', params: { max: 3 } }],
      params: { line: 7 },
    });
  });

  it('hand a bug on as an error that names its place', async () => {
    const error = (await workers.run(call('breakDown')).catch((caught: unknown) => caught)) as Error;
    expect(error.message).toBe('a bug');
    expect(error.stack).toContain('test-engine');
    await expect(workers.run(call('noSuchFunction'))).rejects.toThrow('no function noSuchFunction');
    await expect(workers.run({ ...call('add'), module: '@gewerk/no-such-engine' })).rejects.toThrow('@gewerk/no-such-engine');
  });

  it('end an engine that exceeds its time and go on with the next call', async () => {
    const startedAt = Date.now();
    await expect(workers.run(call('spin', [], 200))).rejects.toEqual(refusal('unavailable', 'compute.timeout'));
    expect(Date.now() - startedAt).toBeLessThan(5000);
    expect(await workers.run(call('add', [1, 1]))).toBe(2);
  });

  it('refuse an argument that cannot be cloned and keep the worker', async () => {
    const before = await workers.run(call('threadOf', [0]));
    await expect(workers.run(call('add', [() => 1]))).rejects.toThrow('could not be cloned');
    expect(await workers.run(call('threadOf', [0]))).toBe(before);
  });

  it('survive an engine that throws after its answer', async () => {
    expect(await workers.run(call('throwLater'))).toBe('answered');
    await delay(100);
    expect(await workers.run(call('add', [1, 2]))).toBe(3);
  });

  it('survive an engine that exhausts its memory', async () => {
    await expect(workers.run(call('exhaustMemory', [], 60_000))).rejects.toEqual(refusal('too-large', 'compute.memory-exceeded'));
    expect(await workers.run(call('add', [1, 2]))).toBe(3);
  }, 60_000);

  it('refuse what runs and what waits when they are shut down', async () => {
    const calls = Array.from({ length: 4 }, () => workers.run(call('spin')).catch((error: unknown) => error));
    await delay(50);
    await workers.onApplicationShutdown();
    for (const answer of await Promise.all(calls)) expect(answer).toEqual(refusal('unavailable', 'compute.worker-lost'));
    await expect(workers.run(call('add', [1, 2]))).rejects.toEqual(refusal('unavailable', 'compute.worker-lost'));
  });

  it('do not keep an idle process alive, but a busy one', () => {
    const program = `
      const { EngineWorkers } = await import(${JSON.stringify(new URL('./engine-workers.js', import.meta.url).href)});
      const answer = await new EngineWorkers().run({ module: ${JSON.stringify(module)}, function: 'threadOf', args: [300], timeoutMillis: 9000 });
      console.log('thread', answer);`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', timeout: 20_000 });
    expect(child.stderr).toBe('');
    expect(child.stdout).toMatch(/^thread \d+\n$/);
    expect(child.status).toBe(0);
  });
});
