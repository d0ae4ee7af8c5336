import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const STOP_LIMIT_MILLIS = 20_000;

export interface ServiceProcess {
  readonly name: string;
  readonly child: ChildProcess;
  /** Last lines of its log, for when it fails. */
  log(): string;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a compiled entry of an app as a process of its own and keeps the end of its log. */
export function startProcess(name: string, entry: string, environment: Record<string, string>): ServiceProcess {
  const lines: string[] = [];
  const child = spawn(process.execPath, [path.join(ROOT, entry)], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const keep = (chunk: Buffer): void => {
    lines.push(...chunk.toString().split('\n').filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - 60));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return { name, child, log: () => lines.join('\n'), stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MILLIS);
  const code = await exited;
  clearTimeout(timer);
  return code;
}

/** Waits until a path answers 200; fails with the log of the process when it ends before. */
export async function answering(service: ServiceProcess, url: string, timeoutMillis = 60_000): Promise<void> {
  const until = Date.now() + timeoutMillis;
  for (;;) {
    if (service.child.exitCode !== null) throw new Error(`${service.name} ended with ${service.child.exitCode}:\n${service.log()}`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
    } catch {
      // not listening yet
    }
    if (Date.now() > until) throw new Error(`${service.name} did not answer ${url} within ${timeoutMillis / 1000} s:\n${service.log()}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
