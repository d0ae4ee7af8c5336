import { DomainError } from '@gewerk/kernel';

/** A schedule of more operations would not fit into the memory that the search keeps per operation. */
export const OPERATIONS_MAX = 100_000;
export const OPTIONS_MAX = 2_000_000;
export const COUNT_MAX = 10_000_000;
const DIGITS_MAX = 9;

/** @param line from 1 */
export function malformed(line: number, reason: string): DomainError {
  return new DomainError('invalid', 'scheduling.file-malformed', `line ${line}: ${reason}`, [], { line });
}

/**
 * Reads whole numbers from the lines of a file one after the other, without cutting the text into words. Empty lines and lines that
 * begin with # are passed over.
 */
export class NumberLines {
  /** Number of the current line, from 1. */
  line = 0;
  private at = 0;
  private lineEnd = 0;
  private next = 0;

  constructor(private readonly text: string) {}

  /** Goes to the next line with content. @returns false at the end of the file */
  nextLine(): boolean {
    const { text } = this;
    while (this.next < text.length) {
      const found = text.indexOf('\n', this.next);
      this.at = this.next;
      this.lineEnd = found < 0 ? text.length : found;
      this.next = this.lineEnd + 1;
      this.line += 1;
      this.skipSpace();
      if (this.at < this.lineEnd && text[this.at]! !== '#') return true;
    }
    return false;
  }

  /** @throws DomainError where the file ends */
  requireLine(what: string): void {
    if (!this.nextLine()) throw malformed(this.line + 1, `the file ends; ${what} is missing`);
  }

  hasMore(): boolean {
    this.skipSpace();
    return this.at < this.lineEnd;
  }

  /** @throws DomainError where the line ends or holds anything else than a whole number of at least `least` */
  whole(what: string, least: number, most = 10 ** DIGITS_MAX - 1): number {
    const value = this.number(what);
    if (!Number.isInteger(value)) throw malformed(this.line, `${what} is ${value}; it is a whole number`);
    if (value < least) throw malformed(this.line, `${what} is ${value}; it is at least ${least}`);
    if (value > most) throw malformed(this.line, `${what} is ${value}; it is at most ${most}`);
    return value;
  }

  number(what: string): number {
    this.skipSpace();
    const { text } = this;
    const from = this.at;
    while (this.at < this.lineEnd && text.charCodeAt(this.at) > 32) this.at += 1;
    if (from === this.at) throw malformed(this.line, `the line ends; ${what} is missing`);
    const word = text.slice(from, this.at);
    if (!/^[+-]?\d+(\.\d+)?$/.test(word)) throw malformed(this.line, `"${word.slice(0, 40)}" stands where ${what} is due; it is a number`);
    return Number(word);
  }

  endLine(what: string): void {
    if (!this.hasMore()) return;
    const rest = this.text.slice(this.at, Math.min(this.lineEnd, this.at + 40)).trim();
    throw malformed(this.line, `"${rest}" is too much after ${what}`);
  }

  endFile(what: string): void {
    if (this.nextLine()) throw malformed(this.line, `there is more after ${what}`);
  }

  private skipSpace(): void {
    while (this.at < this.lineEnd && this.text.charCodeAt(this.at) <= 32) this.at += 1;
  }
}
