import type { ParseArgsConfig } from 'node:util';

export const EXIT_DONE = 0;
/** The system or the machine failed; trying again may help. */
export const EXIT_FAILED = 1;
/** Arguments or input are wrong; trying again will not help. */
export const EXIT_WRONG_INPUT = 2;

export interface Invocation {
  /** What follows the words of the command. */
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type Run = (invocation: Invocation) => Promise<number>;

export interface Command {
  /** `match solve` */
  readonly words: readonly string[];
  readonly summary: string;
  /** What follows the words: `FILE.json [--json]`. */
  readonly usage: string;
  readonly details: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Loads the code only when the command is used: engines take longer to load than most commands to run. */
  readonly load: () => Promise<Run>;
}

/** Wrong arguments; the message names the argument and the remedy. */
export class UsageError extends Error {}

/** Wrong content; each line names a place. */
export class InputError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

export function onlyArgument({ arguments: given }: Invocation, what: string): string {
  const [first, ...more] = given;
  if (first === undefined) throw new UsageError(`${what} is missing`);
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much; give ${what} only`);
  return first;
}

export function textOption({ options }: Invocation, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberOption(
  invocation: Invocation,
  name: string,
  limits: { min: number; max: number; whole?: boolean },
): number | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= limits.min && value <= limits.max && (limits.whole !== true || Number.isInteger(value))) return value;
  const kind = limits.whole === true ? 'a whole number' : 'a number';
  throw new UsageError(`--${name} "${text}" must be ${kind} from ${limits.min} to ${limits.max}`);
}
