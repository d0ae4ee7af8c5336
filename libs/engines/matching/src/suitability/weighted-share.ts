/** Weighted mean of what is known: a null part is left out and the weights of the others are scaled to 1; null if nothing is known. */
export function weightedShare(parts: readonly (readonly [weight: number, value: number | null])[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const [weight, value] of parts) {
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}
