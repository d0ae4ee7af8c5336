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

describe('a user of gewerk match rank', () => {
  const changed = (name: string, change: (wrong: any) => unknown) => {
    const raw = JSON.parse(readFileSync(rankingCase, 'utf8'));
    change(raw);
    return scratchFile(name, JSON.stringify(raw));
  };
  const rank = (file: string) => gewerk(['match', 'rank', file]);

  it.each<[string, (raw: any) => unknown, string]>([
    ['no candidates', (raw) => (raw.candidates = []), '$.candidates: must have 1 to 1000 entries, not 0'],
    ['a firm twice', (raw) => raw.candidates.push(raw.candidates[0]), '$.candidates[3].firm: A is a candidate already'],
    [
      'a leaf that is none',
      (raw) => (raw.candidates[1].leaves.XYZ = {}),
      '$.candidates[1].leaves.XYZ: is not known here; leave it out, or use one of CUL',
    ],
    [
      'a negative share',
      (raw) => (raw.candidates[0].leaves.TRU.estimate.value = -1),
      '$.candidates[0].leaves.TRU.estimate.value: must be at least 0',
    ],
    ['a text for a number', (raw) => (raw.seed = '1'), '$.seed: must be a whole number'],
    [
      'a number that is none',
      (raw) => (raw.candidates[0].leaves.TRU.estimate.value = Number.NaN),
      '$.candidates[0].leaves.TRU.estimate.value: must be a finite number',
    ],
    ['a missing field', (raw) => delete raw.exploration, '$.exploration: is missing: give one of exploit, balanced, explore'],
    ['a day that is on no calendar', (raw) => (raw.asOf = '2026-02-30T08:00:00Z'), '$.asOf: is no date of the calendar'],
  ])('who gives %s is told the field and the remedy', async (_what, change, told) => {
    const { code, out, err } = await rank(changed('wrong.json', change));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
  });

  it.each([
    ['', 'is no JSON'],
    ['{"seed": NaN}', 'is no JSON'],
    ['[]', '$: must be an object'],
  ])('who gives %j instead of a case is told so', async (content, told) => {
    const { code, err } = await rank(scratchFile('none.json', content));
    expect(code).toBe(2);
    expect(err).toContain(told);
  });

  it('sees why nobody is left where all are knocked out, and one candidate alone come first', async () => {
    const knockOuts = JSON.parse(readFileSync(path.join(path.dirname(golden), 'knock-outs', 'case.json'), 'utf8'));
    for (const { facts } of knockOuts.candidates) facts.membership = 'suspended';
    const none = await rank(scratchFile('none-left.json', JSON.stringify(knockOuts)));
    expect(none.code).toBe(0);
    expect(none.out).toContain('No candidate is eligible.');
    expect(none.out.match(/KO01 fail: membership-suspended/g)).toHaveLength(knockOuts.candidates.length);
    const one = await rank(changed('one.json', (raw) => raw.candidates.splice(1)));
    expect(one.out).toContain('first in 100 % of the draws');
  });

  it('gets 500 candidates ranked, each once', async () => {
    const many = changed('many.json', (raw) => {
      raw.candidates = Array.from({ length: 500 }, (_, i) => ({ ...raw.candidates[i % 3], firm: `F${i}` }));
    });
    const { code, out } = await gewerk(['match', 'rank', many, '--json']);
    expect(code).toBe(0);
    expect(new Set(JSON.parse(out).candidates.map(({ firm }: { firm: string }) => firm)).size).toBe(500);
  });

  it('gets the charts, the same from the case and from the stored answer', async () => {
    const [fromCase, fromAnswer] = [scratchFile('case.svg', ''), scratchFile('answer.svg', '')];
    const { out } = await gewerk(['match', 'rank', rankingCase, '--svg', fromCase, '--json']);
    await gewerk(['match', 'explain', scratchFile('drawn.json', out), '--svg', fromAnswer]);
    const drawn = readFileSync(fromAnswer, 'utf8');
    expect(drawn).toBe(readFileSync(fromCase, 'utf8'));
    for (const title of ['Suitability', 'What each leaf takes', 'four groups', 'Share of the draws', 'How the lead over B'])
      expect(drawn).toContain(title);
  });

  it('is told where the charts cannot be written, or there is nothing to draw them from', async () => {
    const missing = await gewerk(['match', 'rank', rankingCase, '--svg', path.join(golden, 'nowhere', 'out.svg')]);
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('does not exist');
    const { views: _, ...bare } = JSON.parse((await gewerk(['match', 'solve', goldenInstance('o-100'), '--json'])).out);
    const consortia = scratchFile('plans.json', JSON.stringify(bare));
    const drawn = await gewerk(['match', 'explain', consortia, '--svg', scratchFile('plans.svg', '')]);
    expect({ code: drawn.code, out: drawn.out }).toEqual({ code: 2, out: '' });
    expect(drawn.err).toContain('$.views: ');
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

  it('draws consortia from the stored answer as `match solve` does: graph, Gantt, waterfall, Pareto scatter', async () => {
    const [fromInstance, fromAnswer] = [scratchFile('instance.svg', ''), scratchFile('plans.svg', '')];
    const { out } = await gewerk(['match', 'solve', goldenInstance('o-100'), '--svg', fromInstance, '--json']);
    await gewerk(['match', 'explain', scratchFile('viewed.json', out), '--svg', fromAnswer]);
    const drawn = readFileSync(fromAnswer, 'utf8');
    expect(drawn).toBe(readFileSync(fromInstance, 'utf8'));
    for (const title of ['the flow of goods (recommended)', 'Who works when', 'What the price is made of', 'nobody beats in everything'])
      expect(drawn).toContain(title);
  });

  it.each([
    ['{"plans": [{}]}', '$.plans[0].priceEur'],
    ['{"candidates": [{"firm": "A"}]}', '$.candidates[0].suitability'],
    ['{"something": 1}', '$'],
    ['[]', '$'],
  ])('exits 2 for %s and says what to give instead', async (content, at) => {
    const { code, out, err } = await gewerk(['match', 'explain', scratchFile('half.json', content)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${at}: `);
    expect(err).toContain('match');
  });
});
