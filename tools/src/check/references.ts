import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../finding.js';
import { projectReferences } from '../references/project-references.js';
import type { Repository } from '../repository.js';

/** tsconfig references agree with the workspace dependencies of the package.json files. */
export function checkReferences(repository: Repository): Finding[] {
  return outdated(repository, projectReferences(repository), 'references', 'npm run references');
}

/** Files whose content is derived but differs from what the derivation gives now. */
export function outdated(
  { root }: Pick<Repository, 'root'>,
  expected: ReadonlyMap<string, string>,
  rule: string,
  remedy: string,
): Finding[] {
  return [...expected].flatMap(([file, text]) => {
    const path = join(root, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return [];
    return [{ rule, file, message: `is not what \`${remedy}\` writes: run it` }];
  });
}
