import { mkdirSync, writeFileSync } from 'node:fs';

/** What was looked at, and what was found; printed as it happens. */
export class Checks {
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  get failed(): number {
    return this.#failed;
  }

  check(name: string, passed: boolean, detail = ''): void {
    if (passed) this.#passed += 1;
    else this.#failed += 1;
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}${passed || detail === '' ? '' : `\n     ${detail}`}`);
  }

  skip(reason: string): void {
    this.#skipped += 1;
    console.log(`!! SKIPPED: ${reason}`);
  }

  /** Takes over what a suite of its own counted. */
  add(counts: { passed: number; failed: number }): void {
    this.#passed += counts.passed;
    this.#failed += counts.failed;
  }

  /** Leaves the counts where the whole run collects them. @returns the exit code */
  report(file: string): number {
    mkdirSync('test-results', { recursive: true });
    writeFileSync(file, `${JSON.stringify({ passed: this.#passed, failed: this.#failed, skipped: this.#skipped })}\n`);
    console.log(`${this.#passed} passed, ${this.#failed} failed${this.#skipped > 0 ? `, ${this.#skipped} skipped` : ''}`);
    return this.#failed === 0 ? 0 : 1;
  }
}
