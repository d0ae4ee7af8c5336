import { Checks } from './checks.js';
import { checkInvariants } from './invariants/check-invariants.js';
import { networksOf } from './invariants/known-networks.js';
import { Databases } from './world/databases.js';
import { EventLog } from './world/event-log.js';

/**
 * Judges a system at rest, a restored one say: `node invariants.main.js <postgres url of the owner, without database> <host:port of a broker>`.
 * The databases are named `gewerk_<service>`. Topics of states may have been compacted; no service needs to run.
 */
const [server, broker] = process.argv.slice(2);
if (server === undefined || broker === undefined) {
  console.error('usage: invariants.main.js postgres://<owner>@<host>:<port> <host:port of a Kafka broker>');
  process.exit(2);
}
const databases = new Databases(server);
const log = new EventLog([broker]);
const checks = new Checks();
try {
  await log.start();
  await log.caughtUp();
  await checkInvariants(checks, { databases, events: log.events, networks: await networksOf(databases), compacted: true });
} finally {
  await log.close();
  await databases.disconnect();
}
process.exit(checks.report('test-results/invariants.json'));
