import { newId, type NetworkId } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import type { Caller } from './caller.js';
import { VerifiedTokens } from './verified-tokens.js';

const caller: Caller = { subject: 'anna', networkId: newId() as NetworkId, companyId: null, roles: [] };
const LATER = Date.now() + 3_600_000;

describe('verified tokens', () => {
  it('are few: the oldest is forgotten for a new one', () => {
    const tokens = new VerifiedTokens(60_000);
    for (let index = 0; index <= 2_000; index += 1) tokens.remember(`t${index}`, caller, LATER);
    expect(tokens.callerOf('t0')).toBeNull();
    expect(tokens.callerOf('t1')).toBe(caller);
    expect(tokens.callerOf('t2000')).toBe(caller);
  });

  it('are not kept at all where nothing shall be believed', () => {
    const tokens = new VerifiedTokens(0);
    tokens.remember('t', caller, LATER);
    expect(tokens.callerOf('t')).toBeNull();
  });
});
