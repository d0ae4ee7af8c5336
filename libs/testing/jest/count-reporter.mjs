import { mkdirSync, writeFileSync } from 'node:fs';

/** Writes the counts of the whole run to test-results/jest.json, so that `.ci/run` can add them to those of other suites. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    mkdirSync('test-results', { recursive: true });
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    writeFileSync(
      'test-results/jest.json',
      `${JSON.stringify({ passed: results.numPassedTests, failed, skipped: results.numPendingTests })}\n`,
    );
  }
}
