import type { PartnerRanking, RankedPartner } from '../decision/rank-partners.js';
import { LEAF_NAMES } from '../suitability/leaf-names.js';
import { LEAF_GROUPS, type LeafGroup, LEAVES } from '../suitability/policy.js';
import { bar, colour, fitted, line, panel, polygon, stacked, text, WIDTH_PIXELS } from './svg.js';

/** A chart and the table that says the same in figures (methods 3.13). */
export interface RankingChart {
  readonly name: 'suitability' | 'losses' | 'groups' | 'stability' | 'weight-tornado';
  readonly title: string;
  readonly svg: string;
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] };
}

/** More than these are not drawn; the tables hold all. */
const FIRMS_DRAWN = 25;
const FIRMS_OF_RADAR = 4;
const LEFT = 190;
const RIGHT = 70;
const TOP = 58;
const ROW = 24;
const SCALE = WIDTH_PIXELS - LEFT - RIGHT;
const GROUP_NAMES = Object.keys(LEAF_GROUPS) as LeafGroup[];
const STANDING_COLOUR = { eligible: '#2f7d5b', 'below-threshold': '#c58b1b', question: '#6b7fa8', 'knocked-out': '#b0b0b0' } as const;

/** The charts of an explained ranking (N136): drawn from the answer alone, so that a stored decision can be drawn again. */
export function rankingCharts(ranking: PartnerRanking): readonly RankingChart[] {
  const eligible = ranking.candidates.filter(({ standing }) => standing === 'eligible');
  return [
    suitabilityChart(ranking.candidates),
    lossChart(ranking.candidates),
    ...(eligible.length === 0 ? [] : [groupChart(eligible), stabilityChart(eligible)]),
    ...(ranking.weightTornado.length === 0 ? [] : [tornadoChart(ranking)]),
  ];
}

/** All charts of a ranking below one another, as one file. */
export function rankingSvg(ranking: PartnerRanking): string {
  return stacked(rankingCharts(ranking).map(({ svg }) => svg));
}

function suitabilityChart(candidates: readonly RankedPartner[]): RankingChart {
  const title = 'Suitability, with the range it may lie in';
  const drawn = candidates.slice(0, FIRMS_DRAWN);
  const marks = drawn.flatMap(({ firm, place, standing, suitability: { value, lowerBound, upperBound } }, index) => {
    const y = TOP + index * ROW;
    const [low, high, middle] = [LEFT + lowerBound * SCALE, LEFT + upperBound * SCALE, y + 8];
    const told = `${firm}: ${figure(value)} (${figure(lowerBound)} to ${figure(upperBound)}), ${standing}`;
    return [
      text(LEFT - 8, y + 12, fitted(`${place === null ? '–' : `${place}.`} ${firm}`, LEFT - 20), { anchor: 'end' }),
      bar(LEFT, y, value * SCALE, 16, STANDING_COLOUR[standing], told),
      line(low, middle, high, middle, '#222'),
      line(low, y + 4, low, y + 12, '#222'),
      line(high, y + 4, high, y + 12, '#222'),
      text(Math.max(high, LEFT + value * SCALE) + 6, y + 12, figure(value)),
    ];
  });
  const rows = candidates.map(({ firm, standing, place, suitability: { value, lowerBound, upperBound, confidence } }) => [
    ...[place ?? '', firm, standing, value, lowerBound, upperBound, confidence],
  ]);
  const columns = ['place', 'firm', 'standing', 'suitability', 'lower bound', 'upper bound', 'confidence'];
  return chart('suitability', title, { columns, rows }, drawn.length, [
    ...axis(drawn.length),
    ...marks,
    ...rest(candidates.length, drawn.length),
  ]);
}

