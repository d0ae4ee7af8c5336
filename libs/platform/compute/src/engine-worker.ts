import { parentPort } from 'node:worker_threads';
import { DomainError } from '@gewerk/kernel';

export interface WorkerCall {
  id: number;
  module: string;
  function: string;
  args: unknown[];
}

export interface WorkerAnswer {
  id: number;
  result?: unknown;
  error?: {
    message: string;
    stack: string | undefined;
    domain: { kind: string; code: string; detail: string; errors: unknown; params: unknown } | null;
  };
}

parentPort?.on('message', async (call: WorkerCall) => {
  parentPort?.postMessage(await answer(call));
});

async function answer(call: WorkerCall): Promise<WorkerAnswer> {
  try {
    const engine = (await import(call.module)) as Record<string, (...args: unknown[]) => unknown>;
    const compute = engine[call.function];
    if (typeof compute !== 'function') throw new Error(`${call.module} has no function ${call.function}`);
    return { id: call.id, result: await compute(...call.args) };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const { kind, code, detail, errors, params } = error instanceof DomainError ? error : ({} as Partial<DomainError>);
    const domain = kind === undefined || code === undefined || detail === undefined ? null : { kind, code, detail, errors, params };
    return { id: call.id, error: { message: error.message, stack: error.stack, domain } };
  }
}
