import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { comparable, playStory, summarize } from '@gewerk/demo';
import { canonicalJson } from '@gewerk/kernel';
import { startDistributedSystem } from './distributed-system.js';
import { runContractOnKafka } from './kafka-contract.js';

/**
 * `npm run test:kafka`: the contract of messaging on real Kafka, then the whole story on real Kafka and real Postgres with one process per service, and the comparison of its
 * outcome with that of the embedded transport, which `npm run demo` leaves in test-results/demo-outcome.json.
 */
const EMBEDDED_OUTCOME = 'test-results/demo-outcome.json';
const checks: { name: string; passed: boolean; detail: string }[] = [];
const check = (name: string, passed: boolean, detail = ''): void => {
  checks.push({ name, passed, detail });
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}${passed || detail === '' ? '' : `\n     ${detail}`}`);
};

let skipped = 0;
console.log('the contract of messaging on Apache Kafka');
const contract = await runContractOnKafka();
try {
  const system = await startDistributedSystem((line) => console.log(line));
  try {
    const result = await playStory({
      addresses: system.addresses,
      progress: (line) => console.log(line),
      eventCounts: () => system.eventCounts(),
    });
    console.log(`\n${summarize(result)}\n`);
    check(
      'every order is delivered, accepted and rated',
      result.delivered.every((order) => order.state === 'rated'),
    );
    check(
      'one member declined and was replaced',
      result.consortia.some((each) => each.declinedBy !== null),
    );
    check(
      'the ledger sums to zero and its chain is intact',
      result.accounts.journalIntact && result.accounts.ledgerSumsMinor.every((sum) => sum === 0),
    );
    if (existsSync(EMBEDDED_OUTCOME)) compareWith(JSON.parse(readFileSync(EMBEDDED_OUTCOME, 'utf8')) as object, comparable(result));
    else {
      skipped += 1;
      console.log(`!! SKIPPED: no ${EMBEDDED_OUTCOME} to compare with; run \`npm run demo\` before`);
    }
  } finally {
    const codes = await system.stop();
    const unclean = Object.entries(codes).filter(([name, code]) => name !== 'identity' && code !== 0);
    check('every service drains and exits with 0 on SIGTERM', unclean.length === 0, JSON.stringify(unclean));
  }
} catch (error) {
  check('the journey runs to its end', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
}

const failed = checks.filter((each) => !each.passed).length + contract.failed;
const passed = checks.filter((each) => each.passed).length + contract.passed;
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/kafka.json', `${JSON.stringify({ passed, failed, skipped })}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function compareWith(embedded: object, onKafka: object): void {
  const keys = new Set([...Object.keys(embedded), ...Object.keys(onKafka)]);
  for (const key of keys) {
    const [left, right] = [embedded, onKafka].map((outcome) => canonicalJson((outcome as Record<string, unknown>)[key] ?? null));
    check(`same as on the embedded transport: ${key}`, left === right, `embedded ${left}\n     kafka    ${right}`);
  }
}
