import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type PartnerRanking, rankPartners } from '../decision/rank-partners.js';
import { readRankingCase } from '../decision/read-ranking-case.js';
import { rankingCharts, rankingSvg } from './ranking-charts.js';

const GOLDEN = new URL('../../../golden/partners/', import.meta.url);
const names = readdirSync(GOLDEN).filter((name) => existsSync(new URL(`${name}/answer.json`, GOLDEN)));
const answerOf = (name: string) => JSON.parse(readFileSync(new URL(`${name}/answer.json`, GOLDEN), 'utf8')) as PartnerRanking;
const tableOf = (ranking: PartnerRanking, name: string) => rankingCharts(ranking).find((chart) => chart.name === name)?.table;
const widths = (svg: string, firm: string) =>
  [...svg.matchAll(/width="([\d.]+)" height="16" fill="[^"]+"><title>([^<]*)</g)]
    .filter(([, , title]) => title?.startsWith(firm))
    .map(([, width]) => Number(width));

describe('the charts of a ranking (methods 3.13)', () => {
  it.each(names)('%s: every chart has a table with a row for each firm or weight it draws', (name) => {
    for (const { svg, table } of rankingCharts(answerOf(name))) {
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
      expect(svg).toMatch(/^<svg [^>]*role="img"/);
      expect(svg.match(/<svg/g)).toHaveLength(1);
    }
  });

  it('N136: the bars of losses sum to -ln S within 1e-9, and are drawn in that proportion', () => {
    const ranking = answerOf('o-100-milling');
    const chart = rankingCharts(ranking).find(({ name }) => name === 'losses');
    const sums = ranking.candidates.map(({ suitability }) => -Math.log(suitability.value));
    chart?.table.rows.forEach((row, index) => {
      expect(Math.abs((row.at(-1) as number) - (sums[index] as number))).toBeLessThan(1e-9);
    });
    const drawn = ranking.candidates.map(({ firm }) => widths(chart?.svg ?? '', `${firm},`).reduce((sum, width) => sum + width, 0));
    const longest = Math.max(...sums);
    drawn.forEach((width, index) => {
      expect(width / 700).toBeCloseTo((sums[index] as number) / longest, 2);
    });
  });

  it('shows the firms in the order of the ranking, with place, range and standing', () => {
    const ranking = answerOf('knock-outs');
    expect(tableOf(ranking, 'suitability')?.rows.map(([place, firm, standing]) => [place, firm, standing])).toEqual(
      ranking.candidates.map(({ place, firm, standing }) => [place ?? '', firm, standing]),
    );
  });

  it('marks in the tornado the weights with which the other firm would lead', () => {
    const ranking = answerOf('o-100-milling');
    const [widest, ...others] = ranking.weightTornado as [PartnerRanking['weightTornado'][number], ...PartnerRanking['weightTornado']];
    const turned = { ...ranking, weightTornado: [{ ...widest, leadWithLess: -0.01, leadWithMore: 0.02, turnsOrder: true }, ...others] };
    const chart = rankingCharts(turned).find(({ name }) => name === 'weight-tornado');
    expect(chart?.svg.match(/#b5443a/g)).toHaveLength(1 + others.filter(({ turnsOrder }) => turnsOrder).length);
    expect(chart?.table.rows[0]?.at(-1)).toBe('yes');
  });

  it('draws a field without an eligible firm, too, and leaves out what it cannot show', () => {
    const ranking = answerOf('o-100-milling');
    const candidates = ranking.candidates.map((candidate) => ({
      ...candidate,
      standing: 'knocked-out' as const,
      place: null,
      stability: null,
    }));
    const charts = rankingCharts({ ...ranking, candidates, weightTornado: [] });
    expect(charts.map(({ name }) => name)).toEqual(['suitability', 'losses']);
  });

  it('lets no name break out of the drawing', () => {
    const { rankingCase } = readRankingCase(JSON.parse(readFileSync(new URL('o-100-milling/case.json', GOLDEN), 'utf8')));
    const candidates = rankingCase?.candidates.map((candidate, index) => ({ ...candidate, firm: `</svg><script>"&\u0001${index}` })) ?? [];
    const svg = rankingSvg(rankPartners({ ...(rankingCase as NonNullable<typeof rankingCase>), candidates }));
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0001');
    expect(svg.match(/<svg/g)).toHaveLength(svg.match(/<\/svg>/g)?.length ?? 0);
  });
});
