import {
  accuracyGate,
  exclusionGates,
  financeGates,
  type KnockOutDemand,
  type KnockOutFirm,
  languageGate,
  legalReviewGate,
  regionGates,
  securityGate,
  skillGates,
  sustainabilityGates,
  tradeLawGate,
} from './further-gates.js';
import { checkGates, type GateResult } from './gates.js';
import { MATCHING_POLICY, type MatchingPolicy } from './policy.js';

/**
 * All 16 knock-outs of a firm for an operation, KO01 to KO16 (methods 3.2): state, reason, measured value, limit, who may waive it
 * and the nearest change that would remove this ground. At least one result for each gate; several where it fails on several grounds.
 */
export function checkKnockOuts(
  firm: KnockOutFirm,
  demand: KnockOutDemand,
  policy: MatchingPolicy = MATCHING_POLICY,
): readonly GateResult[] {
  const limits = policy.gates;
  const results = [
    ...checkGates(firm, demand),
    ...skillGates(firm, demand),
    accuracyGate(firm, demand, limits),
    ...regionGates(firm, demand),
    tradeLawGate(firm),
    ...financeGates(firm, demand, limits),
    securityGate(firm, demand, limits),
    ...exclusionGates(firm, demand),
    legalReviewGate(firm),
    ...sustainabilityGates(firm, demand),
    languageGate(firm, demand, limits),
  ];
  // A machine may pass where a skill fails: a gate passes only where no ground is left.
  const open = new Set(results.filter(({ state }) => state !== 'pass').map(({ code }) => code));
  const decisive = results.filter(({ code, state }) => state !== 'pass' || !open.has(code));
  return decisive.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
