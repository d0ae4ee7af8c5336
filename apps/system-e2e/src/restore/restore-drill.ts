import { DEMO_NETWORK_ID, orderAgain } from '@gewerk/demo';
import { raiseEpoch } from '@gewerk/platform-messaging';
import type { Checks } from '../checks.js';
import { checkInvariants, INVARIANTS } from '../invariants/check-invariants.js';
import type { Evidence } from '../invariants/invariant.js';
import { SERVICES } from '@gewerk/contracts';
import type { World } from '../world/world.js';

const RESTORE_POINT = 'before-the-mistake';
/** What holds in a restored database by itself; the log knows more than it, so what compares the two is not asked. */
const INVARIANTS_OF_DATABASES = new Set([8, 9, 10, 17]);

interface Journal {
  readonly entries: number;
  readonly lastHash: string | null;
}

interface NetworkAnswer {
  readonly name: string;
  readonly parameterVersion: number;
}

/**
 * The drill of docs/runbooks/backup-and-restore.md: somebody empties the ledger and changes the network; the databases go back to the
 * instant before, as one; services start again, read on in the log from where their database stands, and publish in a new epoch.
 */
export async function drillRestore(world: World, checks: Checks, evidence: Evidence, progress: (line: string) => void): Promise<void> {
  const journal = await journalOf(world);
  const positionBefore = await positionOfMatching(world);
  const network = await world.orchestrator.get<NetworkAnswer>('governance', '/network');
  await world.postgres.restorePoint(RESTORE_POINT);

  progress('a mistake: the ledger is emptied, and the network gets another name');
  await rename(world, 'A name that is lost');
  await world.databases.rows('billing', 'truncate posting, journal_entry, journal_head');
  await world.quiet();
  const positionLost = await positionOfMatching(world);
  checks.check(
    'the mistake is real: the ledger is empty, and matching has heard of the other name',
    (await journalOf(world)).entries === 0 && positionLost.version > positionBefore.version,
    JSON.stringify({ positionBefore, positionLost }),
  );

  progress('every service stops; the databases are restored from the base backup and the archive');
  await world.stopServices();
  await world.databases.disconnect();
  const startedAt = Date.now();
  await world.postgres.restore(RESTORE_POINT);
  await world.databases.answering();
  for (const service of SERVICES) await raiseEpoch(world.databases.urlFor(service, 'owner'));
  await Promise.all(SERVICES.map((service) => world.service(service).start()));
  await world.quiet();
  checks.check(`services answer again ${((Date.now() - startedAt) / 1000).toFixed(1)} s after the restore began`, true);

  const restored = await journalOf(world);
  checks.check(
    `the ledger is back to its last entry: ${restored.entries} entries, hash ${restored.lastHash?.slice(0, 12)}`,
    restored.entries === journal.entries && restored.lastHash === journal.lastHash && restored.entries > 0,
    `before ${JSON.stringify(journal)}, after ${JSON.stringify(restored)}`,
  );
  const again = await world.orchestrator.get<NetworkAnswer>('governance', '/network');
  checks.check('the network has its former name', again.name === network.name, JSON.stringify(again));

  await rename(world, 'A name in the new epoch');
  await world.quiet();
  const positionAfter = await positionOfMatching(world);
  checks.check(
    'what is published after the restore is new to everybody: it comes in epoch 2, after all that the log still held',
    positionAfter.epoch === 2,
    JSON.stringify(positionAfter),
  );
  const parked = await parkedEvents(world);
  checks.check('no event is parked', parked === 0, `${parked} are`);

  const [clock] = await world.databases.rows<{ now: Date }>('orders', 'select app.now() as now');
  const stage = { addresses: world.addresses, progress };
  const plans = await orderAgain(stage, new Date((clock?.now ?? new Date()).getTime() + 60_000));
  checks.check(`the network works on: a new order gets ${plans} proposals`, plans > 0);
  await world.quiet();
  await checkInvariants(
    checks,
    evidence,
    INVARIANTS.filter(({ number }) => INVARIANTS_OF_DATABASES.has(number)),
  );
}

async function journalOf(world: World): Promise<Journal> {
  const [row] = await world.databases.rows<{ entries: number; last: string | null }>(
    'billing',
    `select count(*)::int as entries, (array_agg(entry_hash order by entry_number desc))[1] as last from journal_entry`,
  );
  return { entries: row?.entries ?? 0, lastHash: row?.last ?? null };
}

async function rename(world: World, name: string): Promise<void> {
  const answer = await world.orchestrator.get<NetworkAnswer & Record<string, unknown>>('governance', '/network');
  const { parameterVersion: _version, networkId: _id, inForceFrom: _from, ...network } = answer;
  await world.orchestrator.command('PUT', 'governance', '/network', { ...network, name });
}

/** How far matching has heard of the network's configuration. */
async function positionOfMatching(world: World): Promise<{ epoch: number; version: number }> {
  const [row] = await world.databases.rows<{ epoch: number; version: string }>(
    'matching',
    "select epoch, version from messaging.watermark where network_id = $1 and topic = 'governance.network'",
    [DEMO_NETWORK_ID],
  );
  return { epoch: row?.epoch ?? 0, version: Number(row?.version ?? 0) };
}

async function parkedEvents(world: World): Promise<number> {
  let parked = 0;
  for (const service of SERVICES) parked += await world.databases.count(service, 'messaging.parked');
  return parked;
}
