import { Checks } from './checks.js';
import { crashJourney } from './crash-journey.js';
import { runContractOnKafka } from './kafka-contract.js';

/**
 * `npm run test:kafka`: the contract of messaging on real Kafka, then the whole story on real Kafka, Postgres and Redis with one process per
 * service, while these are killed, frozen and restarted; its outcome against that of the undisturbed run, and the invariants over everything
 * that was written. `--story-only` leaves the contract out.
 */
const checks = new Checks();
if (!process.argv.includes('--story-only')) {
  console.log('the contract of messaging on Apache Kafka');
  checks.add(await runContractOnKafka());
}
await crashJourney(checks, (line) => console.log(line));
process.exit(checks.report('test-results/kafka.json'));
