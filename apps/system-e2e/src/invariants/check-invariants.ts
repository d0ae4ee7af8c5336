import type { Checks } from '../checks.js';
import { capacity } from './capacity.js';
import { commands } from './commands.js';
import { effects } from './effects.js';
import type { Evidence, Invariant } from './invariant.js';
import { money } from './money.js';
import { projections } from './projections.js';
import { publishing } from './publishing.js';
import { reactions } from './reactions.js';
import { tenancy } from './tenancy.js';

export const INVARIANTS: readonly Invariant[] = [
  ...publishing,
  ...effects,
  ...reactions,
  ...projections,
  ...commands,
  ...capacity,
  ...money,
  ...tenancy,
].sort((a, b) => a.number - b.number);

const SHOWN_BREACHES = 12;

/** Judges everything that was written and prints a line for each invariant. The system must be at rest. */
export async function checkInvariants(checks: Checks, evidence: Evidence, wanted: readonly Invariant[] = INVARIANTS): Promise<void> {
  for (const { number, rule, judge } of wanted) {
    try {
      const { looked, breaches } = await judge(evidence);
      const more = breaches.length > SHOWN_BREACHES ? [`and ${breaches.length - SHOWN_BREACHES} more`] : [];
      const detail = [...breaches.slice(0, SHOWN_BREACHES), ...more].join('\n     ');
      checks.check(`${String(number).padStart(2)} ${rule}: ${looked}`, breaches.length === 0, detail);
    } catch (error) {
      checks.check(`${String(number).padStart(2)} ${rule}`, false, `could not be judged: ${(error as Error).stack ?? String(error)}`);
    }
  }
}
