import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { gewerk, goldenInstance, scratchFile } from './launcher.js';

const o100 = goldenInstance('o-100');
const read = (): Record<string, any> => JSON.parse(readFileSync(o100, 'utf8')) as Record<string, any>;

describe('gewerk match solve', () => {
  it('prints the whole answer to O-100 as one JSON object, without the network', async () => {
    const { code, out, err } = await gewerk(['match', 'solve', o100, '--json', '--repeat', '3'], { offline: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual([
      ...['feasibleCount', 'proven', 'utilityBound', 'gap', 'paretoComplete', 'millis', 'millisWarm', 'plans', 'representatives'],
      ...['standby', 'probabilityWithStandby', 'refused', 'relaxations', 'reasons', 'views'],
    ]);
    expect(answer).toMatchObject({ feasibleCount: 9, proven: true, gap: 0, paretoComplete: true });
    expect(answer.plans).toHaveLength(9);
    expect(answer.plans[0]).toMatchObject({ assignment: { op1: 'A', op2: 'C', op3: 'D' }, arrivalDay: 15, priceEur: 9464, pareto: true });
    expect(answer.plans[0].utility).toBeCloseTo(0.688692, 6);
    expect(answer.probabilityWithStandby).toBeCloseTo(0.959477, 6);
    expect(answer.refused).toHaveLength(3);
    expect(answer.millis).toBeGreaterThan(0);
    expect(answer.millisWarm).toBeGreaterThan(0);
  });

  it('knows no warm time without --repeat', async () => {
    expect(JSON.parse((await gewerk(['match', 'solve', o100, '--json'])).out).millisWarm).toBeNull();
  });

  it('prints a table for people without --json', async () => {
    const { code, out } = await gewerk(['match', 'solve', o100]);
    expect(code).toBe(0);
    expect(out).toMatch(/^9 feasible plans; the recommended one is proven optimal$/m);
    expect(out).toMatch(/^A +C +D +9464\.00 +day 15 +16\.29 +0\.8809 +0\.8436 +0\.688692 +yes +recommended$/m);
    expect(out).toMatch(/^B +C +D .* cheapest, greenest$/m);
    expect(out).toContain('refused: 2 by excluded-pair, 1 by due-day');
    expect(out).toContain('standby op1+E, op3+E');
  });

  it('exits 0 where no plan is feasible, and says what would help', async () => {
    const file = goldenInstance('one-change-helps');
    const { code, out } = await gewerk(['match', 'solve', file]);
    expect(code).toBe(0);
    expect(out).toMatch(/^no feasible plan$/m);
    expect(out).toContain('due-day 11 instead of 10');
    const answer = JSON.parse((await gewerk(['match', 'solve', file, '--json'])).out);
    expect(answer).toMatchObject({ plans: [], representatives: null, utilityBound: null });
    expect(answer.relaxations).toHaveLength(3);
  });

  it('exits 2 and names the path of every wrong field on standard error', async () => {
    const wrong = read();
    delete wrong['order'].pieces;
    wrong['candidates'][0].priceEur = 'x';
    wrong['candidates'][1].operation = 'op9';
    wrong['order'].anchors.price = [9000, 9000];
    wrong['legs'].pop();
    const { code, out, err } = await gewerk(['match', 'solve', scratchFile('wrong.json', JSON.stringify(wrong)), '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const lines = err.trimEnd().split('\n');
    for (const path of ['$.order.pieces', '$.candidates[0].priceEur', '$.candidates[1].operation', '$.order.anchors.price', '$.legs']) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${path.replace(/[$.[\]]/g, '\\$&')}: `)));
    }
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"order": {'],
    ['a list', '[]'],
  ])('exits 2 for %s instead of an instance', async (name, content) => {
    const { code, out, err } = await gewerk(['match', 'solve', scratchFile(`${name}.json`, content)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^\$/);
  });

  it('gives the same answer whatever the order of the lists in the file', async () => {
    const turned = read();
    for (const list of ['operations', 'firms', 'candidates', 'legs', 'kappa', 'regions']) turned[list].reverse();
    const answers = await Promise.all(
      [o100, scratchFile('turned.json', JSON.stringify(turned))].map(async (file) => {
        const { millis, ...answer } = JSON.parse((await gewerk(['match', 'solve', file, '--json'])).out);
        expect(millis).toBeGreaterThan(0);
        return answer;
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});
