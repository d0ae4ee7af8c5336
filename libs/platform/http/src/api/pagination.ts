import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { invalidInput } from '../input/input.pipe.js';
import { unstorable } from '../input/storable.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export interface Page<T> {
  items: T[];
  /** Names where the next page begins; null on the last one. */
  nextCursor: string | null;
}

/** `?limit=&cursor=` of every list; extend it with a list's own filters. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT, description: 'Most items in the answer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({ type: String, description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;
}

/**
 * Makes a page of rows that were read with `limit + 1`, sorted by a unique key: keyset pagination, so that rows that come and go
 * meanwhile neither repeat nor hide others.
 * @param keyOf the sort key of a row, texts or numbers in the order of sorting
 */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

type CursorPart = string | number | null;
type CursorKey = string | readonly CursorPart[];

function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The text that a cursor was made from; null without a cursor.
 * @param accepts what keys of this list look like (`isUuid`, say), since a client may send anything
 * @throws DomainError where it is none of ours
 */
export function decodeCursor(cursor: string | undefined, accepts: (key: string) => boolean): string | null {
  const key = decoded(cursor);
  if (key === null || (typeof key === 'string' && accepts(key))) return key;
  throw badCursor();
}

/** As `decodeCursor`, for keys of several parts. */
export function decodeCursorParts(cursor: string | undefined, length: number): readonly CursorPart[] | null {
  const key = decoded(cursor);
  if (key === null) return null;
  const isPart = (part: unknown): boolean => part === null || typeof part === 'string' || typeof part === 'number';
  if (Array.isArray(key) && key.length === length && key.every(isPart)) return key as CursorPart[];
  throw badCursor();
}

function decoded(cursor: string | undefined): unknown {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (unstorable(key).length === 0) return key;
  } catch {
    // Not JSON: no cursor of ours.
  }
  throw badCursor();
}

function badCursor(): Error {
  const message = 'take nextCursor of the page before, unchanged, or leave it out to begin anew';
  return invalidInput([{ pointer: '/cursor', code: 'cursor', params: { in: 'query', message } }]);
}
