import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@gewerk/kernel';
import { assertConfiguration, type NetworkConfiguration } from './network-configuration.js';

const configuration: NetworkConfiguration = {
  name: 'Network',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  closedDays: ['2026-12-25'],
  strategy: { cost: 0.15, time: 0.3, quality: 0.3, flexibility: 0.15, service: 0.1 },
  selections: { M2: ['bal'] },
  sustainabilityAmbition: 0.6,
  limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
};

function pointerOf(change: Partial<NetworkConfiguration>): string | undefined {
  try {
    assertConfiguration({ ...configuration, ...change });
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.errors[0]?.pointer : 'not a DomainError';
  }
}

describe('a network configuration', () => {
  it('is taken when it is sound', () => {
    expect(pointerOf({})).toBeUndefined();
  });

  it('is refused with the field that is wrong', () => {
    expect(pointerOf({ strategy: { ...configuration.strategy, cost: 0.2 } })).toBe('/strategy');
    expect(pointerOf({ timeZone: 'Europe/Atlantis' })).toBe('/timeZone');
    expect(pointerOf({ closedDays: ['2026-12-25', '2026-12-24'] })).toBeUndefined();
  });
});