/** Bars of losses: their lengths sum to -ln S, the floor rule included. */
function lossChart(candidates: readonly RankedPartner[]): RankingChart {
  const title = 'What each leaf takes from a firm (parts of -ln S)';
  const drawn = candidates.slice(0, FIRMS_DRAWN);
  const totalOf = ({ leaves, floorLoss }: RankedPartner) => leaves.reduce((sum, { loss }) => sum + loss, floorLoss);
  const longest = Math.max(...drawn.map(totalOf), 1e-9);
  const sources = [...LEAVES.map((leaf) => LEAF_NAMES[leaf]), 'floor rule'];
  const lossesOf = ({ leaves, floorLoss }: RankedPartner) => [
    ...LEAVES.map((leaf) => leaves.find((row) => row.leaf === leaf)?.loss ?? 0),
    floorLoss,
  ];
  const marks = drawn.flatMap((candidate, index) => {
    const y = TOP + index * ROW;
    let x = LEFT;
    const bars = lossesOf(candidate).flatMap((loss, source) => {
      const width = (loss / longest) * SCALE;
      const at = x;
      x += width;
      return width < 0.05
        ? []
        : [bar(at, y, width, 16, colour(source, sources.length), `${candidate.firm}, ${sources[source]}: ${figure(loss)}`)];
    });
    return [
      text(LEFT - 8, y + 12, fitted(candidate.firm, LEFT - 20), { anchor: 'end' }),
      ...bars,
      text(x + 6, y + 12, figure(totalOf(candidate))),
    ];
  });
  const legendY = TOP + drawn.length * ROW + (candidates.length > drawn.length ? ROW : 0) + 8;
  const legend = sources.flatMap((source, index) => {
    const [x, y] = [LEFT + (index % 5) * 140, legendY + Math.floor(index / 5) * 18];
    return [bar(x, y, 10, 10, colour(index, sources.length), source), text(x + 15, y + 9, source)];
  });
  const rows = candidates.map((candidate) => [candidate.firm, ...lossesOf(candidate), totalOf(candidate)]);
  const table = { columns: ['firm', ...sources, 'sum'], rows };
  return chart('losses', title, table, drawn.length + 3, [...marks, ...rest(candidates.length, drawn.length), ...legend]);
}

function groupChart(eligible: readonly RankedPartner[]): RankingChart {
  const drawn = eligible.slice(0, FIRMS_OF_RADAR);
  const title = `The four groups of criteria${eligible.length > drawn.length ? `, first ${drawn.length} firms` : ''}`;
  const [x, y, radius] = [WIDTH_PIXELS / 2, 200, 130];
  const at = (index: number, value: number): readonly [number, number] => {
    const angle = (2 * Math.PI * index) / GROUP_NAMES.length - Math.PI / 2;
    return [x + radius * value * Math.cos(angle), y + radius * value * Math.sin(angle)];
  };
  const rings = [0.25, 0.5, 0.75, 1].map((ring) =>
    polygon(
      GROUP_NAMES.map((_, index) => at(index, ring)),
      '#ddd',
      'none',
    ),
  );
  const anchors = ['middle', 'start', 'middle', 'end'] as const;
  const names = GROUP_NAMES.map((group, index) => text(...at(index, 1.1), group, { anchor: anchors[index] ?? 'middle' }));
  const shapes = drawn.map(({ suitability: { groups } }, index) => {
    const shade = colour(index, drawn.length);
    return polygon(
      GROUP_NAMES.map((group, place) => at(place, groups[group])),
      shade,
      shade,
    );
  });
  const legend = drawn.flatMap(({ firm }, index) => [
    bar(40, TOP + index * 20, 10, 10, colour(index, drawn.length), firm),
    text(56, TOP + 9 + index * 20, fitted(firm, 180)),
  ]);
  const rows = eligible.map(({ firm, suitability: { groups } }) => [firm, ...GROUP_NAMES.map((group) => groups[group])]);
  return chart('groups', title, { columns: ['firm', ...GROUP_NAMES], rows }, 13, [...rings, ...names, ...shapes, ...legend]);
}

