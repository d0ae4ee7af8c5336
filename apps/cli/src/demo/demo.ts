import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT_FAILED, type Invocation, UsageError } from '../command-line/command.js';

export async function demo({ arguments: given }: Invocation): Promise<number> {
  if (given.length > 0) throw new UsageError(`"${given[0]}" is too much; the demo takes no arguments`);
  const program = fileURLToPath(new URL('../../../../standalone/dist/src/demo.main.js', import.meta.url));
  if (!existsSync(program)) throw new Error('the standalone system is not built; run `npm ci` in the project folder first');
  const child = spawn(process.execPath, [program], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; waiting for the child lets it stop its database in peace.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? EXIT_FAILED));
  });
}
