import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkShopSchedule, type ScheduledOperation } from '@gewerk/engine-scheduling';
import { REPOSITORY } from '../results.js';
import { type Instance, readInstance } from './instances.js';

const GEWERK = join(REPOSITORY, 'apps/cli/bin/gewerk.js');
const CP_SAT = join(REPOSITORY, 'bench/python/solve_shop.py');
export const CP_SAT_WORKERS = 8;
const BYTES_MAX = 256 * 1024 * 1024;

export interface Solved {
  /** null where nothing was found in time. */
  readonly makespan: number | null;
  readonly lowerBound: number;
  /** Of the whole process. */
  readonly wallSeconds: number;
}

/** `gewerk plan solve` in a process of its own; the schedule is checked, not believed. */
export function solveByGewerk(instance: Instance, seconds: number, seed: number): Solved {
  const parameters = [GEWERK, 'plan', 'solve', instance.file, '--format', instance.format, '--seconds', `${seconds}`, '--seed', `${seed}`];
  const { out, wallSeconds } = runToEnd(process.execPath, parameters);
  const { makespan, lowerBound, schedule } = JSON.parse(out) as { makespan: number; lowerBound: number; schedule: ScheduledOperation[] };
  const check = checkShopSchedule(readInstance(instance), schedule);
  if (check.violations.length > 0 || check.makespan !== makespan) throw new Error(`${instance.name}: ${check.violations.join('; ')}`);
  return { makespan, lowerBound, wallSeconds };
}

/** OR-tools CP-SAT; its time includes Python's start, like ours that of Node. */
export function solveByCpSat(instance: Instance, seconds: number): Solved {
  const folder = mkdtempSync(join(tmpdir(), 'gewerk-bench-'));
  try {
    const file = join(folder, 'shop.json');
    writeFileSync(file, JSON.stringify(readInstance(instance)));
    const { out, wallSeconds } = runToEnd(pythonOf(), [CP_SAT, file, `${seconds}`, `${CP_SAT_WORKERS}`]);
    const { makespan, lowerBound } = JSON.parse(out) as { makespan: number | null; lowerBound: number };
    return { makespan, lowerBound, wallSeconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function hasCpSat(): boolean {
  return spawnSync(pythonOf(), ['-c', 'import ortools']).status === 0;
}

function pythonOf(): string {
  return process.env['GEWERK_BENCH_PYTHON'] ?? 'python3';
}

function runToEnd(program: string, parameters: readonly string[]): { out: string; wallSeconds: number } {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8', maxBuffer: BYTES_MAX });
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return { out: stdout, wallSeconds: (performance.now() - startedAt) / 1000 };
}
