import type { Finding } from '../finding.js';
import type { Repository } from '../repository.js';
import { KNIP, runProgram } from './program.js';

interface KnipIssue {
  readonly name: string;
  readonly line?: number;
}

interface KnipReport {
  readonly files: readonly string[];
  readonly issues: readonly ({ readonly file: string } & Readonly<Record<string, unknown>>)[];
}

const MEANING: Readonly<Record<string, string>> = {
  dependencies: 'is declared but not used',
  devDependencies: 'is declared for tests but not used',
  unlisted: 'is used but not declared in this package.json',
  unresolved: 'leads nowhere',
  exports: 'is exported but nobody else uses it',
  types: 'is exported but nobody else uses it',
  nsExports: 'is exported but nobody else uses it',
  nsTypes: 'is exported but nobody else uses it',
  duplicates: 'is exported twice',
};

/** Files, exports and dependencies that nobody uses, by knip. @param configuration path from the root */
export async function checkDeadCode({ root }: Repository, configuration = 'tools/knip.json'): Promise<Finding[]> {
  const args = ['--config', configuration, '--reporter', 'json', '--no-progress', '--no-config-hints'];
  const { stdout, output } = await runProgram(KNIP, args, root);
  const start = stdout.indexOf('{"files"');
  if (start < 0) return [{ rule: 'dead-code', file: configuration, message: `knip gave no report: ${output.trim()}` }];
  const { files, issues } = JSON.parse(stdout.slice(start)) as KnipReport;
  return [
    ...files.map((file) => ({ rule: 'unused-file', file, message: 'nobody imports it' })),
    ...issues.flatMap((issue) =>
      Object.entries(MEANING).flatMap(([kind, meaning]) =>
        found(issue[kind]).map(({ name, line }) => ({ rule: kind, file: issue.file, line, message: `${name} ${meaning}` })),
      ),
    ),
  ];
}

/** @param entries knip's list of one kind; a duplicate is a list of the names of one thing */
function found(entries: unknown): KnipIssue[] {
  return Array.isArray(entries) ? entries.flat() : [];
}
