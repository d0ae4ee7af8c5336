import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.js';
import { REPOSITORY } from '../results.js';
import { sideBySide } from '../side-by-side.js';

const PART = join(REPOSITORY, 'libs/engines/geometry/golden/parts/nist_stc_06_asme1_ap242-e3.stp');
const ROUNDS = 5;
const PROGRAMS: Record<string, string> = {
  gewerk: join(REPOSITORY, 'apps/cli/bin/gewerk.js'),
  bare: fileURLToPath(new URL('./bare-import.main.js', import.meta.url)),
};

/** `gewerk part` against the import that it rests on; each run is a process of its own. */
export const part: Benchmark = {
  name: 'part',
  async run(progress) {
    const series = await sideBySide(Object.keys(PROGRAMS), ROUNDS, async (name, round) => {
      const millis = runOnce(name);
      progress(`round ${round + 1} of ${ROUNDS}, ${name}: ${millis.toFixed(0)} ms`);
      return millis;
    });
    const [ours = 0, bare = 0] = series.map(({ median }) => median);
    return {
      settings: { file: basename(PART), kibibytes: Math.round(statSync(PART).size / 1024), rounds: ROUNDS },
      tables: [
        {
          caption: 'Milliseconds of a whole process, medians',
          columns: ['gewerk part', 'bare occt-import-js', 'ratio'],
          rows: [[ours.toFixed(0), bare.toFixed(0), (ours / bare).toFixed(2)]],
        },
      ],
      values: { millis: series },
    };
  },
};

function runOnce(name: string): number {
  const program = PROGRAMS[name] ?? '';
  const parameters = name === 'gewerk' ? [program, 'part', PART] : [program, PART];
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  const millis = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return millis;
}
