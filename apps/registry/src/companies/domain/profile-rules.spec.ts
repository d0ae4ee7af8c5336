import { describe, expect, it } from '@jest/globals';
import { DomainError, newId } from '@gewerk/kernel';
import { profile } from '../../../test/profiles.js';
import type { CompanyProfile } from './company.js';
import { assertProfileIsSound } from './profile-rules.js';

const sound = profile();

function wrongFields(change: Partial<CompanyProfile>): Record<string, string> {
  try {
    assertProfileIsSound({ ...sound, ...change });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Object.fromEntries(error.errors.map(({ pointer, code }) => [pointer, code.replace('registry.', '')]));
  }
  return {};
}

const [site] = sound.sites;
const [group] = sound.machineGroups;
if (site === undefined || group === undefined) throw new Error('the profile of the tests has a site and a machine group');

describe('a company profile', () => {
  it('is sound by default', () => {
    expect(wrongFields({})).toEqual({});
  });

  it('names a country that exists and a VAT id in the form of its country', () => {
    expect(wrongFields({ country: 'XX' })).toEqual({ '/country': 'country-unknown' });
    expect(wrongFields({ country: 'EU' })).toEqual({ '/country': 'country-unknown' });
    for (const vatId of ['SE556012579001', 'DE136695976', 'DK12345678', 'ATU12345678', 'CHE123456789MWST', 'NO123456789MVA']) {
      expect(wrongFields({ vatId })).toEqual({});
    }
    for (const vatId of ['SE5560125790', 'DE13669597', 'DE 136695976', 'DK123', '123456']) {
      expect(wrongFields({ vatId })).toEqual({ '/vatId': 'vat-id-malformed' });
    }
  });

  it('gives priorities that sum to one', () => {
    expect(wrongFields({ priorities: { cost: 0.5, time: 0.5, quality: 0.5, flexibility: 0, service: 0 } })).toEqual({
      '/priorities': 'shares-do-not-sum-to-one',
    });
  });

  it('has sites in time zones and on days that exist', () => {
    expect(
      wrongFields({ sites: [{ ...site, timeZone: 'Europe/Nowhere', country: 'QQ', closedDays: ['2027-02-29', '2028-02-29'] }] }),
    ).toEqual({
      '/sites/0/timeZone': 'time-zone-unknown',
      '/sites/0/country': 'country-unknown',
      '/sites/0/closedDays/0': 'date-unknown',
    });
  });

  it('has shifts that end after they start and do not overlap on a weekday', () => {
    const shift = (weekday: number, startMinute: number, endMinute: number) => ({ weekday, startMinute, endMinute });
    expect(wrongFields({ sites: [{ ...site, shifts: [shift(1, 360, 840), shift(1, 840, 1320), shift(2, 360, 840)] }] })).toEqual({});
    expect(wrongFields({ sites: [{ ...site, shifts: [shift(1, 360, 840), shift(1, 800, 900), shift(3, 600, 600)] }] })).toEqual({
      '/sites/0/shifts/1': 'shifts-overlap',
      '/sites/0/shifts/2': 'shift-empty',
    });
  });

  it('has machine groups at its own sites, and every id once', () => {
    expect(wrongFields({ machineGroups: [{ ...group, siteId: newId() }] })).toEqual({ '/machineGroups/0/siteId': 'site-unknown' });
    const [machine] = group.machines;
    const twice = { ...group, machineGroupId: newId(), machines: machine === undefined ? [] : [machine] };
    expect(wrongFields({ machineGroups: [group, twice] })).toEqual({ '/machineGroups/1/machines/0/machineId': 'named-twice' });
  });

  it('has certificates that end after they begin', () => {
    const certificate = { standard: 'ISO 9001', validFrom: '2026-01-01', validUntil: '2025-12-31' };
    expect(wrongFields({ certificates: [certificate] })).toEqual({ '/certificates/0/validUntil': 'certificate-ends-before-it-begins' });
  });
});
