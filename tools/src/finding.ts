/** One place where the repository breaks one of its rules. */
export interface Finding {
  readonly rule: string;
  /** Path from the root of the repository, with `/`. */
  readonly file: string;
  readonly line?: number;
  /** What is wrong and what to do instead. */
  readonly message: string;
}

export function describeFinding({ rule, file, line, message }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${message}  [${rule}]`;
}
