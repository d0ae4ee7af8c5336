import { DomainError, newId } from '@gewerk/kernel';
import { Public, Roles } from '@gewerk/platform-auth';
import { RelayPool, tenantTable } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BinaryBody, Bytes } from '../src/input/decorators.js';
import { Command, type RequestWork, Work } from '../src/request-work/decorators.js';
import { forgetOldAnswers } from '../src/request-work/idempotency.js';
import { httpMigrations } from '../src/http-migrations.js';
import { type Answer, type ApplicationUnderTest, startApplication } from './application.js';

class NotesOfTest1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table notes (network_id uuid not null, id uuid not null, text text not null, primary key (network_id, id));
      ${tenantTable('notes')}`);
  }
  async down(): Promise<void> {}
}

class Note {
  @IsString() text: string;
  @IsOptional() @IsString() author?: string;
}

let beforeAnswering: (text: string) => Promise<void> = async () => undefined;

const write = (work: RequestWork, id: string, text: string): Promise<unknown> =>
  work.tx.query('insert into notes (network_id, id, text) values ($1, $2, $3)', [work.networkId, id, text]);

@Roles('orchestrator')
@Controller('books')
class BooksController {
  @Post(':book/notes')
  @Command()
  async add(
    @Param('book') book: string,
    @Body() note: Note,
    @Work() work: RequestWork,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const id = newId();
    await write(work, id, note.text);
    await beforeAnswering(note.text);
    void reply.header('location', `/books/${book}/notes/${id}`);
    return { id, by: work.caller.subject };
  }

  @Post(':book/files')
  @HttpCode(202)
  @Command()
  @BinaryBody({ types: ['model/step'], maxBytes: 100 })
  async file(@Bytes() bytes: Buffer, @Work() work: RequestWork): Promise<object> {
    await write(work, newId(), `${bytes.length} bytes`);
    return { bytes: bytes.length };
  }

  @Delete(':book')
  @HttpCode(204)
  @Command()
  async clear(@Work() work: RequestWork): Promise<void> {
    await work.tx.query('delete from notes');
  }

  @Get(':book/notes')
  async list(@Work() work: RequestWork): Promise<string[]> {
    const rows: { text: string }[] = await work.tx.query('select text from notes order by text');
    return rows.map(({ text }) => text);
  }

  @Get(':book/slip')
  async slip(@Work() work: RequestWork): Promise<void> {
    await write(work, newId(), 'written by a reader');
  }

  @Post(':book/search')
  async search(@Work() work: RequestWork): Promise<void> {
    await write(work, newId(), 'written by a search');
  }

  @Get('open')
  @Public()
  open(@Work() work: RequestWork): string {
    return work.networkId;
  }
}

let testDatabase: TestDatabase;
let application: ApplicationUnderTest;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ migrations: [...httpMigrations, NotesOfTest1800000000000], entities: [] });
  application = await startApplication({ controllers: [BooksController], database: testDatabase.database });
});
afterAll(async () => {
  await application.close();
  await testDatabase.drop();
});
afterEach(async () => {
  beforeAnswering = async () => undefined;
  await asOwner('truncate notes, app.idempotency');
});

async function asOwner(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(testDatabase.ownerUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const notes = async (): Promise<unknown[]> => (await asOwner('select text from notes order by text')).map(({ text }) => text);

function add(
  text: string,
  key: string | undefined,
  more: { claims?: Record<string, unknown>; book?: string; body?: unknown } = {},
): Promise<Answer> {
  return application.send('POST', `/books/${more.book ?? 'a'}/notes`, {
    body: more.body ?? { text },
    headers: key === undefined ? {} : { 'idempotency-key': key },
    ...(more.claims === undefined ? {} : { claims: more.claims }),
  });
}

describe('a command', () => {
  it('repeated with its key gets the first answer again and has no second effect', async () => {
    const first = await add('once', 'key-00001');
    const again = await add('once', 'key-00001');
    expect(first).toMatchObject({ status: 201, body: { by: 'olga' } });
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { location: first.headers['location'], 'idempotency-replayed': 'true' },
    });
    expect(await notes()).toEqual(['once']);
  });

  it('is the same request whatever the order and spacing of its JSON', async () => {
    await add('', 'key-00002', { body: '{"text":"t","author":"a"}' });
    expect(await add('', 'key-00002', { body: '{ "author": "a",\n "text": "t" }' })).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
    });
    expect(await notes()).toEqual(['t']);
  });

  it('with the key of another request is refused and has no effect', async () => {
    await add('first', 'key-00003');
    expect(await add('second', 'key-00003')).toMatchObject({
      status: 422,
      body: { code: 'http.idempotency-key-reused', params: { header: 'Idempotency-Key' } },
    });
    expect(await add('first', 'key-00003', { book: 'b' })).toMatchObject({ status: 422 });
    expect(await notes()).toEqual(['first']);
  });

  it.each([
    [undefined, 'http.idempotency-key-missing'],
    ['short', 'http.idempotency-key-malformed'],
    ['with a space in it', 'http.idempotency-key-malformed'],
    ['x'.repeat(201), 'http.idempotency-key-malformed'],
  ])('with the key %j is refused, naming header and remedy', async (key, code) => {
    const answer = await add('never', key);
    expect(answer).toMatchObject({ status: 400, body: { code, params: { header: 'Idempotency-Key' } } });
    expect(answer.body.detail).toContain('8 to 200 visible ASCII characters');
    expect(await notes()).toEqual([]);
  });

  it('that is refused leaves nothing, so that its key serves another try', async () => {
    beforeAnswering = async () => {
      throw new DomainError('conflict', 'books.closed', 'Open the book first.');
    };
    expect(await add('tried', 'key-00005')).toMatchObject({ status: 409, body: { code: 'books.closed' } });
    expect(await asOwner('select * from app.idempotency')).toEqual([]);
    beforeAnswering = async () => undefined;
    expect((await add('tried, corrected', 'key-00005')).status).toBe(201);
    expect(await notes()).toEqual(['tried, corrected']);
  });

  it('whose input is not valid leaves its key free', async () => {
    expect((await add('', 'key-00006', { body: { text: 7 } })).status).toBe(400);
    expect((await add('valid', 'key-00006')).status).toBe(201);
  });

  it('that comes several times at once is carried out once, and all get one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => add('together', 'key-00007')));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body])))).toHaveProperty('size', 1);
    expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(await notes()).toEqual(['together']);
  });

  it('waits for its twin, and goes ahead where the twin fails', async () => {
    let enter = (): void => undefined;
    let release = (): void => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    let calls = 0;
    beforeAnswering = async () => {
      calls += 1;
      if (calls > 1) return;
      enter();
      await released;
      throw new DomainError('conflict', 'books.closed', 'Open the book first.');
    };
    const first = add('twins', 'key-00008');
    await entered;
    const second = add('twins', 'key-00008');
    await untilSomebodyWaits();
    expect(calls).toBe(1);
    release();
    expect((await first).status).toBe(409);
    expect(await second).toMatchObject({ status: 201 });
    expect(await notes()).toEqual(['twins']);
  });

  it('of another person, network or route may use the same key', async () => {
    const all = [
      await add('olga', 'key-00009'),
      await add('anna', 'key-00009', { claims: { sub: 'anna' } }),
      await add('elsewhere', 'key-00009', { claims: { network_id: newId() } }),
      await application.send('DELETE', '/books/a', { headers: { 'idempotency-key': 'key-00009' } }),
    ];
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 204]);
    expect(await notes()).toEqual(['elsewhere']);
  });

  it('without a body or an answer is replayed as such', async () => {
    const clear = () => application.send('DELETE', '/books/a', { headers: { 'idempotency-key': 'key-00010' } });
    expect(await clear()).toMatchObject({ status: 204, body: '' });
    await add('later', 'key-00011');
    expect(await clear()).toMatchObject({ status: 204, body: '', headers: { 'idempotency-replayed': 'true' } });
    expect(await notes()).toEqual(['later']);
  });

  it('with a file is known by its bytes', async () => {
    const send = (bytes: Buffer) =>
      application.send('POST', '/books/a/files', {
        body: bytes,
        headers: { 'content-type': 'model/step', 'idempotency-key': 'key-00012' },
      });
    expect(await send(Buffer.from([0, 255, 1]))).toMatchObject({ status: 202, body: { bytes: 3 } });
    expect(await send(Buffer.from([0, 255, 1]))).toMatchObject({ status: 202, headers: { 'idempotency-replayed': 'true' } });
    expect(await send(Buffer.from([0, 254, 1]))).toMatchObject({ status: 422 });
    expect(await notes()).toEqual(['3 bytes']);
  });
});

async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const waiting = await asOwner("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the twin never waited');
}

describe('a transaction of a request', () => {
  it('sees the rows of the caller’s network only', async () => {
    await add('ours', 'key-00020');
    await add('theirs', 'key-00021', { claims: { network_id: newId() } });
    expect(await application.send('GET', '/books/a/notes')).toMatchObject({ status: 200, body: ['ours'] });
  });

  it.each([
    ['GET', '/books/a/slip'],
    ['POST', '/books/a/search'],
  ] as const)('cannot write on a route that is no command (%s %s)', async (method, url) => {
    expect((await application.send(method, url)).status).toBe(500);
    expect(await notes()).toEqual([]);
  });

  it('does not exist on a public route', async () => {
    expect((await application.send('GET', '/books/open')).status).toBe(500);
  });
});

describe('kept answers', () => {
  it('are forgotten after a week, in every network', async () => {
    await add('old', 'key-00030');
    await add('old', 'key-00031', { claims: { network_id: newId() } });
    await asOwner("update app.idempotency set created_at = created_at - interval '7 days 1 second'");
    await add('new', 'key-00032');
    const relay = RelayPool.connect(testDatabase.relayUrl, 'test');
    try {
      expect(await forgetOldAnswers(relay)).toBe(2);
    } finally {
      await relay.close();
    }
    expect(await asOwner('select key from app.idempotency')).toEqual([{ key: 'key-00032' }]);
  });
});
