import type { Finding } from '../finding.js';
import { type Repository, SOURCE_FILE } from '../repository.js';

const EMPTY_NAMES = new Set(['common', 'shared', 'util', 'utils', 'helper', 'helpers', 'base', 'misc']);

/** No folder or file of the sources is named after nothing: such places collect what belongs elsewhere. */
export function checkNames(repository: Repository): Finding[] {
  return repository.files
    .filter((file) => /^(apps|libs|tools|bench)\//.test(file) && SOURCE_FILE.test(file))
    .flatMap((file) => {
      const name = file.split(/[/.]/).find((part) => EMPTY_NAMES.has(part));
      return name === undefined ? [] : [{ rule: 'empty-name', file, message: `"${name}" says nothing: name it after what is inside` }];
    });
}