function stabilityChart(eligible: readonly RankedPartner[]): RankingChart {
  const title = 'Share of the draws in which a firm is first';
  const drawn = eligible.slice(0, FIRMS_DRAWN);
  const marks = drawn.flatMap(({ firm, stability }, index) => {
    const y = TOP + index * ROW;
    const share = stability?.firstPlaceShare ?? 0;
    const told = `${firm}: first in ${(100 * share).toFixed(1)} % of the draws, expected place ${(stability?.expectedPlace ?? 0).toFixed(2)}`;
    return [
      text(LEFT - 8, y + 12, fitted(firm, LEFT - 20), { anchor: 'end' }),
      bar(LEFT, y, share * SCALE, 16, '#3b6ea5', told),
      text(LEFT + share * SCALE + 6, y + 12, `${(100 * share).toFixed(0)} %`),
    ];
  });
  const rows = eligible.map(({ firm, stability }) => [firm, stability?.firstPlaceShare ?? 0, stability?.expectedPlace ?? 0]);
  const table = { columns: ['firm', 'share of first places', 'expected place'], rows };
  return chart('stability', title, table, drawn.length, [...axis(drawn.length), ...marks, ...rest(eligible.length, drawn.length)]);
}

/** Left of the middle line the other firm would lead. */
function tornadoChart({ weightTornado, candidates }: PartnerRanking): RankingChart {
  const [leader, second] = candidates.filter(({ standing }) => standing === 'eligible').map(({ firm }) => firm) as [string, string];
  const title = `How the lead over ${fitted(second, 200)} moves with one weight (two thirds to three halves of it)`;
  const widest = Math.max(
    ...weightTornado.flatMap(({ leadWithLess, leadWithMore }) => [Math.abs(leadWithLess), Math.abs(leadWithMore)]),
    1e-9,
  );
  const zero = LEFT + SCALE / 2;
  const at = (lead: number) => zero + (lead / widest) * (SCALE / 2);
  const marks = weightTornado.flatMap(({ leaf, leadWithLess, leadWithMore, turnsOrder }, index) => {
    const y = TOP + index * ROW;
    const [low, high] = [Math.min(leadWithLess, leadWithMore), Math.max(leadWithLess, leadWithMore)];
    const told = `${LEAF_NAMES[leaf]}: ${signed(leadWithLess)} with less weight, ${signed(leadWithMore)} with more`;
    return [
      text(LEFT - 8, y + 12, LEAF_NAMES[leaf], { anchor: 'end' }),
      bar(at(low), y, Math.max(1, at(high) - at(low)), 16, turnsOrder ? '#b5443a' : '#3b6ea5', told),
    ];
  });
  const foot = TOP + weightTornado.length * ROW;
  const ends = [
    line(zero, TOP - 8, zero, foot),
    text(LEFT, foot + 14, `${fitted(second, 250)} leads`),
    text(LEFT + SCALE, foot + 14, `${fitted(leader, 250)} leads`, { anchor: 'end' }),
  ];
  const rows = weightTornado.map(({ leaf, leadWithLess, leadWithMore, turnsOrder }) => [
    LEAF_NAMES[leaf],
    leadWithLess,
    leadWithMore,
    turnsOrder ? 'yes' : 'no',
  ]);
  const columns = ['weight', 'lead with less', 'lead with more', 'turns the order'];
  return chart('weight-tornado', title, { columns, rows }, weightTornado.length + 1, [...marks, ...ends]);
}

function chart(
  name: RankingChart['name'],
  title: string,
  table: RankingChart['table'],
  rows: number,
  marks: readonly string[],
): RankingChart {
  const description = `${table.rows.length} rows: ${table.columns.join(', ')}. The table beside this chart says the same in figures.`;
  return { name, title, svg: panel(name, title, description, TOP + (rows + 1) * ROW + 12, marks), table };
}

/** 0 to 1 in quarters. */
function axis(rows: number): string[] {
  const bottom = TOP + rows * ROW;
  return [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line(LEFT + share * SCALE, TOP - 6, LEFT + share * SCALE, bottom, '#ddd'),
    text(LEFT + share * SCALE, TOP - 10, share.toFixed(2), { anchor: 'middle', fill: '#777' }),
  ]);
}

function rest(all: number, drawn: number): string[] {
  return all > drawn ? [text(LEFT, TOP + drawn * ROW + 14, `and ${all - drawn} more, in the table`, { fill: '#777' })] : [];
}

function figure(value: number): string {
  return value.toFixed(3);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${figure(value)}`;
}
