import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryAt } from '../repository.js';
import { checkDeadCode } from './dead-code.js';
import { checkFormatting } from './formatting.js';
import { checkTypes } from './types.js';

const VIOLATIONS = resolve(import.meta.dirname, '../../../test/violations');

describe('each check that runs a program reports its deliberate violation', () => {
  it('dead code: an unused file, export and dependency', async () => {
    const findings = await checkDeadCode(repositoryAt(join(VIOLATIONS, 'dead-code')), 'knip.json');
    expect(findings.map(({ rule, file, message }) => `${rule}: ${file} ${message}`).sort()).toEqual([
      'dependencies: package.json rxjs is declared but not used',
      'exports: src/partly-used.ts unused is exported but nobody else uses it',
      'unused-file: src/unused-file.ts nobody imports it',
    ]);
  });

  it('types: a text where a number belongs', async () => {
    const root = copyOf('types');
    const findings = await checkTypes(repositoryAt(root));
    expect(findings).toEqual([expect.objectContaining({ rule: 'TS2322', file: 'wrong-type.ts', line: 1 })]);
    rmSync(root, { recursive: true });
  });

  it('formatting: a file that the formatter would change', async () => {
    const root = copyOf('formatting');
    cpSync(resolve(VIOLATIONS, '../../../biome.json'), join(root, 'biome.json'));
    const findings = await checkFormatting(repositoryAt(root));
    expect(findings.map(({ rule, file }) => `${rule}: ${file}`)).toContain('formatting: not-formatted.ts');
    rmSync(root, { recursive: true });
  });
});

/** The compiler writes beside the sources, and the formatter passes over the violations of the repository. */
function copyOf(violation: string): string {
  const root = mkdtempSync(join(tmpdir(), `gewerk-${violation}-`));
  cpSync(join(VIOLATIONS, violation), root, { recursive: true });
  return root;
}
