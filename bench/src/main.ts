import { spawnSync } from 'node:child_process';
import type { Benchmark } from './benchmark.js';
import { consortium } from './consortium/consortium.js';
import { stopEverything } from './infrastructure.js';
import { drain } from './drain/drain.js';
import { http } from './http/http.js';
import { latency } from './latency/latency.js';
import { messaging } from './messaging/messaging.js';
import { part } from './part/part.js';
import { writeReport } from './report.js';
import { writeResult } from './results.js';
import { scheduling } from './scheduling/scheduling.js';
import { start } from './start/start.js';

const BENCHMARKS: readonly Benchmark[] = [messaging, latency, http, part, drain, consortium, start, scheduling];

/** `npm run bench`: all that end in minutes, each in a process of its own; with names only those; `report` writes docs/performance.md from the results. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== 'report' && !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${BENCHMARKS.map(({ name }) => name).join(', ')} and report`);
  process.exit(2);
}
const [only] = wanted;
const single = wanted.length === 1 ? BENCHMARKS.find(({ name }) => name === only) : undefined;
process.exit(single === undefined ? runEach() : await run(single));

function runEach(): number {
  const names = wanted.length === 0 ? [...BENCHMARKS.filter(({ hours }) => hours !== true).map(({ name }) => name), 'report'] : wanted;
  let failed = 0;
  for (const name of names) {
    if (name === 'report') reportAll();
    else if (spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name], { stdio: 'inherit' }).status !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

async function run(benchmark: Benchmark): Promise<number> {
  const startedAt = performance.now();
  const progress = (line: string): void => console.log(`${seconds(startedAt).padStart(6)} s  ${benchmark.name}: ${line}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopEverything().then(() => process.exit(130)));
  try {
    const measured = await benchmark.run(progress);
    writeResult(benchmark.name, measured);
    for (const { caption, columns, rows } of measured.tables) {
      console.log(`\n${caption}`);
      console.table(rows.map((row) => Object.fromEntries(columns.map((column, index) => [column || 'what', row[index]]))));
    }
    progress('done');
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

function reportAll(): void {
  const missing = writeReport();
  console.log(`docs/performance.md written from bench/results${missing.length > 0 ? `; never measured: ${missing.join(', ')}` : ''}`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
