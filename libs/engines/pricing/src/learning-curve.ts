import { clip } from '@gewerk/kernel';
import { inRange, wholeNumber } from './checks.js';

/** Learning rates outside these limits are data errors rather than learning (methods 7.4). */
export const LEARNING_RATE_MIN = 0.8;
export const LEARNING_RATE_MAX = 1;

/** More pieces than this are no small batch, and the sum would take noticeable time. */
const PIECES_MAX = 1_000_000;

export interface RunTimeInput {
  /** Machine hours of the very first piece. */
  readonly firstPieceHours: number;
  readonly pieces: number;
  /** Similar pieces made before, as far as they still count (see `rememberedPieces`). */
  readonly piecesMadeBefore: number;
  /** Time ratio for each doubling of the pieces made; 1 = no learning. Limited to 0.80..1.00. */
  readonly learningRate: number;
}

export interface RunTime {
  readonly hours: number;
  readonly meanHoursPerPiece: number;
  readonly lastPieceHours: number;
  /** The rate that was used, after the limits. */
  readonly learningRate: number;
}

/** Run time of a lot on the learning curve: sum of t1 * n^b over the pieces, b = log2(rate) (methods 7.4). */
export function runTime(input: RunTimeInput): RunTime {
  inRange(input.firstPieceHours, 0, Number.MAX_VALUE, '/unitHours');
  wholeNumber(input.pieces, 1, PIECES_MAX, '/pieces');
  wholeNumber(input.piecesMadeBefore, 0, PIECES_MAX, '/piecesMadeBefore');
  inRange(input.learningRate, 0, 2, '/learningRate');
  const learningRate = clip(input.learningRate, LEARNING_RATE_MIN, LEARNING_RATE_MAX);
  const exponent = Math.log2(learningRate);
  const last = input.piecesMadeBefore + input.pieces;
  let curve = 0;
  for (let n = input.piecesMadeBefore + 1; n <= last; n += 1) curve += n ** exponent;
  const hours = input.firstPieceHours * curve;
  const lastPieceHours = input.firstPieceHours * last ** exponent;
  return { hours, meanHoursPerPiece: hours / input.pieces, lastPieceHours, learningRate };
}

/** Pieces of a former run that still count: all of them within 12 months, then half as many for each full year (methods 7.4). */
export function rememberedPieces(piecesMade: number, monthsSinceLastRun: number): number {
  wholeNumber(piecesMade, 0, PIECES_MAX, '/piecesMadeBefore');
  inRange(monthsSinceLastRun, 0, 1200, '/monthsSinceLastRun');
  return Math.floor(piecesMade * 0.5 ** Math.floor(monthsSinceLastRun / 12));
}
