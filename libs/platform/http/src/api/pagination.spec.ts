import { isUuid } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, decodeCursorParts, type Page, pageOf } from './pagination.js';

/** What a repository does: rows after the cursor's key in ascending order, one more than asked for. */
function pageAfter(keys: readonly string[], limit: number, cursor: string | undefined): Page<string> {
  const after = decodeCursor(cursor, () => true);
  const rows = keys.filter((key) => after === null || key > after).slice(0, limit + 1);
  return pageOf(rows, limit, (key) => key);
}

const sortedKeys = fc
  .uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }))
  .map((keys) => keys.filter((key) => !key.includes('\u0000')).sort());

describe('pages', () => {
  it('together are the whole list, each row once, in order', () => {
    fc.assert(
      fc.property(sortedKeys, fc.integer({ min: 1, max: 7 }), (keys, limit) => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = pageAfter(keys, limit, cursor);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen).toEqual(keys);
      }),
    );
  });

  it('neither repeat nor hide rows when others come and go between them', () => {
    const first = pageAfter(['b', 'd', 'f'], 2, undefined);
    expect(pageAfter(['a', 'b', 'e', 'f'], 2, first.nextCursor ?? undefined).items).toEqual(['e', 'f']);
  });

  it('may be sorted by several parts', () => {
    const { nextCursor } = pageOf(
      [
        { at: 5, id: 'x' },
        { at: 6, id: 'y' },
      ],
      1,
      ({ at, id }) => [at, id],
    );
    expect(decodeCursorParts(nextCursor ?? undefined, 2)).toEqual([5, 'x']);
    expect(decodeCursorParts(undefined, 2)).toBeNull();
  });
});

describe('a cursor', () => {
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    'garbage',
    '',
    encoded(7),
    encoded(['a']),
    encoded({ a: 1 }),
    encoded('a\u0000'),
    Buffer.from('"open').toString('base64url'),
  ])('that is none of ours (%j) is refused by name', (cursor) => {
    const refusal = { kind: 'invalid', errors: [expect.objectContaining({ pointer: '/cursor' })] };
    expect(() => decodeCursor(cursor, () => true)).toThrow(expect.objectContaining(refusal));
    expect(() => decodeCursorParts(cursor, 2)).toThrow(expect.objectContaining(refusal));
  });

  it('must look like a key of its list, where the list says how', () => {
    expect(() => decodeCursor(encoded('7'), isUuid)).toThrow(expect.objectContaining({ kind: 'invalid' }));
    expect(decodeCursor(encoded('0190f5b2-7c1e-7000-8000-000000000001'), isUuid)).toBe('0190f5b2-7c1e-7000-8000-000000000001');
  });
});
