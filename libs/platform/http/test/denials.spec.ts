import { newId } from '@gewerk/kernel';
import { requireCompany, Roles } from '@gewerk/platform-auth';
import { type Database, RelayPool } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import pg from 'pg';
import { DenialBudget } from '../src/denials/denial-budget.js';
import { type DenialEntry, DenialLog, forgetOldDenials } from '../src/denials/denial-log.js';
import { type RequestWork, Work } from '../src/request-work/decorators.js';
import { httpMigrations } from '../src/http-migrations.js';
import { type Answer, type ApplicationUnderTest, startApplication } from './application.js';

const OWNER_OF_FILES = newId();

@Controller('firms')
class FirmsController {
  @Get(':firmId/files')
  @Roles('member')
  files(@Param('firmId') firmId: string, @Work() work: RequestWork): string[] {
    if (firmId !== OWNER_OF_FILES) throw new NotFoundException();
    requireCompany(work.caller, firmId);
    return [];
  }
}

let testDatabase: TestDatabase;
let database: Database;
let log: DenialLog;
let application: ApplicationUnderTest;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ migrations: httpMigrations, entities: [] });
  database = testDatabase.database;
  log = new DenialLog(database);
  application = await startApplication({ controllers: [FirmsController], database, denials: log });
});
afterAll(async () => {
  await application.close();
  await testDatabase.drop();
});

const read = (claims: Record<string, unknown> | null, firmId: string = OWNER_OF_FILES): Promise<Answer> =>
  application.send('GET', `/firms/${firmId}/files?secret=1`, { claims });
const member = (networkId: string, companyId: string = newId()) => ({ network_id: networkId, org_id: companyId, roles: ['member'] });
const entriesOf = (networkId: string): Promise<DenialEntry[]> =>
  database.transaction([networkId], (tx) => log.page(tx, networkId, { before: null, limit: 200 }));
const verdictOf = (networkId: string) => database.transaction([networkId], (tx) => log.verify(tx, networkId));

async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client(testDatabase.ownerUrl);
  await owner.connect();
  await owner.query(sql).finally(() => owner.end());
}

