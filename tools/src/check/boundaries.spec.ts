import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from '../finding.js';
import { repositoryAt } from '../repository.js';
import { checkBoundaries } from './boundaries.js';
import { boundaryRules } from './boundary-rules.js';

const TREE = resolve(import.meta.dirname, '../../../test/violations/boundaries');

describe('the boundaries', () => {
  let findings: Finding[];

  beforeAll(async () => {
    findings = await checkBoundaries(repositoryAt(TREE));
  });

  it.each(boundaryRules.map(({ name }) => String(name)))('%s fails on its deliberate violation', (rule) => {
    const files = findings.filter((finding) => finding.rule === rule).map(({ file }) => file.replace(/^.*\//, ''));
    expect(files).not.toEqual([]);
  });

  it('let everything else pass: what a rule reports stands in the file that is named after it', () => {
    const elsewhere = findings.filter(({ rule, file }) => !file.replace(/^.*\//, '').startsWith(rule));
    expect(elsewhere).toEqual([]);
  });
});
