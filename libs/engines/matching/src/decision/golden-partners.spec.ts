import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { GateResult } from '../suitability/gates.js';
import { describeRanking } from './describe-ranking.js';
import { firmView } from './firm-view.js';
import { type PartnerRanking, rankPartners } from './rank-partners.js';
import { readRankingCase } from './read-ranking-case.js';

const GOLDEN = new URL('../../../golden/partners/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, GOLDEN), 'utf8');
const cases = readdirSync(GOLDEN).filter((name) => existsSync(new URL(`${name}/case.json`, GOLDEN)));

function computed(name: string): PartnerRanking {
  const { rankingCase, errors } = readRankingCase(JSON.parse(text(`${name}/case.json`)));
  if (rankingCase === undefined) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return rankPartners(rankingCase);
}
const answers = new Map(cases.map((name) => [name, computed(name)]));
const answerOf = (name: string) => answers.get(name) as PartnerRanking;
const firms = ({ candidates }: PartnerRanking) => candidates.map(({ firm, standing, place }) => [firm, standing, place]);
const of = ({ candidates }: PartnerRanking, firm: string) => candidates.find((candidate) => candidate.firm === firm);

/** Numbers to nine digits; everything else as it is. */
function comparable(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, comparable(member)]));
}

describe('golden ranking cases', () => {
  it('are there, each with its story in one line', () => {
    expect(cases).toEqual(['fairness', 'knock-outs', 'new-micro-firm', 'o-100-milling', 'own-word']);
    for (const name of cases) expect(text(`${name}/story.md`).trim().split('\n')).toHaveLength(1);
  });

  it.each(cases)('%s gives the answer and the explanation beside it', (name) => {
    const answer = answerOf(name);
    expect(comparable(answer)).toEqual(comparable(JSON.parse(text(`${name}/answer.json`))));
    expect(`${describeRanking(answer).join('\n')}\n`).toBe(text(`${name}/explanation.txt`));
  });
});

describe('what the stories are about', () => {
  it('o-100-milling: A has the worked suitability and leads; trust and data formats cost it most (methods 3.7, 3.9)', () => {
    const answer = answerOf('o-100-milling');
    expect(firms(answer)).toEqual([
      ['A', 'eligible', 1],
      ['B', 'eligible', 2],
      ['E', 'eligible', 3],
    ]);
    expect(of(answer, 'A')?.suitability.value).toBeCloseTo(0.881349, 6);
    const losses = [...(of(answer, 'A')?.leaves ?? [])].sort((a, b) => b.loss - a.loss).map(({ leaf }) => leaf);
    expect(losses.slice(0, 4)).toEqual(['TRU', 'TEC', 'RIS', 'COM']);
    expect(of(answer, 'B')?.changes[0]?.leaf).toBe('TRU');
    expect(answer.weightReasons.map(({ leaf, dimension }) => leaf + dimension)).toEqual(['RISu', 'TRUu', 'TCHq']);
  });

  it('new-micro-firm: the quota gives a first order to a firm without history, and says with which probability', () => {
    const answer = answerOf('new-micro-firm');
    expect(answer.candidates[0]?.firm).toBe('established');
    expect(answer).toMatchObject({
      recommended: 'micro',
      exploreDraw: { obstacles: [], chosenProbability: { established: 0.9, micro: 0.1 } },
    });
  });

  it('knock-outs: fails, questions and a waiver each have their standing, and nobody knocked out has a place', () => {
    const answer = answerOf('knock-outs');
    expect(firms(answer)).toEqual([
      ['able', 'eligible', 1],
      ['waived', 'eligible', 2],
      ['silent', 'question', null],
      ['too-small', 'knocked-out', null],
      ['late', 'knocked-out', null],
    ]);
    expect(of(answer, 'too-small')?.knockOuts.find(({ code }) => code === 'KO03')).toMatchObject({
      state: 'fail',
      measured: 620,
      limit: 600,
      nearestChange: { params: { millimetresMin: 620 } },
    });
  });

  it('fairness: B stands before A by a correction whose size everybody can see, and has 95 % of the best suitability', () => {
    const answer = answerOf('fairness');
    expect(firms(answer).map(([firm]) => firm)).toEqual(['B', 'A', 'C']);
    const [b, a] = [of(answer, 'B'), of(answer, 'A')];
    expect(b?.suitability.value).toBeLessThan(a?.suitability.value ?? 0);
    expect(b?.suitability.value).toBeGreaterThanOrEqual(0.95 * (a?.suitability.value ?? 1));
    expect(a?.behindLeader[0]).toMatchObject({ source: 'fairness' });
    expect(Object.keys(answer.exposureAfter ?? {}).sort()).toEqual(['A', 'B', 'C']);
  });

  it('own-word: declarations and an expired audit do not beat a history, and the contradiction is noticed', () => {
    const answer = answerOf('own-word');
    expect(answer.candidates[0]?.firm).toBe('honest');
    expect(
      of(answer, 'boaster')
        ?.leaves.filter(({ isContradicted }) => isContradicted)
        .map(({ leaf }) => leaf),
    ).toEqual(['TCH']);
    expect(of(answer, 'expired')?.suitability.confidence).toBe(0);
  });
});

describe('what a firm may see (methods 3.9, 7.10)', () => {
  it('is its own leaves, band and remedies, and no word of a rival', () => {
    for (const name of cases) {
      const answer = answerOf(name);
      for (const { firm } of answer.candidates) {
        const shown = JSON.stringify(firmView(answer, firm));
        for (const { firm: rival } of answer.candidates) if (rival !== firm) expect(shown).not.toContain(`"${rival}"`);
      }
    }
  });

  it('the band is the third of the field, and nothing where the field is too small or the firm has no place', () => {
    const answer = answerOf('o-100-milling');
    expect(['A', 'B', 'E'].map((firm) => firmView(answer, firm)?.band)).toEqual(['upper-third', 'middle-third', 'lower-third']);
    expect(firmView(answerOf('knock-outs'), 'able')?.band).toBeNull();
    expect(firmView(answer, 'stranger')).toBeNull();
  });

  it('an exclusion does not tell with whom', () => {
    const answer = answerOf('knock-outs');
    const [first, ...others] = answer.candidates as [PartnerRanking['candidates'][number], ...PartnerRanking['candidates']];
    const excluded: GateResult = {
      code: 'KO13',
      state: 'fail',
      reason: 'excluded-with-member',
      measured: 'rival',
      limit: null,
      unit: null,
      waivableBy: 'parties',
      nearestChange: { code: 'lift-exclusion', params: { firm: 'rival' } },
      evidence: [],
    };
    expect(JSON.stringify(firmView({ ...answer, candidates: [{ ...first, knockOuts: [excluded] }, ...others] }, 'able'))).not.toContain(
      'rival',
    );
  });
});
