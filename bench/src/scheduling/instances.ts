import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlexibleShop, readFlexibleJobShop, readJobShop, readPrecedenceShop } from '@gewerk/engine-scheduling';
import { REPOSITORY } from '../results.js';

const DATA = join(REPOSITORY, 'bench/data/scheduling');

export interface Instance {
  readonly set: string;
  readonly name: string;
  readonly file: string;
  readonly format: 'fjs' | 'fjs-dag' | 'jsp';
  readonly bestKnown: number;
}

const SETS: readonly (readonly [set: string, pattern: RegExp, format: Instance['format']])[] = [
  ['Brandimarte', /^fjsp\/mk/, 'fjs'],
  ['Hurink la01-20', /^fjsp\/hurink/, 'fjs'],
  ['Barnes', /^fjsp\/(mt|set)/, 'fjs'],
  ['precedence graphs', /^fjsp-dag\//, 'fjs-dag'],
  ['classic la', /^jobshop\/la/, 'jsp'],
  ['real loads', /^jobshop-real\//, 'jsp'],
];

/** The instances of the sets whose name holds one of the words; all without words. */
export function instancesOf(words: readonly string[]): Instance[] {
  const [, ...lines] = readFileSync(join(DATA, 'best-known.csv'), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [name = '', , bestKnown] = line.split(',');
    const found = SETS.find(([, pattern]) => pattern.test(name));
    if (found === undefined) return [];
    const [set, , format] = found;
    if (words.length > 0 && !words.some((word) => set.toLowerCase().includes(word.toLowerCase()))) return [];
    return [{ set, name, file: join(DATA, name), format, bestKnown: Number(bestKnown) }];
  });
}

export function readInstance({ file, format }: Instance): FlexibleShop {
  const text = readFileSync(file, 'utf8');
  if (format === 'fjs') return readFlexibleJobShop(text);
  return format === 'jsp' ? readJobShop(text) : readPrecedenceShop(text);
}