describe('the audit of denials', () => {
  it('keeps who was refused for want of a role or a part in the thing, and why, without what was asked for', async () => {
    const networkId = newId();
    const companyId = newId();
    const byRole = await read({ network_id: networkId, roles: ['customer'] });
    const byCompany = await read(member(networkId, companyId));
    expect([byRole.status, byCompany.status]).toEqual([403, 404]);
    const common = {
      subject: expect.stringMatching(/^[0-9a-f]{32}$/),
      route: 'GET /firms/:firmId/files',
      deniedAt: expect.any(String),
      omitted: 0,
    };
    expect(await entriesOf(networkId)).toEqual([
      { ...common, entry: 2, companyId, code: 'http.not-found', correlationId: byCompany.body.correlationId },
      { ...common, entry: 1, companyId: null, code: 'auth.role-missing', correlationId: byRole.body.correlationId },
    ]);
    expect(JSON.stringify(await entriesOf(networkId))).not.toMatch(new RegExp(`olga|secret|${OWNER_OF_FILES}`));
  });

  it('keeps neither what was allowed, nor what does not exist, nor callers it does not know', async () => {
    const networkId = newId();
    expect((await read(member(networkId, OWNER_OF_FILES))).status).toBe(200);
    expect((await read(member(networkId), newId())).status).toBe(404);
    expect((await read(null)).status).toBe(401);
    expect(await entriesOf(networkId)).toEqual([]);
  });

  it('shows each network its own', async () => {
    const [mine, theirs] = [newId(), newId()];
    await read(member(mine));
    await read(member(theirs));
    await database.transaction([mine], async (tx) => {
      expect(await log.page(tx, mine, { before: null, limit: 10 })).toHaveLength(1);
      expect(await log.page(tx, theirs, { before: null, limit: 10 })).toEqual([]);
    });
  });

  it('cannot be filled by one caller, however often it tries, and says how much it left out', async () => {
    const networkId = newId();
    const claims = member(networkId);
    for (let round = 0; round < 8; round += 1) await Promise.all(Array.from({ length: 10 }, () => read(claims)));
    expect(await entriesOf(networkId)).toHaveLength(50);
    await read({ ...claims, sub: 'another' });
    expect(await entriesOf(networkId)).toHaveLength(51);
    const budget = new DenialBudget();
    const spent = Array.from({ length: 100 }, () => budget.spend('olga', 0));
    expect(spent.filter((omitted) => omitted === 0)).toHaveLength(50);
    expect([budget.spend('olga', 10_000), budget.spend('olga', 10_001)]).toEqual([50, null]);
  });

  it('is chained, so that a changed entry and a missing one are found out', async () => {
    const networkId = newId();
    for (let count = 0; count < 4; count += 1) await read(member(networkId));
    expect(await verdictOf(networkId)).toEqual({ entries: 4, forgotten: 0, intact: true, brokenAtEntry: null });
    await asOwner(`update app.denial set code = 'harmless' where network_id = '${networkId}' and entry = 2`);
    expect(await verdictOf(networkId)).toEqual({ entries: 4, forgotten: 0, intact: false, brokenAtEntry: 2 });
    const another = newId();
    for (let count = 0; count < 3; count += 1) await read(member(another));
    await asOwner(`delete from app.denial where network_id = '${another}' and entry = 3`);
    expect(await verdictOf(another)).toEqual({ entries: 3, forgotten: 0, intact: false, brokenAtEntry: 3 });
  });

  it('can be changed and deleted by no service', async () => {
    const networkId = newId();
    await read(member(networkId));
    const beginning = "update app.denial_head set forgotten_entry = 1, forgotten_hash = ''";
    for (const sql of ["update app.denial set code = 'harmless'", 'delete from app.denial', 'delete from app.denial_head', beginning]) {
      await expect(database.transaction([networkId], (tx) => tx.query(sql))).rejects.toThrow('permission denied');
    }
  });

  it('expires after 400 days, and the rest of the chain still holds', async () => {
    const networkId = newId();
    for (let count = 0; count < 2; count += 1) await read(member(networkId));
    await asOwner("update app.clock set time_offset = interval '399 days'");
    const relay = RelayPool.connect(testDatabase.relayUrl, 'test');
    try {
      expect(await forgetOldDenials(relay)).toBe(0);
      for (let count = 0; count < 3; count += 1) await read(member(networkId));
      await asOwner("update app.clock set time_offset = interval '401 days'");
      expect(await forgetOldDenials(relay)).toBeGreaterThanOrEqual(2);
      expect((await entriesOf(networkId)).map(({ entry }) => entry)).toEqual([5, 4, 3]);
      expect(await verdictOf(networkId)).toEqual({ entries: 5, forgotten: 2, intact: true, brokenAtEntry: null });
      await read(member(networkId));
      expect(await verdictOf(networkId)).toEqual({ entries: 6, forgotten: 2, intact: true, brokenAtEntry: null });
      // Not even the role that deletes can take out what is younger.
      await relay.query('delete from app.denial');
      expect(await entriesOf(networkId)).toHaveLength(4);
      await expect(relay.query("update app.denial set code = 'harmless'")).rejects.toThrow('permission denied');
      await asOwner(`delete from app.denial where network_id = '${networkId}' and entry = 3`);
      expect(await verdictOf(networkId)).toEqual({ entries: 6, forgotten: 2, intact: false, brokenAtEntry: 3 });
    } finally {
      await relay.close();
      await asOwner("update app.clock set time_offset = interval '0'");
    }
  });

  it('that cannot be written leaves the refusal what it is', async () => {
    const broken = new DenialLog({ transaction: () => Promise.reject(new Error('no room')) } as unknown as Database);
    const other = await startApplication({ controllers: [FirmsController], database, denials: broken });
    expect((await other.send('GET', `/firms/${OWNER_OF_FILES}/files`)).status).toBe(403);
    await other.close();
  });
});
