import type { Finding } from '../finding.js';
import { isSpec, type Repository, readText, SOURCE_FILE } from '../repository.js';

interface Leftover {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly message: string;
  concerns(file: string): boolean;
}

const everywhere = () => true;
const SPEAKS_TO_A_TERMINAL = /^apps\/(?:cli|standalone|system-e2e)\/|\.main\.ts$|\/main\.ts$/;

const LEFTOVERS: readonly Leftover[] = [
  {
    rule: 'unfinished',
    pattern: /\b(?:TO(?:DO)|FIX(?:ME)|X(?:XX)|HA(?:CK))\b|not[ -]?[iI]mplemented/,
    message: 'unfinished work: do it, or open an issue',
    concerns: everywhere,
  },
  {
    rule: 'skipped-test',
    pattern: /\b(?:it|test|describe)\.(?:skip|only|todo)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/,
    message: 'a test that does not run, or keeps others from running',
    concerns: everywhere,
  },
  {
    rule: 'console-output',
    pattern: /\bconsole\.(?:log|debug|info|warn|error)\(/,
    message: 'a service speaks through the logger',
    concerns: (file) => /^(?:libs\/platform|apps\/[^/]+\/src)\//.test(file) && !isSpec(file) && !SPEAKS_TO_A_TERMINAL.test(file),
  },
];

/** What is left behind while writing must not stay. */
export function checkLeftovers(repository: Repository): Finding[] {
  return repository.files
    .filter((file) => SOURCE_FILE.test(file))
    .flatMap((file) => {
      const lines = readText(repository, file).split('\n');
      return LEFTOVERS.filter((leftover) => leftover.concerns(file)).flatMap(({ rule, pattern, message }) =>
        lines.flatMap((line, index) => (pattern.test(line) ? [{ rule, file, line: index + 1, message }] : [])),
      );
    });
}
