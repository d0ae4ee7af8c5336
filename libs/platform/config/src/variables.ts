type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

/** One environment variable: how it is named, read, explained and printed. */
export interface Variable<Value> {
  readonly name: `GEWERK_${string}`;
  readonly about: string;
  readonly expects: string;
  readonly secret: boolean;
  readonly fallback: { readonly value: Value } | undefined;
  parse(raw: string): Parsed<Value>;
}

interface Options<Value> {
  /** What the variable is for, in a few words; part of the error when it is missing. */
  about: string;
  /** Taken where the variable is not set; without it the variable is required. */
  fallback?: Value;
  /** Never printed. */
  secret?: boolean;
}

type Name = `GEWERK_${string}`;

function variable<Value>(name: Name, options: Options<Value>, expects: string, parse: (raw: string) => Parsed<Value>): Variable<Value> {
  return {
    name,
    about: options.about,
    expects,
    secret: options.secret ?? false,
    fallback: options.fallback === undefined ? undefined : { value: options.fallback },
    parse,
  };
}

export function text(name: Name, options: Options<string>): Variable<string> {
  return variable(name, options, 'a text', (raw) => ({ value: raw }));
}

export function optionalText(name: Name, options: Omit<Options<string>, 'fallback'>): Variable<string | null> {
  return variable<string | null>(name, { ...options, fallback: null }, 'a text', (raw) => ({ value: raw }));
}

export function integer(name: Name, options: Options<number> & { min: number; max: number }): Variable<number> {
  return variable<number>(name, options, `a whole number from ${options.min} to ${options.max}`, (raw) => {
    const value = Number(raw);
    if (!/^-?\d+$/.test(raw) || !Number.isSafeInteger(value)) return { problem: 'is not a whole number' };
    return value < options.min || value > options.max ? { problem: 'is out of range' } : { value };
  });
}

export function ratio(name: Name, options: Options<number>): Variable<number> {
  return variable<number>(name, options, 'a number from 0 to 1', (raw) => {
    const value = Number(raw);
    return Number.isFinite(value) && value >= 0 && value <= 1 ? { value } : { problem: 'is no number from 0 to 1' };
  });
}

export function flag(name: Name, options: Options<boolean>): Variable<boolean> {
  const words: Record<string, boolean> = { true: true, '1': true, yes: true, false: false, '0': false, no: false };
  return variable<boolean>(name, options, '"true" or "false"', (raw) => {
    const value = words[raw.toLowerCase()];
    return value === undefined ? { problem: 'is neither true nor false' } : { value };
  });
}

export function choice<const Choice extends string>(
  name: Name,
  choices: readonly Choice[],
  options: Options<NoInfer<Choice>>,
): Variable<Choice> {
  return variable<Choice>(name, options, `one of ${choices.join(', ')}`, (raw) => {
    const value = choices.find((one) => one === raw);
    return value === undefined ? { problem: 'is not among the choices' } : { value };
  });
}

type UrlOptions = { protocols: readonly string[] };

export function url(name: Name, options: Options<string> & UrlOptions): Variable<string> {
  return variable(name, options, urlExpectation(options), (raw) => parseUrl(raw, options));
}

export function optionalUrl(name: Name, options: Omit<Options<string>, 'fallback'> & UrlOptions): Variable<string | null> {
  return variable<string | null>(name, { ...options, fallback: null }, urlExpectation(options), (raw) => parseUrl(raw, options));
}

function urlExpectation({ protocols }: UrlOptions): string {
  return `an absolute URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
}

function parseUrl(raw: string, { protocols }: UrlOptions): Parsed<string> {
  if (!URL.canParse(raw)) return { problem: 'is not a URL' };
  return protocols.includes(new URL(raw).protocol) ? { value: raw.replace(/\/$/, '') } : { problem: 'has another protocol' };
}

/** Comma-separated, without empty entries. */
export function list(name: Name, options: Options<readonly string[]>): Variable<readonly string[]> {
  return variable<readonly string[]>(name, options, 'a comma-separated list', (raw) => {
    const value = raw
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
    return value.length === 0 ? { problem: 'is an empty list' } : { value };
  });
}
