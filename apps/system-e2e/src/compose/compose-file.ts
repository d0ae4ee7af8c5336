import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export const ROOT = path.resolve(import.meta.dirname, '../../../../..');

export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

/** docker-compose.yml as Compose reads it: anchors merged, variables replaced by the values of .env.example. */
export function readCompose(): Readonly<Record<string, ComposeService>> {
  const variables = parseEnvironmentFile(readFileSync(path.join(ROOT, '.env.example'), 'utf8'));
  const document: unknown = parse(readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true });
  return (interpolated(document, variables) as { services: Record<string, ComposeService> }).services;
}

export function parseEnvironmentFile(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^[A-Z_]+=/.test(line));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]));
}

function interpolated(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return withVariables(value, variables);
  if (Array.isArray(value)) return value.map((entry) => interpolated(entry, variables));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, interpolated(entry, variables)]));
}

/**
 * `${NAME}`, `${NAME:-default}`, `${NAME:?message}` and `$$`, which are the forms this repository uses.
 * @throws Error where a required variable has no value
 */
export function withVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\$|\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (whole, name: string | undefined, kind: string | undefined, rest: string) => {
      if (name === undefined) return '$';
      const value = variables[name];
      if (value !== undefined && value !== '') return value;
      if (kind === '-') return rest;
      throw new Error(`${whole}: ${name} has no value in .env.example`);
    },
  );
}
