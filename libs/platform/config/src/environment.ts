import { inspect } from 'node:util';
import type { Variable } from './variables.js';

/** Everything that is wrong with the environment at once; each line names the variable and the remedy. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

export type EnvironmentSpec = Readonly<Record<string, Variable<unknown>>>;

export type EnvironmentOf<Spec extends EnvironmentSpec> = {
  readonly [Field in keyof Spec]: Spec[Field] extends Variable<infer Value> ? Value : never;
};

/**
 * Reads the variables of `spec` from `source` (the process environment) into one frozen, typed object.
 * Printing it (`console.log`, `JSON.stringify`, string templates) shows secrets as `***`.
 * @throws ConfigurationError naming every variable that is missing or malformed
 */
export function readEnvironment<Spec extends EnvironmentSpec>(
  spec: Spec,
  source: Readonly<Record<string, string | undefined>> = process.env,
): EnvironmentOf<Spec> {
  const values: Record<string, unknown> = {};
  const printable: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [field, variable] of Object.entries(spec)) {
    const raw = source[variable.name]?.trim();
    if (raw === undefined || raw === '') {
      if (variable.fallback === undefined) problems.push(`${variable.name} is not set: ${variable.about} (${variable.expects})`);
      else values[field] = variable.fallback.value;
    } else {
      const parsed = variable.parse(raw);
      if ('problem' in parsed) {
        const shown = variable.secret ? 'its value' : JSON.stringify(raw);
        problems.push(`${variable.name}: ${shown} ${parsed.problem}; set ${variable.expects}`);
      } else values[field] = parsed.value;
    }
    printable[field] = printed(variable, values[field]);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  const hidden = { enumerable: false };
  Object.defineProperties(values, {
    toJSON: { ...hidden, value: () => printable },
    toString: { ...hidden, value: () => JSON.stringify(printable) },
    [inspect.custom]: { ...hidden, value: () => printable },
  });
  return Object.freeze(values) as EnvironmentOf<Spec>;
}

function printed(variable: Variable<unknown>, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (variable.secret) return '***';
  return typeof value === 'string' ? withoutPassword(value) : value;
}

/** A connection string is no secret, its password is. */
function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.password === '') return text;
  url.password = '***';
  return url.toString();
}
