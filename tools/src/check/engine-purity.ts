import ts from 'typescript';
import type { Finding } from '../finding.js';
import { isSpec, type Repository, readText } from '../repository.js';

const ENGINE_SOURCE = /^libs\/engines\/[^/]+\/src\/.*\.ts$/;
const IMPURE_CALLS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues']);
const IMPURE_FUNCTIONS = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);

/** An engine's result depends on its arguments only: `now` and seed come in, nothing is asked of the world. */
export function checkEnginePurity(repository: Repository): Finding[] {
  return repository.files
    .filter((file) => ENGINE_SOURCE.test(file) && !isSpec(file))
    .flatMap((file) => impurities(file, readText(repository, file)));
}

function impurities(file: string, text: string): Finding[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const name = impurityOf(node, source);
    if (name !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      findings.push({ rule: 'impure-engine', file, line: line + 1, message: `${name}: pass the time or the seed in as an argument` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

function impurityOf(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText(source) === 'Date' && !node.arguments?.length) return 'new Date()';
  if (ts.isPropertyAccessExpression(node)) {
    const path = node.getText(source);
    return IMPURE_CALLS.has(path) || path.startsWith('process.') ? path : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return IMPURE_FUNCTIONS.has(node.expression.text) ? `${node.expression.text}()` : undefined;
}
