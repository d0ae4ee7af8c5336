import { availableParallelism } from 'node:os';
import { type Transferable, Worker } from 'node:worker_threads';
import { DomainError, type ErrorKind, type FieldError } from '@gewerk/kernel';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { WorkerAnswer, WorkerCall } from './engine-worker.js';

export interface EngineCall {
  /** Package of the engine, such as `@gewerk/engine-geometry`. */
  module: string;
  /** Name of an exported function; arguments and result must survive structured cloning. */
  function: string;
  args: unknown[];
  timeoutMillis: number;
  transfer?: readonly Transferable[];
}

const MOST_WORKERS = Math.max(1, Math.min(2, availableParallelism()));
const HEAP_MEGABYTES = 1024;

interface Job {
  call: EngineCall;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs engines in worker threads, so that a long computation neither blocks requests nor outlives its limit. One pool serves the
 * process; workers start when first needed and do not keep the process alive while idle.
 */
@Injectable()
export class EngineWorkers implements OnApplicationShutdown {
  readonly #idle: Worker[] = [];
  readonly #queue: Job[] = [];
  readonly #workers = new Set<Worker>();
  #nextId = 1;
  #isClosed = false;

  /**
   * The time limit starts when a worker is free for the call.
   * @throws DomainError of the engine; `compute.timeout` where it took too long, `compute.memory-exceeded`, `compute.worker-lost`
   */
  run<T>(call: EngineCall): Promise<T> {
    if (this.#isClosed) return Promise.reject(lost());
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ call, resolve: resolve as (result: unknown) => void, reject });
      this.#dispatch();
    });
  }

  /** Ends all workers; what was running or waiting is refused as `compute.worker-lost`, which a later try may answer. */
  async onApplicationShutdown(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#queue.splice(0)) job.reject(lost());
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#queue.length > 0 && !this.#isClosed) {
      const worker = this.#idle.pop() ?? (this.#workers.size < MOST_WORKERS ? this.#startWorker() : null);
      if (worker === null) return;
      const job = this.#queue.shift();
      if (job !== undefined) this.#execute(worker, job);
    }
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./engine-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
      // Not how this process was started: its flags are for its own main program.
      execArgv: [],
    });
    this.#workers.add(worker);
    // What an engine left behind may throw after its answer; without a listener that would end the process. The worker exits by itself.
    worker.on('error', () => undefined);
    worker.once('exit', () => this.#forget(worker));
    worker.unref();
    return worker;
  }

  #forget(worker: Worker): void {
    this.#workers.delete(worker);
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
  }

  #execute(worker: Worker, job: Job): void {
    const id = this.#nextId;
    this.#nextId += 1;
    worker.ref();
    const finish = (settle: () => void, reusable: boolean): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      if (reusable) {
        worker.unref();
        this.#idle.push(worker);
      } else {
        this.#forget(worker);
        void worker.terminate();
      }
      settle();
      this.#dispatch();
    };
    const onMessage = (answer: WorkerAnswer): void => {
      if (answer.id !== id) return;
      const { error } = answer;
      finish(() => (error === undefined ? job.resolve(answer.result) : job.reject(errorOf(error))), true);
    };
    const onError = (error: unknown): void => finish(() => job.reject(faultOf(error, job.call)), false);
    const onExit = (): void => finish(() => job.reject(lost()), false);
    const timer = setTimeout(() => finish(() => job.reject(timeoutOf(job.call)), false), job.call.timeoutMillis);
    worker.on('message', onMessage);
    worker.once('error', onError);
    worker.once('exit', onExit);
    const { module, function: name, args, transfer } = job.call;
    const message: WorkerCall = { id, module, function: name, args };
    try {
      worker.postMessage(message, transfer === undefined ? [] : [...transfer]);
    } catch (error) {
      finish(() => job.reject(error), true);
    }
  }
}

function timeoutOf(call: EngineCall): DomainError {
  const seconds = call.timeoutMillis / 1000;
  const remedy = `${call.function} took longer than ${seconds} s; give it less to do or more time`;
  return new DomainError('unavailable', 'compute.timeout', remedy, [], { seconds });
}

function lost(): DomainError {
  return new DomainError('unavailable', 'compute.worker-lost', 'the computation was interrupted; try again');
}

function faultOf(error: unknown, call: EngineCall): unknown {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const remedy = `${call.function} needs more than ${HEAP_MEGABYTES} MB; give it less to do`;
  return new DomainError('too-large', 'compute.memory-exceeded', remedy, [], { maxMegabytes: HEAP_MEGABYTES });
}

function errorOf(error: NonNullable<WorkerAnswer['error']>): Error {
  const { domain } = error;
  if (domain === null) {
    const plain = new Error(error.message);
    if (error.stack !== undefined) plain.stack = error.stack;
    return plain;
  }
  return new DomainError(
    domain.kind as ErrorKind,
    domain.code,
    domain.detail,
    domain.errors as FieldError[],
    domain.params as Record<string, unknown>,
  );
}
