import type { Finding } from '../finding.js';
import type { Repository } from '../repository.js';
import { BIOME, runProgram } from './program.js';

interface BiomeReport {
  readonly diagnostics: readonly { readonly severity: string; readonly message: string; readonly location?: { readonly path?: unknown } }[];
}

/** Every source is as `npm run format` would write it. */
export async function checkFormatting({ root }: Repository): Promise<Finding[]> {
  const { status, stdout, output } = await runProgram(BIOME, ['format', '--reporter=json', '--max-diagnostics=none', '.'], root);
  if (status === 0) return [];
  const start = stdout.indexOf('{');
  if (start < 0) return [{ rule: 'formatting', file: 'biome.json', message: output.trim() }];
  const { diagnostics } = JSON.parse(stdout.slice(start)) as BiomeReport;
  return diagnostics.map(({ location }) => ({
    rule: 'formatting',
    file: pathOf(location?.path),
    message: 'is not formatted: run `npm run format`',
  }));
}

/** Biome gives the path as text or, in other releases, as an object around it. */
function pathOf(path: unknown): string {
  if (typeof path === 'object' && path !== null && 'file' in path) return String(path.file);
  return String(path);
}
