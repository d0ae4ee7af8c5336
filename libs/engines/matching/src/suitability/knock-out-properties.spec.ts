import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALL, apply, demands, FIRM, firms, machine } from '../../test/knock-out-cases.js';
import type { KnockOutFirm } from './further-gates.js';
import { type GateCode, type GateResult, overallState } from './gates.js';
import { checkKnockOuts } from './knock-outs.js';

const grounds = (gates: readonly GateResult[]) =>
  gates
    .filter(({ state }) => state === 'fail')
    .map(({ code, reason, nearestChange }) => `${code} ${reason} ${JSON.stringify(nearestChange)}`);

describe('properties of the knock-outs', () => {
  it('every nearest change removes its ground, and doing all of them lifts every failure', () => {
    fc.assert(
      fc.property(firms, demands, (firm, demand) => {
        const failed = checkKnockOuts(firm, demand).filter(({ state }) => state === 'fail');
        let [changedFirm, changedDemand] = [firm, demand];
        for (const gate of failed) {
          const change = gate.nearestChange as NonNullable<GateResult['nearestChange']>;
          const [ground] = grounds([gate]);
          expect(grounds(checkKnockOuts(...apply(firm, demand, change)))).not.toContain(ground);
        }
        for (let round = 0; round < 4; round += 1) {
          for (const gate of checkKnockOuts(changedFirm, changedDemand)) {
            if (gate.nearestChange !== null) [changedFirm, changedDemand] = apply(changedFirm, changedDemand, gate.nearestChange);
          }
        }
        expect(grounds(checkKnockOuts(changedFirm, changedDemand))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('evidence that only improves a firm never turns a pass into a failure', () => {
    const better = (firm: KnockOutFirm, extra: KnockOutFirm): KnockOutFirm => ({
      ...firm,
      machineGroups: [...firm.machineGroups, ...extra.machineGroups],
      certificates: firm.certificates === null ? extra.certificates : [...firm.certificates, ...(extra.certificates ?? [])],
      personsBySkill: firm.personsBySkill === null ? null : { ...firm.personsBySkill, s1: (firm.personsBySkill['s1'] ?? 0) + 1 },
      earliestFinishDay: firm.earliestFinishDay === null ? null : firm.earliestFinishDay - 1,
      yearlyDefaultProbability: firm.yearlyDefaultProbability === null ? null : firm.yearlyDefaultProbability / 2,
      yearlyTurnoverEur: firm.yearlyTurnoverEur === null ? null : firm.yearlyTurnoverEur * 2,
      securityClass: firm.securityClass === null ? null : firm.securityClass + 1,
      sustainabilityScore: firm.sustainabilityScore === null ? null : Math.min(1, firm.sustainabilityScore + 0.1),
      languages: firm.languages === null ? null : { ...firm.languages, fr: 6 },
    });
    fc.assert(
      fc.property(firms, firms, demands, (firm, extra, demand) => {
        const stateOf = (gates: readonly GateResult[], code: GateCode) => overallState(gates.filter((gate) => gate.code === code));
        const [before, after] = [checkKnockOuts(firm, demand), checkKnockOuts(better(firm, extra), demand)];
        for (const code of ALL) if (stateOf(before, code) === 'pass') expect([code, stateOf(after, code)]).toEqual([code, 'pass']);
      }),
      { numRuns: 400 },
    );
  });

  it('a firm of which nothing is known fails nothing but the process it does not offer and what the customer refuses', () => {
    const unknown: KnockOutFirm = {
      ...FIRM,
      membership: null,
      machineGroups: [machine({ envelopeMillimetres: null, maxKilograms: null, materials: null, expectedCapability: null })],
      certificates: null,
      earliestFinishDay: null,
      personsBySkill: null,
      region: null,
      distanceKm: null,
      tradeLaw: null,
      yearlyDefaultProbability: null,
      yearlyTurnoverEur: null,
      securityClass: null,
      excludedWith: [],
      legalReview: null,
      hasFootprintData: null,
      sustainabilityScore: null,
      languages: null,
    };
    fc.assert(
      fc.property(demands, (demand) => {
        const failed = checkKnockOuts(unknown, demand).filter(({ state }) => state === 'fail');
        expect(failed.filter(({ reason }) => !['process-not-offered', 'blocked-by-customer'].includes(reason))).toEqual([]);
      }),
    );
  });
});
