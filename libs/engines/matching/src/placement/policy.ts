/** Parameters of the placement without an optimiser (methods 9.4); where the method gives no figure it is an own assumption (A). */
export const PLACEMENT_POLICY = {
  version: 'placement-1',
  stimulusMax: 10,
  /** A round in which nobody takes the work makes it this much more urgent (A). */
  stimulusPerRound: 1,
  roundsMax: 60,
  /** Threshold of a firm that is fully suited and idle, and of one that is neither (A). */
  threshold: { least: 1, most: 10 },
  pheromone: { start: 0.5, least: 0.05, most: 1, keep: 0.8 },
  leadTimeExponent: 2,
  /** An order sends so many explorers that come home with a plan, and gives up after so many in all (A). */
  explorers: 40,
  explorersMax: 400,
} as const;

type Widened<T> = { readonly [K in keyof T]: T[K] extends number ? number : T[K] extends string ? string : Widened<T[K]> };
export type PlacementPolicy = Widened<typeof PLACEMENT_POLICY>;
