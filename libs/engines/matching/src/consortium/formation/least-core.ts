const SAME = 1e-10;

/**
 * Shares of v(N) whose largest deficit over all coalitions is smallest: least e with sum over S of x >= v(S) - e. Solved through
 * its dual by the simplex method, whose prices are the shares: n + 1 rows, a column for each coalition and one for the efficiency.
 * @param values by coalition as a bit mask, `values[0]` unused
 */
export function leastCore(n: number, values: readonly number[]): { readonly shares: number[]; readonly largestDeficit: number } {
  const all = 2 ** n - 1;
  // Column `all` stands for the grand coalition, whose efficiency is an equation: it enters with the opposite sign.
  const column = (mask: number): number[] => [
    ...Array.from({ length: n }, (_, index) => (mask === all ? -1 : (mask >> index) & 1)),
    mask === all ? 0 : 1,
  ];
  const gain = (mask: number): number => (mask === all ? -(values[all] as number) : (values[mask] as number));
  const basis = [...Array.from({ length: n }, (_, index) => 1 << index), all];
  if (n < 2) return { shares: [values[all] as number], largestDeficit: 0 };
  for (;;) {
    const matrix = basis.map(column);
    // Prices: gain of each basic column = prices x column.
    const prices = solve(matrix, basis.map(gain));
    const entering = firstWhere(
      all,
      (mask) => !basis.includes(mask) && gain(mask) > dot(prices, column(mask)) + SAME * (1 + Math.abs(gain(mask))),
    );
    if (entering < 0) return { shares: prices.slice(0, n), largestDeficit: prices[n] as number };
    const amounts = solve(transposed(matrix), [...Array.from({ length: n }, () => 0), 1]);
    const direction = solve(transposed(matrix), column(entering));
    let leaving = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row <= n; row += 1) {
      if ((direction[row] as number) <= SAME) continue;
      const ratio = (amounts[row] as number) / (direction[row] as number);
      // Bland's rule: ties go to the smallest column, so that the method cannot run in circles.
      if (ratio > least + SAME || (ratio > least - SAME && (basis[row] as number) > (basis[leaving] as number))) continue;
      least = ratio;
      leaving = row;
    }
    if (leaving < 0) return { shares: prices.slice(0, n), largestDeficit: prices[n] as number };
    basis[leaving] = entering;
  }
}

function firstWhere(all: number, isWanted: (mask: number) => boolean): number {
  for (let mask = 1; mask <= all; mask += 1) if (isWanted(mask)) return mask;
  return -1;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}

function transposed(matrix: readonly (readonly number[])[]): number[][] {
  return matrix.map((_, row) => matrix.map((line) => line[row] as number));
}

/** Solution of matrix x = right by elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] as number]);
  for (let at = 0; at < rows.length; at += 1) {
    let pivot = at;
    for (let row = at + 1; row < rows.length; row += 1)
      if (Math.abs(rows[row]?.[at] as number) > Math.abs(rows[pivot]?.[at] as number)) pivot = row;
    [rows[at], rows[pivot]] = [rows[pivot] as number[], rows[at] as number[]];
    const lead = rows[at] as number[];
    for (let row = 0; row < rows.length; row += 1) {
      const line = rows[row] as number[];
      const factor = row === at ? 0 : (line[at] as number) / (lead[at] as number);
      if (factor !== 0) for (let col = at; col < line.length; col += 1) line[col] = (line[col] as number) - factor * (lead[col] as number);
    }
  }
  return rows.map((row, index) => (row.at(-1) as number) / (row[index] as number));
}
