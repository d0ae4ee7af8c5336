import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFinding, type Finding } from '../finding.js';
import { type Repository, thisRepository } from '../repository.js';
import { checkBoundaries } from './boundaries.js';
import { checkDeadCode } from './dead-code.js';
import { checkEnginePurity } from './engine-purity.js';
import { checkFormatting } from './formatting.js';
import { checkGenerated } from './generated.js';
import { checkLeftovers } from './leftovers.js';
import { checkMachinePaths } from './machine-paths.js';
import { checkNames } from './names.js';
import { checkNamedTests } from './named-tests.js';
import { checkReferences } from './references.js';
import { checkSizes } from './sizes.js';
import { checkTypes } from './types.js';
import { checkVersions } from './versions.js';

type Check = (repository: Repository) => Finding[] | Promise<Finding[]>;

/** In the order of what a newcomer should mend first; types come first, since what is generated is read off the compiled services. */
const CHECKS: readonly (readonly [string, Check])[] = [
  ['types', checkTypes],
  ['project references', checkReferences],
  ['boundaries', checkBoundaries],
  ['purity of engines', checkEnginePurity],
  ['dead code', (repository) => checkDeadCode(repository)],
  ['sizes', checkSizes],
  ['names', checkNames],
  ['leftovers', checkLeftovers],
  ['named tests', checkNamedTests],
  ['versions', checkVersions],
  ['machine paths', checkMachinePaths],
  ['generated files', (repository) => checkGenerated(repository, generate)],
  ['deploy', deploy],
  ['formatting', checkFormatting],
];

/** Loaded late: it needs every service compiled, which the check of types may have done just now. */
async function generate(): Promise<ReadonlyMap<string, string>> {
  const { generatedFiles } = await import('../generate/generated-files.js');
  return generatedFiles();
}

async function deploy(repository: Repository): Promise<Finding[]> {
  const { checkDeploy } = await import('../check-deploy/deploy.js');
  return checkDeploy(repository);
}

const FINDINGS_SHOWN = 20;

async function findingsOf(check: Check, repository: Repository): Promise<Finding[]> {
  try {
    return await check(repository);
  } catch (error) {
    return [{ rule: 'check', file: '.', message: error instanceof Error ? error.message : String(error) }];
  }
}

/** `npm run check [-- name ...]`: all checks, or in full those whose names begin as given. */
async function main(wanted: readonly string[]): Promise<number> {
  const checks = CHECKS.filter(([name]) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)));
  if (checks.length === 0) {
    process.stderr.write(`No such check. There are: ${CHECKS.map(([name]) => name).join(', ')}.\n`);
    return 1;
  }
  const repository = thisRepository();
  const shownAtMost = wanted.length === 0 ? FINDINGS_SHOWN : Number.POSITIVE_INFINITY;
  let failed = 0;
  for (const [name, check] of checks) {
    const begin = performance.now();
    const findings = await findingsOf(check, repository);
    const seconds = (performance.now() - begin) / 1000;
    if (findings.length > 0) failed += 1;
    process.stdout.write(report(name, seconds, findings, shownAtMost));
  }
  mkdirSync(join(repository.root, 'test-results'), { recursive: true });
  writeFileSync(join(repository.root, 'test-results/check.json'), `${JSON.stringify({ passed: checks.length - failed, failed })}\n`);
  return failed === 0 ? 0 : 1;
}

function report(name: string, seconds: number, findings: readonly Finding[], shownAtMost: number): string {
  const count = findings.length === 0 ? '' : `: ${findings.length}`;
  const lines = [`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)${count}`];
  lines.push(...findings.slice(0, shownAtMost).map((finding) => `         ${describeFinding(finding)}`));
  if (findings.length > shownAtMost) lines.push(`         and ${findings.length - shownAtMost} more: npm run check -- "${name}"`);
  return `${lines.join('\n')}\n`;
}

// Documents are read off running Nest applications, whose timers would keep the process alive.
process.exit(await main(process.argv.slice(2)));
