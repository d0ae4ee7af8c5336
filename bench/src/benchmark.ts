/** A table of the report; its cells are printed as they are. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Measured {
  /** What a reader must know to judge the figures: sizes, durability, rounds. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly tables: readonly Table[];
  /** Every single measurement behind the tables, units in the names. */
  readonly values: object;
}

export interface Benchmark {
  readonly name: string;
  /** Takes so long that it runs only when it is named. */
  readonly hours?: boolean;
  /** @param progress gets a line now and then */
  run(progress: (line: string) => void): Promise<Measured>;
}
