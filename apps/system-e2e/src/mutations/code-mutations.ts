/** A change of one compiled file, made while the process of the mutant loads it; the file itself stays as it is. */
export interface CodeMutation {
  readonly file: string;
  /** Must occur exactly once. */
  readonly search: string;
  readonly replace: string;
}

export const MUTATION_VARIABLE = 'GEWERK_TEST_MUTATION';

export const CODE_MUTATIONS = {
  'every record is new': {
    file: 'libs/platform/messaging/dist/src/pipeline/plan.js',
    search: 'if (comparePositions(item.position, watermark) <= 0) {',
    replace: 'if (item.event !== null) { this.#handle(item); } else if (comparePositions(item.position, watermark) <= 0) {',
  },
  'rows are never marked': {
    file: 'libs/platform/messaging/dist/src/relay/publisher.js',
    search: 'const marked = await markSent(session, rows.map(({ id }) => id));',
    replace: 'const marked = new Set(rows.map(({ id }) => id)); await new Promise((resolve) => setTimeout(resolve, 500));',
  },
  'rows are marked before they are appended': {
    file: 'libs/platform/messaging/dist/src/relay/publisher.js',
    search: 'const [failure, next] = await allDone([this.#append(rows), following()]);',
    replace: 'await markSent(session, rows.map(({ id }) => id)); const [failure, next] = await allDone([this.#append(rows), following()]);',
  },
} as const satisfies Record<string, CodeMutation>;

export type CodeMutationName = keyof typeof CODE_MUTATIONS;
