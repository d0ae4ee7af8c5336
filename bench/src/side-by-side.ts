/** Figures of one competitor over the rounds of a run. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly median: number;
}

/**
 * Measures competitors in turns, so that whatever else the machine does meets all of them alike.
 * @param measure one round of one competitor; its unit is the caller's
 */
export async function sideBySide(
  names: readonly string[],
  rounds: number,
  measure: (name: string, round: number) => Promise<number>,
): Promise<Series[]> {
  const figures = await inTurns(names, rounds, async (name, round) => ({ figure: await measure(name, round) }));
  return figures.figure;
}

/** The same where one round gives several figures. */
export async function inTurns<Figure extends string>(
  names: readonly string[],
  rounds: number,
  measure: (name: string, round: number) => Promise<Readonly<Record<Figure, number>>>,
): Promise<Record<Figure, Series[]>> {
  const measured = new Map(names.map((name) => [name, [] as Readonly<Record<Figure, number>>[]]));
  for (let round = 0; round < rounds; round += 1) {
    // Every other round the other way round, so that nobody always runs on what another has warmed.
    for (const name of round % 2 === 0 ? names : names.toReversed()) measured.get(name)?.push(await measure(name, round));
  }
  const [first] = [...measured.values()][0] ?? [];
  const figures = Object.keys(first ?? {}) as Figure[];
  const seriesOf = (figure: Figure): Series[] =>
    [...measured].map(([name, rounds]) => {
      const values = rounds.map((each) => each[figure]);
      return { name, values, median: medianOf(values) };
    });
  return Object.fromEntries(figures.map((figure) => [figure, seriesOf(figure)])) as Record<Figure, Series[]>;
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** Linear between the neighbours; NaN of nothing. */
export function quantileOf(values: readonly number[], quantile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * quantile;
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}
