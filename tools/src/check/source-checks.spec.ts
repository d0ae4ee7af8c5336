import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../finding.js';
import { repositoryAt } from '../repository.js';
import { checkEnginePurity } from './engine-purity.js';
import { checkGenerated } from './generated.js';
import { checkLeftovers } from './leftovers.js';
import { checkMachinePaths } from './machine-paths.js';
import { checkNames } from './names.js';
import { checkNamedTests } from './named-tests.js';
import { checkReferences } from './references.js';
import { checkSizes } from './sizes.js';
import { checkVersions } from './versions.js';

const repository = repositoryAt(resolve(import.meta.dirname, '../../../test/violations/sources'));

const places = (findings: readonly Finding[]): string[] => findings.map(({ rule, file }) => `${rule}: ${file}`);

describe('each check of the sources reports its deliberate violation and nothing else', () => {
  it('a function of more than 100 lines', () => {
    expect(places(checkSizes(repository))).toEqual(['function-size: apps/orders/src/function-size.ts']);
  });

  it('a page that names a test or a file of tests which is not there', () => {
    const root = mkdtempSync(join(tmpdir(), 'gewerk-named-'));
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'a.spec.ts'), "it('holds what it promises', () => {});");
    writeFileSync(join(root, 'docs/page.md'), '`a.spec.ts` "holds what", "forgets"\n`b.spec.ts` "any"\n`a.spec.ts` alone');
    expect(checkNamedTests(repositoryAt(root)).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 no test of a.spec.ts says "forgets"',
      '2 there is no b.spec.ts',
    ]);
    rmSync(root, { recursive: true });
  });

  it('a file of more than 400 lines, a spec of more than 600', () => {
    const root = mkdtempSync(join(tmpdir(), 'gewerk-sizes-'));
    const write = (file: string, lines: number) => writeFileSync(join(root, file), '// a line\n'.repeat(lines));
    mkdirSync(join(root, 'generated'));
    for (const [file, lines] of [
      ['400.ts', 400],
      ['401.ts', 401],
      ['600.spec.ts', 600],
      ['601.spec.ts', 601],
      ['generated/401.ts', 401],
    ] as const) {
      write(file, lines);
    }
    expect(places(checkSizes(repositoryAt(root)))).toEqual(['file-size: 401.ts', 'file-size: 601.spec.ts']);
    rmSync(root, { recursive: true });
  });

  it('a folder whose name says nothing', () => {
    expect(places(checkNames(repository))).toEqual(['empty-name: apps/orders/src/utils/empty-name.ts']);
  });

  it('unfinished work, a test that does not run, a service that writes to the console', () => {
    expect(places(checkLeftovers(repository)).sort()).toEqual([
      'console-output: apps/orders/src/console-output.ts',
      'skipped-test: apps/orders/src/skipped-test.spec.ts',
      'unfinished: apps/orders/src/unfinished.ts',
    ]);
  });

  it('an engine that rolls dice of its own', () => {
    expect(places(checkEnginePurity(repository))).toEqual(['impure-engine: libs/engines/pricing/src/impure-engine.ts']);
  });

  it('a range, two versions of one package, a lock file that names a registry', () => {
    expect(places(checkVersions(repository))).toEqual([
      'exact-version: apps/orders/package.json',
      'one-version: apps/orders/package.json',
      'lock-without-registry: package-lock.json',
    ]);
  });

  it('a path of one machine', () => {
    expect(places(checkMachinePaths(repository))).toEqual(['machine-path: docs/machine-path.md']);
  });

  it('a package without a project reference for its workspace dependency', () => {
    expect(places(checkReferences(repository))).toEqual(['references: apps/orders/tsconfig.json']);
  });

  it('a generated file that is out of date, missing or no longer generated', async () => {
    const generate = async () =>
      new Map([
        ['docs/events/current.md', 'today\n'],
        ['docs/events/outdated.md', 'today\n'],
        ['docs/events/missing.md', 'today\n'],
      ]);
    expect(places(await checkGenerated(repository, generate))).toEqual([
      'generated: docs/events/outdated.md',
      'generated: docs/events/missing.md',
      'generated: docs/openapi/left-behind.json',
    ]);
  });
});
