import { up, weightedGeometricMean } from '@gewerk/kernel';

export type Pillar = 'ecological' | 'economic' | 'social';
export type Lever = 'efficiency' | 'consistency' | 'sufficiency';

export interface Indicator {
  code: string;
  name: string;
  pillar: Pillar;
  lever: Lever;
  /** Values that score 0 and 1; a worst above the best means less is better. */
  worst: number;
  best: number;
}

const indicator = (code: string, name: string, pillar: Pillar, lever: Lever, worst: number, best: number): Indicator => ({
  ...{ code, name, pillar, lever, worst, best },
});

/** Indicators of methods 6.6 with their anchors (mark A: own assumptions, to be calibrated). */
export const INDICATORS: readonly Indicator[] = [
  indicator('E1', 'process kWh per kg delivered', 'ecological', 'efficiency', 8, 2),
  indicator('E2', 'scrap and rework share', 'ecological', 'efficiency', 0.15, 0.01),
  indicator('E3', 'renewable electricity share', 'ecological', 'consistency', 0, 1),
  indicator('E4', 'recycled content', 'ecological', 'consistency', 0, 0.8),
  indicator('E5', 'overproduction', 'ecological', 'sufficiency', 0.25, 0),
  indicator('E6', 'tonne-kilometres per kg', 'ecological', 'sufficiency', 0.5, 0),
  indicator('C1', 'utilisation of machine groups', 'economic', 'efficiency', 0.34, 0.8),
  indicator('C2', 'equity ratio', 'economic', 'consistency', 0.1, 0.45),
  indicator('C3', 'idle asset share', 'economic', 'sufficiency', 0.66, 0.1),
  indicator('S1', 'accidents per million hours', 'social', 'efficiency', 30, 0),
  indicator('S2', 'training hours per employee', 'social', 'consistency', 0, 40),
  indicator('S3', 'overtime share', 'social', 'sufficiency', 0.15, 0),
];

export interface CompanyScore {
  ecological: number | null;
  economic: number | null;
  social: number | null;
  /** Null while a pillar is missing: a missing pillar is not a zero. */
  total: number | null;
  /** Share of the indicators that are known. */
  confidence: number;
  indicators: { code: string; score: number }[];
}

const PILLARS: readonly Pillar[] = ['ecological', 'economic', 'social'];
const LEVERS: readonly Lever[] = ['efficiency', 'consistency', 'sufficiency'];

/**
 * Three pillars over three levers (methods 6.6): a cell is the mean of its indicators, a pillar the mean of its cells, the total
 * the geometric mean of the pillars, so that a weak pillar cannot hide behind two strong ones.
 * @param values known values by indicator code
 */
export function scoreCompany(values: Readonly<Record<string, number>>): CompanyScore {
  const scored = INDICATORS.flatMap((each) => {
    const value = values[each.code];
    return value === undefined ? [] : [{ ...each, score: up(value, each.worst, each.best) }];
  });
  const pillarScore = (pillar: Pillar): number | null => {
    const cells = LEVERS.flatMap(
      (lever) => mean(scored.filter((each) => each.pillar === pillar && each.lever === lever).map((each) => each.score)) ?? [],
    );
    return mean(cells);
  };
  const [ecological = null, economic = null, social = null] = PILLARS.map(pillarScore);
  const known = [ecological, economic, social].filter((pillar) => pillar !== null);
  return {
    ecological,
    economic,
    social,
    total: known.length < PILLARS.length ? null : weightedGeometricMean(known, [1 / 3, 1 / 3, 1 / 3]),
    confidence: scored.length / INDICATORS.length,
    indicators: scored.map(({ code, score }) => ({ code, score })),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
