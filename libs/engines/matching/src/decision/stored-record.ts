import { createHash } from 'node:crypto';
import { canonicalJson } from '@gewerk/kernel';

/** What a store gives back: without undefined members, negative zeros and the like. */
export function asStored<T>(value: T): T {
  return JSON.parse(canonicalJson(value)) as T;
}

export function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

/** JSON pointers where two values differ. */
export function differencesOf(before: unknown, after: unknown, pointer: string): string[] {
  if (before === null || after === null || typeof before !== 'object' || typeof after !== 'object') {
    return before === after ? [] : [pointer];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) =>
    differencesOf((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key], `${pointer}/${key}`),
  );
}
