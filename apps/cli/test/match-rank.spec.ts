import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { gewerk, goldenInstance, scratchFile } from './launcher.js';

const golden = path.join(path.dirname(goldenInstance('partners')), 'o-100-milling');
const rankingCase = path.join(golden, 'case.json');

describe('gewerk match rank', () => {
  it('prints the whole ranking as one JSON object, without the network', async () => {
    const { code, out, err } = await gewerk(['match', 'rank', rankingCase, '--json'], { offline: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const answer = JSON.parse(out);
    expect(answer.candidates.map(({ firm }: { firm: string }) => firm).slice(0, 3)).toEqual(['A', 'B', 'E']);
    expect(Object.keys(answer.candidates[0])).toEqual(
      expect.arrayContaining(['suitability', 'leaves', 'knockOuts', 'behindLeader', 'changes']),
    );
  });

  it('prints the golden explanation for people without --json', async () => {
    const { out } = await gewerk(['match', 'rank', rankingCase]);
    expect(out.trimEnd()).toBe(readFileSync(path.join(golden, 'explanation.txt'), 'utf8').trimEnd());
  });

  it('exits 2 and names every wrong field', async () => {
    const wrong = JSON.parse(readFileSync(rankingCase, 'utf8'));
    delete wrong.asOf;
    wrong.candidates[0].firm = 7;
    const { code, out, err } = await gewerk(['match', 'rank', scratchFile('wrong-case.json', JSON.stringify(wrong))]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^\$\.asOf: /m);
    expect(err).toMatch(/^\$\.candidates\[0\]\.firm: /m);
  });
});

describe('gewerk match explain', () => {
  it('prints a stored ranking as `match rank` would', async () => {
    const stored = scratchFile('ranking.json', (await gewerk(['match', 'rank', rankingCase, '--json'])).out);
    expect((await gewerk(['match', 'explain', stored])).out).toBe((await gewerk(['match', 'rank', rankingCase])).out);
  });

  it('prints stored consortia with what each other representative would change', async () => {
    const stored = scratchFile('consortia.json', (await gewerk(['match', 'solve', goldenInstance('o-100'), '--json'])).out);
    const { code, out } = await gewerk(['match', 'explain', stored]);
    expect(code).toBe(0);
    expect(out).toMatch(/^- the fastest plan costs 39 EUR less, arrives 1 d earlier, .*; op1 by E$/m);
  });

  it.each([
    ['{"plans": [{}]}', '$.plans[0].priceEur'],
    ['{"candidates": [{"firm": "A"}]}', '$.candidates'],
    ['{"something": 1}', '$'],
    ['[]', '$'],
  ])('exits 2 for %s and says what to give instead', async (content, at) => {
    const { code, out, err } = await gewerk(['match', 'explain', scratchFile('half.json', content)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${at}: `);
    expect(err).toContain('match');
  });
});
