import type { Process } from '@gewerk/contracts';
import { clip, down, up } from '@gewerk/kernel';
import type { Inspection } from './routing/work-times.js';

export interface ProfileInput {
  /** The finest grade of the order. */
  readonly toleranceIt: number;
  /** The smoothest surface of the order; null where none is asked for. */
  readonly roughnessRaMicrometres: number | null;
  readonly inspection: Inspection;
  readonly criticality: number | null;
  readonly operations: number;
  readonly parts: number;
  readonly axes: number;
  /** 1 less the similarity to the most similar known part; null where the network knows no part yet. */
  readonly novelty: number | null;
}

const INSPECTION_EFFORT: Readonly<Record<Inspection, number>> = { none: 0, sample: 0.33, full: 0.67, 'first-article': 1 };

const AXES: Readonly<Partial<Record<Process, number>>> = { 'milling-5-axis': 5, 'milling-3-axis': 3 };

const INSPECTION_ORDER: readonly Inspection[] = ['none', 'sample', 'full', 'first-article'];

/** Expected quality q of an order, 0..1 (methods 3.6). A missing term is dropped and its weight spread over the others. */
export function expectedQuality(
  input: Pick<ProfileInput, 'toleranceIt' | 'roughnessRaMicrometres' | 'inspection' | 'criticality'>,
): number {
  const lg = Math.log10;
  const smoothness =
    input.roughnessRaMicrometres === null ? null : clip((lg(6.3) - lg(input.roughnessRaMicrometres)) / (lg(6.3) - lg(0.2)));
  return weightedMean([
    [0.45, down(input.toleranceIt, 5, 13)],
    [0.25, smoothness],
    [0.2, INSPECTION_EFFORT[input.inspection]],
    [0.1, input.criticality],
  ]);
}

/** Complexity x of an order, 0..1 (methods 3.6). */
export function complexity(input: Pick<ProfileInput, 'operations' | 'parts' | 'axes' | 'novelty'>): number {
  return weightedMean([
    [0.35, up(input.operations, 1, 12)],
    [0.25, clip(Math.log(input.parts) / Math.log(40))],
    [0.2, up(input.axes, 2, 5)],
    [0.2, input.novelty],
  ]);
}

export function mostAxes(processes: readonly Process[]): number {
  return Math.max(2, ...processes.map((process) => AXES[process] ?? 2));
}

export function strictestInspection(inspections: readonly Inspection[]): Inspection {
  return inspections.reduce(
    (strictest, one) => (INSPECTION_ORDER.indexOf(one) > INSPECTION_ORDER.indexOf(strictest) ? one : strictest),
    'none',
  );
}

function weightedMean(terms: readonly (readonly [weight: number, value: number | null])[]): number {
  let sum = 0;
  let weights = 0;
  for (const [weight, value] of terms) {
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return sum / weights;
}
