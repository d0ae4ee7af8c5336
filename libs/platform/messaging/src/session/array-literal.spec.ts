import { describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { createEmptyDatabase } from '@gewerk/testing';
import pg from 'pg';
import { arrayLiteral, plainArrayLiteral } from './array-literal.js';

describe('an array literal', () => {
  it('means to Postgres what was put into it', async () => {
    const words = [
      'plain',
      '',
      'NULL',
      'null',
      '{a,b}',
      'say "so"',
      'back\\slash',
      '\\"',
      'line\nbreak',
      ' edge ',
      'a,b',
      'žluťoučký 🔧',
      null,
    ];
    const ids = [newId(), newId()];
    const database = await createEmptyDatabase();
    const client = new pg.Client(database.url);
    await client.connect();
    try {
      const { rows } = await client.query('select $1::text[] as words, $2::integer[] as counts, $3::uuid[] as ids', [
        arrayLiteral(words),
        plainArrayLiteral([-1, 0, 2_147_483_647]),
        plainArrayLiteral(ids),
      ]);
      expect(rows).toEqual([{ words, counts: [-1, 0, 2_147_483_647], ids }]);
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
