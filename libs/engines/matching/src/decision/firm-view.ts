import type { Counterfactual } from '../ranking/counterfactual.js';
import type { GateResult } from '../suitability/gates.js';
import type { Standing } from '../suitability/ranking.js';
import type { LeafRow, PartnerRanking } from './rank-partners.js';

/** What a firm may see of a ranking: its own leaves, band and remedies; never a rival's name or value (methods 3.9, 7.10). */
export interface FirmView {
  readonly operation: string;
  readonly asOf: string;
  readonly standing: Standing;
  /** Thirds of the field; null where the field is too small to hide the others, or the firm has no place. */
  readonly band: 'upper-third' | 'middle-third' | 'lower-third' | null;
  readonly suitability: number;
  readonly confidence: number;
  readonly leaves: readonly LeafRow[];
  readonly knockOuts: readonly GateResult[];
  readonly changes: readonly Counterfactual[];
  /** Size of the correction that was applied to it; 1: none. */
  readonly fairnessFactor: number;
}

/** Below this many firms a band would name a rival's place. */
const FIELD_MIN = 3;

/** @returns null where the firm was no candidate */
export function firmView(ranking: PartnerRanking, firm: string): FirmView | null {
  const own = ranking.candidates.find((candidate) => candidate.firm === firm);
  if (own === undefined) return null;
  const field = ranking.candidates.filter(({ standing }) => standing === 'eligible');
  const third = Math.floor((3 * field.indexOf(own)) / Math.max(1, field.length));
  const hasBand = own.standing === 'eligible' && field.length >= FIELD_MIN;
  return {
    operation: ranking.operation,
    asOf: ranking.asOf,
    standing: own.standing,
    band: hasBand ? ((['upper-third', 'middle-third', 'lower-third'] as const)[third] ?? null) : null,
    suitability: own.suitability.value,
    confidence: own.suitability.confidence,
    leaves: own.leaves,
    // An exclusion names the other firm, and so does its remedy.
    knockOuts: own.knockOuts.map((gate) => (gate.code === 'KO13' ? { ...gate, measured: null, nearestChange: null } : gate)),
    changes: own.changes,
    // Whom the customer prefers is the customer's own affair.
    fairnessFactor: own.fairness === null ? 1 : own.fairness.correction.exposureFactor * own.fairness.correction.classFactor,
  };
}
