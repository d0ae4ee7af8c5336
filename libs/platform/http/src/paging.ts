import { DomainError } from '@gewerk/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export class PageQuery {
  @ApiProperty({ required: false, description: 'nextCursor of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiProperty({ required: false, default: 50, minimum: 1, maximum: 100 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;
}

/** @returns the sort key after which the page begins, or null for the first */
export function decodeCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const decoded = Buffer.from(cursor, 'base64url').toString('utf8');
  if (decoded.startsWith('c:')) return decoded.slice(2);
  throw new DomainError('invalid', 'http.cursor-invalid', 'use the nextCursor of a former page, or leave the cursor out', [
    { pointer: '/cursor', code: 'invalid' },
  ]);
}

/** Makes a page of `limit + 1` found items: the last one only tells that there are more. */
export function pageOf<Item>(found: readonly Item[], limit: number, keyOf: (item: Item) => string): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return { items, nextCursor: more ? Buffer.from(`c:${keyOf(last)}`).toString('base64url') : null };
}
