import { clip } from '@gewerk/kernel';

export type Pillar = 'ecological' | 'economic' | 'social';
export type Lever = 'efficiency' | 'consistency' | 'sufficiency';

export interface Indicator {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly pillar: Pillar;
  readonly lever: Lever;
  /** Anchors of the normalisation (methods 6.6; A). */
  readonly worst: number;
  readonly best: number;
  /** Disclosure of the VSME basic module it belongs to, where there is one. */
  readonly vsme: string | null;
}

function indicator(
  code: string,
  name: string,
  unit: string,
  [pillar, lever]: readonly [Pillar, Lever],
  [worst, best]: readonly [number, number],
  vsme: string | null = null,
): Indicator {
  return { code, name, unit, pillar, lever, worst, best, vsme };
}

/** The catalogue of methods 6.6; B2E and B2S are its indicator "policies", split by pillar. */
export const INDICATORS: readonly Indicator[] = [
  indicator('E1', 'process energy per delivered mass', 'kWh/kg', ['ecological', 'efficiency'], [8, 2], 'B3'),
  indicator('E2', 'scrap and rework', 'share', ['ecological', 'efficiency'], [0.15, 0.01], 'B7'),
  indicator('E3', 'renewable electricity', 'share', ['ecological', 'consistency'], [0, 1], 'B3'),
  indicator('E4', 'recycled content', 'share', ['ecological', 'consistency'], [0, 0.8], 'B7'),
  indicator('E5', 'overproduction', 'share', ['ecological', 'sufficiency'], [0.25, 0]),
  indicator('E6', 'transport work per mass', 'tkm/kg', ['ecological', 'sufficiency'], [0.5, 0]),
  indicator('C1', 'utilisation of machine groups', 'share', ['economic', 'efficiency'], [0.34, 0.8]),
  indicator('C2', 'equity ratio', 'share', ['economic', 'consistency'], [0.1, 0.45]),
  indicator('C3', 'idle assets', 'share', ['economic', 'sufficiency'], [0.66, 0.1]),
  indicator('S1', 'accidents per million hours', '1/million h', ['social', 'efficiency'], [30, 0], 'B9'),
  indicator('S2', 'training per employee', 'h/year', ['social', 'consistency'], [0, 40], 'B10'),
  indicator('S3', 'overtime', 'share', ['social', 'sufficiency'], [0.15, 0]),
  indicator('B2E', 'certified environmental and energy management', 'share of topics', ['ecological', 'consistency'], [0, 1], 'B2'),
  indicator('B2S', 'certified health, safety and social conduct', 'share of topics', ['social', 'consistency'], [0, 1], 'B2'),
];

/** Indicators that a company states about itself or has documented; the others are derived. */
export const STATED_CODES = INDICATORS.map(({ code }) => code).filter((code) => !code.startsWith('B2'));

export const SOURCE_CLASSES = ['metered', 'checked-document', 'audited-certificate', 'self-declaration'] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];

export interface IndicatorValue {
  readonly code: string;
  /** In the unit of the indicator. */
  readonly value: number;
  readonly source: SourceClass;
}

export function indicatorOf(code: string): Indicator {
  const found = INDICATORS.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no indicator ${code}; the catalogue has ${INDICATORS.map((one) => one.code).join(', ')}`);
  return found;
}

/** 0 at the worst anchor, 1 at the best, linear between. */
export function normalise({ worst, best }: Indicator, value: number): number {
  return clip((value - worst) / (best - worst));
}

interface Topic {
  readonly code: 'B2E' | 'B2S';
  readonly pattern: RegExp;
}

const TOPICS: readonly Topic[] = [
  { code: 'B2E', pattern: /\b14001\b|\bEMAS\b/i },
  { code: 'B2E', pattern: /\b50001\b/ },
  { code: 'B2S', pattern: /\b45001\b/ },
  { code: 'B2S', pattern: /\bSA\s?8000\b/i },
];

/**
 * What certificates tell: the share of the two topics of each pillar that a certified management system covers. No certificate
 * tells nothing, since missing never means zero (methods 0.5).
 */
export function indicatorsFromCertificates(standards: readonly string[]): IndicatorValue[] {
  return (['B2E', 'B2S'] as const).flatMap((code): IndicatorValue[] => {
    const topics = TOPICS.filter((topic) => topic.code === code);
    const covered = topics.filter((topic) => standards.some((standard) => topic.pattern.test(standard))).length;
    return covered === 0 ? [] : [{ code, value: covered / topics.length, source: 'audited-certificate' }];
  });
}
