import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../finding.js';
import type { Repository } from '../repository.js';

/** Written with classes so that this file does not find itself. */
const MACHINE_PATH = /(?<![\w.}-])\/(?:w[o]rk|r[o]ot|h[o]me)\//;

/** No file knows the machine on which it was written. */
export function checkMachinePaths(repository: Repository): Finding[] {
  return repository.files.flatMap((file) => {
    const bytes = readFileSync(join(repository.root, file));
    if (bytes.includes(0)) return [];
    return bytes
      .toString('utf8')
      .split('\n')
      .flatMap((line, index) => {
        const found = MACHINE_PATH.exec(line);
        return found === null ? [] : [{ rule: 'machine-path', file, line: index + 1, message: `"${found[0]}" is a path of one machine` }];
      });
  });
}
