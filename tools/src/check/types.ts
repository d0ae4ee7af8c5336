import { relative, resolve, sep } from 'node:path';
import type { Finding } from '../finding.js';
import type { Repository } from '../repository.js';
import { runProgram, TSC } from './program.js';

const DIAGNOSTIC = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/;

/** The whole monorepo compiles; what is up to date is not compiled again. */
export async function checkTypes({ root }: Repository): Promise<Finding[]> {
  const { status, output } = await runProgram(TSC, ['-b', '--pretty', 'false'], root);
  if (status === 0) return [];
  const findings = output.split('\n').flatMap((line): Finding[] => {
    const [, file = '', row, code = '', message = ''] = DIAGNOSTIC.exec(line) ?? [];
    return code === '' ? [] : [{ rule: code, file: relative(root, resolve(root, file)).split(sep).join('/'), line: Number(row), message }];
  });
  return findings.length > 0 ? findings : [{ rule: 'types', file: 'tsconfig.json', message: output.trim() }];
}
