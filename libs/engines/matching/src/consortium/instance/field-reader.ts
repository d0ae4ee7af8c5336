/** One wrong field of a consortium instance. */
export interface InstanceError {
  /** JSONPath of the field: `$.candidates[3].hours`. */
  readonly path: string;
  readonly code: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

type Fields = Readonly<Record<string, unknown>>;

interface Range {
  readonly min?: number;
  readonly max?: number;
  /** The minimum itself is not allowed. */
  readonly isMinExcluded?: boolean;
  readonly isInteger?: boolean;
}

/** Reads fields of unknown JSON and notes every wrong one instead of stopping at the first. */
export class FieldReader {
  readonly errors: InstanceError[] = [];

  fail(path: string, code: string, message: string): undefined {
    this.errors.push({ path, code, message });
    return undefined;
  }

  object(value: unknown, path: string): Fields | undefined {
    if (value === undefined) return this.fail(path, 'missing', 'is missing; give an object');
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return this.fail(path, 'not-an-object', 'must be an object');
    return value as Fields;
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.fail(path, value === undefined ? 'missing' : 'not-a-list', value === undefined ? 'is missing; give a list' : 'must be a list');
    return [];
  }

  text(fields: Fields, key: string, path: string): string | undefined {
    return this.textAt(fields[key], `${path}.${key}`);
  }

  textAt(value: unknown, path: string): string | undefined {
    if (typeof value === 'string' && value !== '') return value;
    const code = value === undefined ? 'missing' : 'not-text';
    return this.fail(path, code, value === undefined ? 'is missing; give a text' : 'must be a text that is not empty');
  }

  number(fields: Fields, key: string, path: string, range: Range = {}): number | undefined {
    return this.numberAt(fields[key], `${path}.${key}`, range);
  }

  optionalNumber(fields: Fields, key: string, path: string, range: Range = {}): number | undefined {
    return fields[key] === undefined ? undefined : this.number(fields, key, path, range);
  }

  numberAt(value: unknown, path: string, range: Range = {}): number | undefined {
    if (value === undefined) return this.fail(path, 'missing', 'is missing; give a number');
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.fail(path, 'not-a-number', 'must be a finite number');
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, isMinExcluded = false, isInteger = false } = range;
    if (value < min || value > max || (isMinExcluded && value === min)) {
      const lower = isMinExcluded ? `above ${min}` : `at least ${min}`;
      const limit = max === Number.POSITIVE_INFINITY ? lower : `${lower} and at most ${max}`;
      return this.fail(path, 'out-of-range', `must be ${limit}, not ${value}`);
    }
    if (isInteger && !Number.isInteger(value)) return this.fail(path, 'not-an-integer', `must be a whole number, not ${value}`);
    return value;
  }
}
