import type { Checks } from '../checks.js';

/** A check that passes where `work` resolves; what it throws is the detail. */
export async function attempt(checks: Checks, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    checks.check(name, true);
  } catch (error) {
    checks.check(name, false, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
