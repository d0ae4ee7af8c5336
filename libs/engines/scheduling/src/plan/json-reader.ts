import { DomainError, type FieldError } from '@gewerk/kernel';

const CODE = 'scheduling.plan-malformed';
const ERRORS_MAX = 20;

/** Reads fields of unknown JSON; collects what is wrong and refuses at the end with every place. */
export class JsonReader {
  private readonly errors: FieldError[] = [];
  private readonly paths = new WeakMap<object, string>();

  get hasFailed(): boolean {
    return this.errors.length > 0;
  }

  fail(pointer: string, reason: string): void {
    this.errors.push({ pointer: pointer === '' ? '/' : pointer, code: CODE, params: { reason } });
    if (this.errors.length >= ERRORS_MAX) this.finish();
  }

  refuse(pointer: string, reason: string): never {
    this.fail(pointer, reason);
    throw this.refusal();
  }

  finish(): void {
    if (this.hasFailed) throw this.refusal();
  }

  object(value: unknown, pointer: string): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse(pointer, 'it is an object');
    this.paths.set(value, pointer);
    return value as Record<string, unknown>;
  }

  list(
    from: Record<string, unknown>,
    name: string,
    least: number,
    otherwise?: readonly unknown[],
    path = this.pathOf(from),
  ): readonly unknown[] {
    const value = from[name] ?? otherwise;
    if (!Array.isArray(value)) this.refuse(`${path}/${name}`, 'it is a list');
    if (value.length < least) this.refuse(`${path}/${name}`, `it has at least ${least} entry`);
    return value as readonly unknown[];
  }

  text(from: Record<string, unknown>, name: string, otherwise?: string): string {
    const value = from[name] ?? otherwise;
    if (typeof value === 'string') return value;
    this.fail(`${this.pathOf(from)}/${name}`, 'it is a text');
    return '';
  }

  whole(from: Record<string, unknown>, name: string, least: number, most: number, otherwise?: number): number {
    return this.number(from, name, least, most, otherwise, true);
  }

  number(from: Record<string, unknown>, name: string, least: number, most: number, otherwise?: number, whole = false): number {
    const value = from[name] ?? otherwise;
    const isRight = typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value));
    if (isRight) return value;
    this.fail(`${this.pathOf(from)}/${name}`, `it is a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);
    return least;
  }

  oneOf<T extends string>(from: Record<string, unknown>, name: string, values: readonly T[], otherwise: T): T {
    const value = from[name] ?? otherwise;
    const found = values.find((known) => known === value);
    if (found !== undefined) return found;
    this.fail(`${this.pathOf(from)}/${name}`, `it is one of ${values.join(', ')}`);
    return otherwise;
  }

  distinct(ids: readonly string[], pointer: string): ReadonlySet<string> {
    const known = new Set<string>();
    for (const [index, id] of ids.entries()) {
      if (known.has(id)) this.fail(`${pointer}/${index}`, `"${id}" is given twice`);
      known.add(id);
    }
    return known;
  }

  private pathOf(from: object): string {
    return this.paths.get(from) ?? '';
  }

  private refusal(): DomainError {
    const said = this.errors.map(({ pointer, params }) => `${pointer}: ${String(params?.['reason'])}`).join('; ');
    return new DomainError('invalid', CODE, said, this.errors);
  }
}
