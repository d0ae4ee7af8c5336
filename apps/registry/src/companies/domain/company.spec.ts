import { describe, expect, it } from '@jest/globals';
import { type AdmissionDecision, type CompanyStatus, statusAfter } from './company.js';

describe('the status of a company', () => {
  it('goes from candidate to active, between active and suspended, and ends with leaving', () => {
    const allowed = (['candidate', 'active', 'suspended', 'left'] satisfies CompanyStatus[]).flatMap((status) =>
      (['admit', 'suspend', 'leave'] satisfies AdmissionDecision[]).flatMap((decision) => {
        try {
          return [`${status} ${decision} ${statusAfter(status, decision)}`];
        } catch {
          return [];
        }
      }),
    );
    expect(allowed).toEqual([
      'candidate admit active',
      'candidate leave left',
      'active suspend suspended',
      'active leave left',
      'suspended admit active',
      'suspended leave left',
    ]);
  });

  it('names the rule that a decision breaks', () => {
    expect(() => statusAfter('active', 'admit')).toThrow('registry.only-candidates-and-suspended-are-admitted');
    expect(() => statusAfter('candidate', 'suspend')).toThrow('registry.only-active-companies-are-suspended');
    expect(() => statusAfter('left', 'leave')).toThrow('registry.who-left-cannot-leave-again');
  });
});
