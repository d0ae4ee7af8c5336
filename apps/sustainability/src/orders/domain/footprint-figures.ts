import type { OpenQuestions, OrderFootprint } from '@gewerk/engine-footprint';

/** A footprint as it goes out, in whole grams; parts sum to the total. */
export interface FootprintFigures {
  readonly materialGrams: number;
  readonly energyGrams: number;
  readonly transportGrams: number;
  readonly co2eGrams: number;
  readonly p10Grams: number;
  readonly p90Grams: number;
  readonly dataQualityRating: number;
  readonly primaryDataShare: number;
}

/** No material of our vocabulary is left open by the factor set; were one added, the order could not be told a total. */
export function footprintOf(answer: OrderFootprint | OpenQuestions): OrderFootprint {
  if (answer.kind === 'footprint') return answer;
  throw new Error(`factors ${answer.factorsVersion} leave materials open: ${answer.questions.map((one) => one.params.material).join(', ')}`);
}

export function figuresOf(footprint: OrderFootprint): FootprintFigures {
  const materialGrams = grams(footprint.materialKgCo2e);
  const energyGrams = grams(footprint.energyKgCo2e);
  const transportGrams = grams(footprint.transportKgCo2e);
  const co2eGrams = materialGrams + energyGrams + transportGrams;
  const quality = footprint.dataQuality;
  return {
    materialGrams,
    energyGrams,
    transportGrams,
    co2eGrams,
    p10Grams: Math.min(co2eGrams, grams(quality?.p10KgCo2e ?? 0)),
    p90Grams: Math.max(co2eGrams, grams(quality?.p90KgCo2e ?? 0)),
    dataQualityRating: quality?.rating ?? 5,
    primaryDataShare: quality?.primaryDataShare ?? 0,
  };
}

function grams(kilograms: number): number {
  return Math.round(kilograms * 1000);
}
