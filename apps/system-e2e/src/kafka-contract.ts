import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startLocalKafka } from '@gewerk/testing';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const RESULT = 'test-results/kafka-contract.json';

export interface SuiteCounts {
  passed: number;
  failed: number;
}

/** Runs the contract suite of messaging against a real broker; the embedded transport passes the same one in `npm test`. */
export async function runContractOnKafka(): Promise<SuiteCounts> {
  const kafka = await startLocalKafka();
  try {
    const jest = [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      'libs/platform/messaging',
      '--testNamePattern',
      'kafka',
    ];
    const env = { ...process.env, GEWERK_TEST_KAFKA_BROKERS: kafka.brokers.join(','), GEWERK_TEST_RESULT: RESULT };
    const { status } = spawnSync(process.execPath, jest, { cwd: ROOT, env, stdio: 'inherit' });
    const counts = JSON.parse(readFileSync(path.join(ROOT, RESULT), 'utf8')) as SuiteCounts;
    // Tests of the other adapters are left out by name, which is not skipping: they ran elsewhere.
    const failed = status === 0 && counts.passed > 0 ? counts.failed : Math.max(1, counts.failed);
    return { passed: counts.passed, failed };
  } finally {
    await kafka.stop();
  }
}
