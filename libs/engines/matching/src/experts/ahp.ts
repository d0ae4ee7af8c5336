import { DomainError } from '@gewerk/kernel';

export interface PairwiseWeights {
  /** Principal eigenvector, sum 1. */
  readonly weights: readonly number[];
  readonly largestEigenvalue: number;
  readonly consistencyIndex: number;
  /** CI / RI; accepted up to 0.10. */
  readonly consistencyRatio: number;
  readonly isConsistentEnough: boolean;
  /** The comparison that fits the weights least: the one to ask again; null for a matrix without contradiction. */
  readonly worstPair: readonly [number, number] | null;
  /** Row geometric means, sum 1: the second method, close to the first where the answers are consistent. */
  readonly geometricMeanWeights: readonly number[];
}

/** Mean consistency index of random matrices of 1 to 10 criteria (methods 3.6). */
const RANDOM_INDEX = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49] as const;
const CONSISTENCY_MAX = 0.1;
const RECIPROCAL_TOLERANCE = 1e-6;
const ROUNDS_MAX = 10_000;

/**
 * AHP: weights from a matrix of comparisons, entry (i, j) = how much more i matters than j (methods 3.6).
 * @param matrix 1 to 10 criteria, positive, entry (j, i) = 1 / entry (i, j)
 * @throws DomainError `matching.comparisons-malformed`
 */
export function pairwiseWeights(matrix: readonly (readonly number[])[]): PairwiseWeights {
  check(matrix);
  const count = matrix.length;
  const weights = principalEigenvector(matrix);
  const image = imageOf(matrix, weights);
  const largestEigenvalue = image.reduce((sum, value) => sum + value, 0);
  const consistencyIndex = count < 2 ? 0 : Math.max(0, largestEigenvalue - count) / (count - 1);
  const randomIndex = RANDOM_INDEX[count - 1] as number;
  const consistencyRatio = randomIndex === 0 ? 0 : consistencyIndex / randomIndex;
  return {
    weights,
    largestEigenvalue,
    consistencyIndex,
    consistencyRatio,
    isConsistentEnough: consistencyRatio <= CONSISTENCY_MAX,
    worstPair: worstPair(matrix, weights),
    geometricMeanWeights: scaledToOne(matrix.map((row) => Math.exp(row.reduce((sum, entry) => sum + Math.log(entry), 0) / count))),
  };
}

/** Power iteration; a positive matrix has one largest eigenvalue and a positive vector to it. */
function principalEigenvector(matrix: readonly (readonly number[])[]): number[] {
  let weights = matrix.map(() => 1 / matrix.length);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const next = scaledToOne(imageOf(matrix, weights));
    const change = Math.max(...next.map((weight, i) => Math.abs(weight - (weights[i] as number))));
    weights = next;
    if (change < 1e-15) break;
  }
  return weights;
}

function imageOf(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * (vector[j] as number), 0));
}

function scaledToOne(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

function worstPair(matrix: readonly (readonly number[])[], weights: readonly number[]): readonly [number, number] | null {
  let worst: readonly [number, number] | null = null;
  let largest = 1e-9;
  for (const [i, row] of matrix.entries()) {
    for (const [j, entry] of row.entries()) {
      const misfit = j > i ? Math.abs(Math.log((entry * (weights[j] as number)) / (weights[i] as number))) : 0;
      if (misfit <= largest) continue;
      largest = misfit;
      worst = [i, j];
    }
  }
  return worst;
}

function check(matrix: readonly (readonly number[])[]): void {
  const refuse = (pointer: string, code: string): never => {
    throw new DomainError('invalid', 'matching.comparisons-malformed', 'the comparisons are malformed', [{ pointer, code, params: {} }]);
  };
  if (matrix.length === 0 || matrix.length > RANDOM_INDEX.length) refuse('', 'one-to-ten-criteria');
  for (const [i, row] of matrix.entries()) {
    if (row.length !== matrix.length) refuse(`/${i}`, 'not-square');
    for (const [j, entry] of row.entries()) {
      if (!(entry > 0) || !Number.isFinite(entry)) refuse(`/${i}/${j}`, 'not-positive');
      if (Math.abs(entry * (matrix[j]?.[i] ?? 0) - 1) > RECIPROCAL_TOLERANCE) refuse(`/${i}/${j}`, 'not-reciprocal');
    }
  }
}
