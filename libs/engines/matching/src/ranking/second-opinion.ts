import { listed } from '../suitability/aggregation.js';
import type { ByLeaf } from '../suitability/policy.js';

/**
 * TOPSIS: closeness of each row to the best of all columns, 0 to 1 (methods 3.8). It depends on who else is in the field: a third,
 * clearly worse firm can turn the order of two others, therefore it is a second opinion only. Rows that are all alike have 0.5.
 */
export function topsis(rows: readonly (readonly number[])[], weights: readonly number[]): readonly number[] {
  const norms = weights.map((_, k) => Math.hypot(...rows.map((row) => row[k] as number)));
  const scaled = rows.map((row) => row.map((value, k) => (norms[k] === 0 ? 0 : ((weights[k] as number) * value) / (norms[k] as number))));
  const column = (k: number) => scaled.map((row) => row[k] as number);
  const best = weights.map((_, k) => Math.max(...column(k)));
  const worst = weights.map((_, k) => Math.min(...column(k)));
  const distance = (row: readonly number[], point: readonly number[]) => Math.hypot(...row.map((value, k) => value - (point[k] as number)));
  return scaled.map((row) => {
    const [toBest, toWorst] = [distance(row, best), distance(row, worst)];
    return toBest + toWorst === 0 ? 0.5 : toWorst / (toBest + toWorst);
  });
}

/** Weighted arithmetic mean: it hides a weakness behind strengths (methods 3.7). */
export function arithmeticMean(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, k) => sum + value * (weights[k] as number), 0);
}

export interface SecondOpinion {
  readonly topsis: Readonly<Record<string, number>>;
  readonly arithmeticMean: Readonly<Record<string, number>>;
  /** Firms that another method would put first; empty where all agree with the ranking. */
  readonly otherLeaders: readonly { readonly method: 'topsis' | 'arithmetic-mean'; readonly firm: string }[];
}

/** How other methods see the same candidates. @param candidates in the order of the ranking, leaves after need adjustment */
export function secondOpinion(
  candidates: readonly { readonly firm: string; readonly adjusted: ByLeaf<number> }[],
  weights: ByLeaf<number>,
): SecondOpinion {
  const list = listed(weights);
  const closeness = topsis(
    candidates.map(({ adjusted }) => listed(adjusted)),
    list,
  );
  const means = candidates.map(({ adjusted }) => arithmeticMean(listed(adjusted), list));
  const byFirm = (values: readonly number[]) => Object.fromEntries(candidates.map(({ firm }, i) => [firm, values[i] as number]));
  const leaderOf = (values: readonly number[]) => candidates[values.indexOf(Math.max(...values))]?.firm;
  const methods = [
    { method: 'topsis' as const, firm: leaderOf(closeness) },
    { method: 'arithmetic-mean' as const, firm: leaderOf(means) },
  ];
  return {
    topsis: byFirm(closeness),
    arithmeticMean: byFirm(means),
    otherLeaders: methods.flatMap(({ method, firm }) => (firm === undefined || firm === candidates[0]?.firm ? [] : [{ method, firm }])),
  };
}
