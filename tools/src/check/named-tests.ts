import type { Finding } from '../finding.js';
import { isSpec, type Repository, readText } from '../repository.js';

/** `order-weights.spec.ts` "neutral order": a file, and words of a test in it; further words may follow after a comma. */
const NAMED = /`([\w-]+\.spec\.ts)`((?:,? "[^"]+")+)/g;

/** A page that says which test shows something stays true: the file is there, and so is a test with these words. */
export function checkNamedTests(repository: Repository): Finding[] {
  const specs = Map.groupBy(repository.files.filter(isSpec), (file) => file.slice(file.lastIndexOf('/') + 1));
  return repository.files
    .filter((file) => file.startsWith('docs/') && file.endsWith('.md'))
    .flatMap((file) =>
      readText(repository, file)
        .split('\n')
        .flatMap((text, index) => [...text.matchAll(NAMED)].flatMap((match) => missingIn(match, repository, specs, file, index + 1))),
    );
}

function missingIn(
  [, spec, quoted]: RegExpMatchArray,
  repository: Repository,
  specs: ReadonlyMap<string, readonly string[]>,
  file: string,
  line: number,
): Finding[] {
  const named = specs.get(spec as string) ?? [];
  if (named.length === 0) return [{ rule: 'named-tests', file, line, message: `there is no ${spec}` }];
  const contents = named.map((path) => readText(repository, path).replaceAll("\\'", "'"));
  return [...(quoted as string).matchAll(/"([^"]+)"/g)]
    .map(([, words]) => words as string)
    .filter((words) => !contents.some((content) => content.includes(words)))
    .map((words) => ({ rule: 'named-tests', file, line, message: `no test of ${spec} says "${words}"` }));
}
