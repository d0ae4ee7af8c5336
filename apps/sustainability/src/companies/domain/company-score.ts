import { weightedGeometricMean } from '@gewerk/kernel';
import { indicatorOf, type IndicatorValue, type Lever, normalise, type Pillar, type SourceClass } from './indicators.js';

export interface CompanyScore {
  readonly ecological: number | null;
  readonly economic: number | null;
  readonly social: number | null;
  readonly total: number | null;
  readonly confidence: number;
  readonly indicators: readonly { readonly code: string; readonly score: number }[];
  /** `social/sufficiency` where a cell of the three by three has no indicator. */
  readonly missingCells: readonly string[];
}

const PILLARS: readonly Pillar[] = ['ecological', 'economic', 'social'];
const LEVERS: readonly Lever[] = ['efficiency', 'consistency', 'sufficiency'];

/** How far a figure of this source is believed (A, in the manner of the evidence classes of methods 3.4). */
const BELIEF: Readonly<Record<SourceClass, number>> = {
  metered: 1,
  'audited-certificate': 0.9,
  'checked-document': 0.8,
  'self-declaration': 0.5,
};

/**
 * Three pillars by three levers (methods 6.6): a cell is the mean of its indicators, a pillar the mean of the cells that are
 * known, the total the geometric mean of all three pillars and null where one is missing. Confidence is the mean belief over
 * the nine cells, an empty cell counting zero.
 */
export function scoreCompany(values: readonly IndicatorValue[]): CompanyScore {
  const scored = values.map((value) => {
    const { pillar, lever } = indicatorOf(value.code);
    return { code: value.code, pillar, lever, score: normalise(indicatorOf(value.code), value.value), belief: BELIEF[value.source] };
  });
  const missingCells: string[] = [];
  let belief = 0;
  const pillars = PILLARS.map((pillar) => {
    const cells = LEVERS.flatMap((lever): number[] => {
      const members = scored.filter((one) => one.pillar === pillar && one.lever === lever);
      if (members.length === 0) {
        missingCells.push(`${pillar}/${lever}`);
        return [];
      }
      belief += mean(members.map((one) => one.belief)) / (PILLARS.length * LEVERS.length);
      return [mean(members.map((one) => one.score))];
    });
    return cells.length === 0 ? null : mean(cells);
  });
  const [ecological, economic, social] = pillars as [number | null, number | null, number | null];
  return {
    ecological,
    economic,
    social,
    total: totalOf(pillars),
    confidence: Math.min(1, belief),
    indicators: scored.map(({ code, score }) => ({ code, score })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    missingCells,
  };
}

/** Geometric, so that two strong pillars do not hide a weak one; null where a pillar is missing. */
export function totalOf(pillars: readonly (number | null)[]): number | null {
  const known = pillars.filter((pillar) => pillar !== null);
  if (known.length < pillars.length || known.length === 0) return null;
  return weightedGeometricMean(
    known,
    known.map(() => 1 / known.length),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
