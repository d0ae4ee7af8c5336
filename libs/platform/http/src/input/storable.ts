import type { FieldError } from '@gewerk/kernel';

const MAX_DEPTH = 40;

/**
 * What JSON can say and the database or our arithmetic cannot hold: NUL and lone surrogates in texts, numbers that overflowed
 * to infinity, nesting without end.
 */
export function unstorable(input: unknown): FieldError[] {
  const errors: FieldError[] = [];
  const pending: { value: unknown; pointer: string; depth: number }[] = [{ value: input, pointer: '', depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string' && !isStorableText(value))
      errors.push({ pointer, code: 'unstorableText', params: { remedy: 'remove NUL and unpaired surrogates' } });
    else if (typeof value === 'number' && !Number.isFinite(value)) errors.push({ pointer, code: 'numberOutOfRange' });
    else if (value !== null && typeof value === 'object' && !Buffer.isBuffer(value)) {
      if (depth === MAX_DEPTH) {
        errors.push({ pointer, code: 'nestedTooDeep', params: { max: MAX_DEPTH } });
        continue;
      }
      for (const [key, member] of Object.entries(value)) {
        const at = `${pointer}/${pointerToken(key)}`;
        if (!isStorableText(key))
          errors.push({ pointer: pointer, code: 'unstorableText', params: { remedy: 'remove NUL and unpaired surrogates' } });
        else pending.push({ value: member, pointer: at, depth: depth + 1 });
      }
    }
  }
  return errors;
}

/** RFC 6901 section 3. */
export function pointerToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
