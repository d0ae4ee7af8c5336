import { MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import type { LearningPair } from './outcomes.js';

const NEWTON_STEPS_MAX = 1000;
const DECREMENT_MIN = 1e-20;

/** Probability that the first of a pair ends better, as the weights predict it: sigmoid(10 w · Δ ln g) (methods 3.12). */
export function predictedProbability(
  weights: readonly number[],
  difference: readonly number[],
  policy: MatchingPolicy = MATCHING_POLICY,
): number {
  return sigmoid(policy.learning.slope * dot(weights, difference));
}

/** One step of exponentiated gradient on one outcome (methods 3.12); weights stay positive with sum 1. */
export function onlineStep(weights: readonly number[], pair: LearningPair, policy: MatchingPolicy = MATCHING_POLICY): readonly number[] {
  const surprise = Number(pair.isFirstBetter) - predictedProbability(weights, pair.difference, policy);
  const raw = weights.map((weight, k) => weight * Math.exp(policy.learning.rate * surprise * (pair.difference[k] as number)));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** Mean log loss of the predictions, each pair by its importance; 0 without pairs. */
export function logLoss(weights: readonly number[], pairs: readonly LearningPair[], policy: MatchingPolicy = MATCHING_POLICY): number {
  let loss = 0;
  let importance = 0;
  for (const pair of pairs) {
    loss += pair.importance * Math.log1p(Math.exp(-margin(weights, pair, policy)));
    importance += pair.importance;
  }
  return importance === 0 ? 0 : loss / importance;
}

/**
 * The weights on the simplex that minimise the log loss of all pairs plus (pairs / 10) * KL(w || w0) (methods 3.12), by a damped
 * Newton method: the problem is strictly convex, so the answer does not depend on the path. Without pairs it is `weights`.
 */
export function batchWeights(
  weights: readonly number[],
  pairs: readonly LearningPair[],
  policy: MatchingPolicy = MATCHING_POLICY,
): readonly number[] {
  if (pairs.length === 0) return weights;
  const problem = { former: weights, pairs, penalty: pairs.length / 10, policy };
  let current = [...weights];
  for (let step = 0; step < NEWTON_STEPS_MAX; step += 1) {
    const { gradient, hessian } = derivatives(current, problem);
    const direction = newtonDirection(gradient, hessian);
    const decrement = -dot(gradient, direction);
    if (decrement < DECREMENT_MIN) break;
    current = lineSearch(current, direction, decrement, problem);
  }
  const sum = current.reduce((total, weight) => total + weight, 0);
  return current.map((weight) => weight / sum);
}

interface Problem {
  readonly former: readonly number[];
  readonly pairs: readonly LearningPair[];
  readonly penalty: number;
  readonly policy: MatchingPolicy;
}

function objective(weights: readonly number[], { former, pairs, penalty, policy }: Problem): number {
  const loss = pairs.reduce((sum, pair) => sum + pair.importance * Math.log1p(Math.exp(-margin(weights, pair, policy))), 0);
  return loss + penalty * weights.reduce((sum, weight, k) => sum + weight * Math.log(weight / (former[k] as number)), 0);
}

function derivatives(weights: readonly number[], { former, pairs, penalty, policy }: Problem) {
  const gradient = weights.map((weight, k) => penalty * (Math.log(weight / (former[k] as number)) + 1));
  const hessian = weights.map((weight, k) => weights.map((_, l) => (k === l ? penalty / weight : 0)));
  for (const pair of pairs) {
    const wrong = sigmoid(-margin(weights, pair, policy));
    const scaled = pair.difference.map((value) => policy.learning.slope * (pair.isFirstBetter ? value : -value));
    for (const [k, value] of scaled.entries()) {
      gradient[k] = (gradient[k] as number) - pair.importance * wrong * value;
      const row = hessian[k] as number[];
      for (const [l, other] of scaled.entries()) row[l] = (row[l] as number) + pair.importance * wrong * (1 - wrong) * value * other;
    }
  }
  return { gradient, hessian };
}

/** The Newton step that keeps the sum: H d = -(gradient + nu) with sum d = 0. */
function newtonDirection(gradient: readonly number[], hessian: readonly (readonly number[])[]): number[] {
  const [ofGradient, ofOnes] = solve(hessian, [gradient, gradient.map(() => 1)]) as [number[], number[]];
  const nu = -total(ofGradient) / total(ofOnes);
  return ofGradient.map((value, k) => -value - nu * (ofOnes[k] as number));
}

/** Halves the step until all weights stay positive and the objective falls as Armijo asks. */
function lineSearch(weights: readonly number[], direction: readonly number[], decrement: number, problem: Problem): number[] {
  const before = objective(weights, problem);
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = weights.map((weight, k) => weight + length * (direction[k] as number));
    if (Math.min(...next) > 0 && objective(next, problem) <= before - 1e-4 * length * decrement) return next;
  }
  return [...weights];
}

/** Gaussian elimination with pivoting, several right-hand sides at once. */
function solve(matrix: readonly (readonly number[])[], rightSides: readonly (readonly number[])[]): number[][] {
  const count = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...rightSides.map((side) => side[i] as number)]);
  for (let column = 0; column < count; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < count; i += 1) if (Math.abs(at(rows, i, column)) > Math.abs(at(rows, pivot, column))) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    for (let i = 0; i < count; i += 1) {
      if (i === column) continue;
      const factor = at(rows, i, column) / at(rows, column, column);
      for (let j = column; j < count + rightSides.length; j += 1) (rows[i] as number[])[j] = at(rows, i, j) - factor * at(rows, column, j);
    }
  }
  return rightSides.map((_, side) => rows.map((_row, i) => at(rows, i, count + side) / at(rows, i, i)));
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] as number;
}

/** Above 0 where the weights predict what happened. */
function margin(weights: readonly number[], pair: LearningPair, policy: MatchingPolicy): number {
  const value = policy.learning.slope * dot(weights, pair.difference);
  return pair.isFirstBetter ? value : -value;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
