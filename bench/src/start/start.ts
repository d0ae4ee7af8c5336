import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.js';
import { REPOSITORY } from '../results.js';
import { memoryOfTree, type TreeMemory } from './process-tree.js';

const SAMPLE_MILLIS = 200;

interface Step {
  readonly what: string;
  readonly seconds: number;
  readonly peak: TreeMemory;
}

/** What a newcomer waits for: clone, `npm ci` (which builds), `npm run demo` to its summary. */
export const start: Benchmark = {
  name: 'start',
  async run(progress) {
    const folder = mkdtempSync(join(tmpdir(), 'gewerk-start-'));
    // Postgres runs as another user when root starts it, and must reach its data.
    chmodSync(folder, 0o755);
    try {
      const clone = join(folder, 'gewerk');
      const steps: Step[] = [];
      const step = async (what: string, program: string, parameters: string[], directory: string): Promise<void> => {
        const measured = await measuredRun(program, parameters, directory, folder);
        progress(`${what}: ${measured.seconds.toFixed(1)} s, peak ${mebibytes(measured.peak.rssBytes)} MiB resident`);
        steps.push({ what, ...measured });
      };
      await step('git clone', 'git', ['clone', '-q', REPOSITORY, clone], folder);
      const installed = await installs(step, clone);
      await step('npm run demo', 'npm', ['run', '-s', 'demo'], clone);
      return report(steps, installed);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** @returns how the dependencies came: without a registry those of this checkout are copied, and the build is timed alone */
async function installs(
  step: (what: string, program: string, parameters: string[], directory: string) => Promise<void>,
  clone: string,
): Promise<string> {
  try {
    await step('npm ci (with the build)', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], clone);
    return 'npm ci';
  } catch (error) {
    if (!existsSync(join(REPOSITORY, 'node_modules'))) throw error;
    rmSync(join(clone, 'node_modules'), { recursive: true, force: true });
    cpSync(join(REPOSITORY, 'node_modules'), join(clone, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    await step('npm run build (dependencies copied: no registry)', 'npm', ['run', '-s', 'build'], clone);
    return 'copied, because npm ci failed';
  }
}

async function measuredRun(program: string, parameters: string[], directory: string, folder: string): Promise<Omit<Step, 'what'>> {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  chmodSync(temporary, 0o755);
  const startedAt = performance.now();
  const child = spawn(program, parameters, {
    cwd: directory,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let rssBytes = 0;
  let pssBytes: number | null = null;
  const sampling = setInterval(() => {
    const now = memoryOfTree(child.pid ?? 0, folder);
    rssBytes = Math.max(rssBytes, now.rssBytes);
    if (now.pssBytes !== null) pssBytes = Math.max(pssBytes ?? 0, now.pssBytes);
  }, SAMPLE_MILLIS);
  const code = await ended(child);
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${code}:\n${said.slice(-2000)}`);
  return { seconds: (performance.now() - startedAt) / 1000, peak: { rssBytes, pssBytes } };
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

function report(steps: readonly Step[], dependencies: string) {
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const row = (what: string, seconds: number, peak: TreeMemory): string[] => [
    what,
    seconds.toFixed(1),
    mebibytes(peak.rssBytes),
    peak.pssBytes === null ? 'unknown' : mebibytes(peak.pssBytes),
  ];
  const most: TreeMemory = {
    rssBytes: Math.max(...steps.map(({ peak }) => peak.rssBytes)),
    pssBytes: Math.max(...steps.map(({ peak }) => peak.pssBytes ?? 0)) || null,
  };
  return {
    settings: { dependencies, sampledEveryMillis: SAMPLE_MILLIS },
    tables: [
      {
        caption: 'From the clone to the summary of the demo; memory of all processes together, shared pages divided or counted for each',
        columns: ['', 's', 'peak MiB, counted for each', 'peak MiB, divided'],
        rows: [...steps.map(({ what, seconds, peak }) => row(what, seconds, peak)), row('together', total, most)],
      },
    ],
    values: { steps },
  };
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
