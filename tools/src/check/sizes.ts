import ts from 'typescript';
import type { Finding } from '../finding.js';
import { isGenerated, isMigration, isSpec, type Repository, readText, SOURCE_FILE } from '../repository.js';

const FILE_LINES_MAX = 400;
const SPEC_LINES_MAX = 600;
const FUNCTION_LINES_MAX = 100;

/** Files and functions stay small enough to be read at once. */
export function checkSizes(repository: Repository): Finding[] {
  return repository.files
    .filter((file) => SOURCE_FILE.test(file) && !isGenerated(file) && !isMigration(file) && !file.endsWith('.d.ts'))
    .flatMap((file) => {
      const text = readText(repository, file);
      const spec = isSpec(file);
      return [...tooLong(file, text, spec), ...(spec ? [] : longFunctions(file, text))];
    });
}

function tooLong(file: string, text: string, spec: boolean): Finding[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const limit = spec ? SPEC_LINES_MAX : FILE_LINES_MAX;
  return lines <= limit ? [] : [{ rule: 'file-size', file, message: `has ${lines} lines; ${limit} is the limit: cut it by subject` }];
}

function longFunctions(file: string, text: string): Finding[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.end).line;
      const lines = last - first + 1;
      if (lines > FUNCTION_LINES_MAX) {
        const message = `a function of ${lines} lines; ${FUNCTION_LINES_MAX} is the limit: cut it by step`;
        findings.push({ rule: 'function-size', file, line: first + 1, message });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}
