/** A fraction of whole numbers of any size, reduced, with a positive denominator: comparisons and sums are exact. */
export interface Ratio {
  readonly above: bigint;
  readonly below: bigint;
}

/** @throws RangeError where the denominator is 0 */
export function ratio(above: bigint, below = 1n): Ratio {
  if (below === 0n) throw new RangeError('a ratio has no denominator of 0');
  const divisor = (below < 0n ? -1n : 1n) * greatestCommonDivisor(magnitude(above), magnitude(below));
  return { above: above / divisor, below: below / divisor };
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.above * b.below + b.above * a.below, a.below * b.below);
}

export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.above * b.above, a.below * b.below);
}

export function over(a: Ratio, b: Ratio): Ratio {
  return ratio(a.above * b.below, a.below * b.above);
}

/** Negative where a < b, 0 where equal. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.above * b.below - b.above * a.below;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function toNumber(a: Ratio): number {
  return Number(a.above) / Number(a.below);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
