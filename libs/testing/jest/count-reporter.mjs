import { mkdirSync, writeFileSync } from 'node:fs';

/** Writes the counts of a run to a file, so that `.ci/run` can add them to those of other suites. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    mkdirSync('test-results', { recursive: true });
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    writeFileSync(
      process.env['GEWERK_TEST_RESULT'] ?? 'test-results/jest.json',
      `${JSON.stringify({ passed: results.numPassedTests, failed, skipped: results.numPendingTests })}\n`,
    );
  }
}
