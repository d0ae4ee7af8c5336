/** The part of JSON Schema that the files of this engine are described in. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly (string | number | null)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
}
type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/** One wrong field. */
export interface SchemaViolation {
  /** JSONPath: `$.candidates[3].firm`. */
  readonly path: string;
  readonly code: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** Every field in which a JSON value breaks its schema, instead of the first one only. */
export function violations(value: unknown, schema: JsonSchema, root: JsonSchema = schema, path = '$'): readonly SchemaViolation[] {
  const rule = schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.replace('#/$defs/', '')] as JsonSchema);
  const types = rule.type === undefined ? [] : ([rule.type].flat() as JsonType[]);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return [{ path, code: 'wrong-type', message: `must be ${types.map((type) => NAMES[type]).join(' or ')}` }];
  }
  if (rule.enum !== undefined && !rule.enum.includes(value as string)) {
    return [{ path, code: 'not-allowed', message: `must be one of ${rule.enum.join(', ')}` }];
  }
  if (typeof value === 'string') return textViolations(value, rule, path);
  if (typeof value === 'number') return numberViolations(value, rule, path);
  if (Array.isArray(value)) return listViolations(value, rule, root, path);
  return typeof value === 'object' && value !== null ? fieldViolations(value, rule, root, path) : [];
}

const NAMES: Record<JsonType, string> = {
  string: 'a text',
  number: 'a finite number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function isOfType(value: unknown, type: JsonType): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  // biome-ignore lint/suspicious/useValidTypeof: the remaining types are those of typeof
  return typeof value === type && (type !== 'number' || Number.isFinite(value));
}

function textViolations(
  value: string,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, description }: JsonSchema,
  path: string,
) {
  const isFit = value.length >= minLength && value.length <= maxLength;
  if (!isFit) return [{ path, code: 'wrong-length', message: `must have ${minLength} to ${maxLength} characters` }];
  const isMatch = pattern === undefined || new RegExp(pattern, 'u').test(value);
  return isMatch ? [] : [{ path, code: 'wrong-form', message: `must be ${description ?? `of the form ${pattern}`}` }];
}

function numberViolations(value: number, { minimum, exclusiveMinimum, maximum }: JsonSchema, path: string) {
  const limits = [
    ...(minimum === undefined || value >= minimum ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined || value > exclusiveMinimum ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined || value <= maximum ? [] : [`at most ${maximum}`]),
  ];
  return limits.map((limit) => ({ path, code: 'out-of-range', message: `must be ${limit}, not ${value}` }));
}

function listViolations(list: readonly unknown[], rule: JsonSchema, root: JsonSchema, path: string): readonly SchemaViolation[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = rule;
  if (list.length < minItems || list.length > maxItems) {
    const wanted = maxItems === Number.POSITIVE_INFINITY ? `at least ${minItems}` : `${minItems} to ${maxItems}`;
    return [{ path, code: 'wrong-count', message: `must have ${wanted} entries, not ${list.length}` }];
  }
  return items === undefined ? [] : list.flatMap((entry, index) => violations(entry, items, root, `${path}[${index}]`));
}

function fieldViolations(fields: object, rule: JsonSchema, root: JsonSchema, path: string): readonly SchemaViolation[] {
  const { properties = {}, required = [], additionalProperties = true } = rule;
  const given = Object.entries(fields);
  const missing = required.filter((key) => !Object.hasOwn(fields, key));
  return [
    ...missing.map((key) => ({ path: `${path}.${key}`, code: 'missing', message: `is missing${wanted(properties[key], root)}` })),
    ...given.flatMap(([key, value]) => {
      const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      if (own === true) return [];
      const at = `${path}.${key}`;
      if (own === false) return [{ path: at, code: 'unknown-field', message: `is not known here${suggestion(key, properties)}` }];
      return violations(value, own as JsonSchema, root, at);
    }),
  ];
}

function wanted(schema: JsonSchema | undefined, root: JsonSchema): string {
  const rule = schema?.$ref === undefined ? schema : root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  const { enum: allowed, type, description } = rule ?? {};
  const told = description === undefined ? '' : ` (${description})`;
  if (allowed !== undefined) return `: give one of ${allowed.join(', ')}${told}`;
  return type === undefined ? '' : `: give ${([type].flat() as JsonType[]).map((one) => NAMES[one]).join(' or ')}${told}`;
}

const NAMED_MAX = 16;

/** A field that differs only in upper and lower case or in one letter's place is most likely a slip. */
function suggestion(key: string, properties: Readonly<Record<string, JsonSchema>>): string {
  const letters = (text: string) => [...text.toLowerCase()].sort().join('');
  const near = Object.keys(properties).find((name) => letters(name) === letters(key));
  if (near !== undefined) return `; ${near} is meant?`;
  const known = Object.keys(properties);
  return known.length > NAMED_MAX ? '; leave it out' : `; leave it out, or use one of ${known.join(', ')}`;
}
