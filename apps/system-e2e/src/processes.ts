import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './waiting.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const STOP_LIMIT_MILLIS = 30_000;
const LINES_KEPT = 60;

export interface ServiceProcess {
  readonly name: string;
  readonly child: ChildProcess;
  /** Last lines of its log, for when it fails. */
  log(): string;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
}

/** None of them may outlive this process. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ProcessOptions {
  readonly parameters?: readonly string[];
  readonly nodeOptions?: readonly string[];
  /** Hears every line it writes. */
  onLine?(line: string): void;
}

/** Starts a compiled entry of an app as a process of its own and keeps the end of its log. */
export function startProcess(
  name: string,
  entry: string,
  environment: Record<string, string>,
  { parameters = [], nodeOptions = [], onLine }: ProcessOptions = {},
): ServiceProcess {
  const lines: string[] = [];
  const child = spawn(process.execPath, [...nodeOptions, path.join(ROOT, entry), ...parameters], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      onLine?.(line);
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
    });
  }
  return {
    name,
    child,
    log: () => lines.join('\n'),
    stop: () => ended(child, 'SIGTERM'),
    kill: async () => void (await ended(child, 'SIGKILL')),
  };
}

async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MILLIS);
  const code = await exited;
  clearTimeout(timer);
  return code;
}

/** Waits until a path answers 200; fails with the log of the process when it ends before. */
export async function answering(service: ServiceProcess, url: string, timeoutMillis = 180_000): Promise<void> {
  await until(
    `${service.name} answers ${url}`,
    async () => {
      if (service.child.exitCode !== null) throw new Error(`${service.name} ended with ${service.child.exitCode}:\n${service.log()}`);
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      return response?.ok === true;
    },
    timeoutMillis,
  );
}
