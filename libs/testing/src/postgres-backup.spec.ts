import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { archiveContinuously, archivedSegments, layOutRestoration, recovered, restorePoint, takeBaseBackup } from './postgres-backup.js';

describe('a backup with its archive', () => {
  let directory: string;
  const at = (name: string): string => path.join(directory, name);

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'gewerk-backup-'));
    // Under root Postgres runs as nobody, who must be able to enter.
    chmodSync(directory, 0o755);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function query(server: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client(`${server}/postgres`);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('brings back the instant before a mistake, with everything that was committed until then', async () => {
    const first = await startEmbeddedPostgres({ durable: true, dataDirectory: at('data') });
    await archiveContinuously(first.url, at('archive'));
    await first.stop();
    const server = await startEmbeddedPostgres({ durable: true, dataDirectory: at('data') });
    await query(server.url, 'create table kept (n int)');
    await query(server.url, 'insert into kept values (1)');
    await takeBaseBackup(server.url, at('data'), at('base'));
    await query(server.url, 'insert into kept values (2)');
    await restorePoint(server.url, at('archive'), 'before-the-mistake');
    await query(server.url, 'insert into kept values (3)');
    await query(server.url, 'drop table kept');
    await server.stop();
    expect(archivedSegments(at('archive'))).toBeGreaterThan(0);

    layOutRestoration({
      backupDirectory: at('base'),
      archiveDirectory: at('archive'),
      upTo: 'before-the-mistake',
      dataDirectory: at('restored'),
    });
    const restored = await startEmbeddedPostgres({ durable: true, dataDirectory: at('restored') });
    try {
      await recovered(restored.url);
      expect(await query(restored.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
      await query(restored.url, 'insert into kept values (4)');
    } finally {
      await restored.stop();
    }
  }, 60_000);
});
