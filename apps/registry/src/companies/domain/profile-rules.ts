import { DomainError, type FieldError } from '@gewerk/kernel';
import type { CompanyProfile } from './company.js';
import { isCalendarDate, isCountryCode, isTimeZone } from './places.js';
import { isVatId } from './vat-id.js';

type Site = CompanyProfile['sites'][number];
type Shift = Site['shifts'][number];

/** What the form of the fields alone does not tell; every wrong field is named. @throws DomainError `registry.profile-invalid` */
export function assertProfileIsSound(profile: CompanyProfile): void {
  const errors = [
    ...generalErrors(profile),
    ...profile.sites.flatMap(siteErrors),
    ...machineErrors(profile),
    ...certificateErrors(profile),
  ];
  if (errors.length > 0) throw new DomainError('invalid', 'registry.profile-invalid', 'Correct the fields named in errors.', errors);
}

function generalErrors(profile: CompanyProfile): FieldError[] {
  const errors: FieldError[] = [];
  if (!isCountryCode(profile.country)) errors.push(wrong('/country', 'country-unknown', 'an ISO 3166-1 code such as SE'));
  if (profile.vatId !== null && !isVatId(profile.vatId)) {
    errors.push(wrong('/vatId', 'vat-id-malformed', 'country prefix and number without spaces, such as DE123456789'));
  }
  const shares = Object.values(profile.priorities).reduce((sum, share) => sum + share, 0);
  if (Math.abs(shares - 1) > 0.001)
    errors.push(wrong('/priorities', 'shares-do-not-sum-to-one', 'five shares that sum to 1', { sum: shares }));
  errors.push(
    ...repeated(
      profile.languages.map(({ code }) => code),
      (index) => `/languages/${index}/code`,
    ),
    ...repeated(
      profile.skills.map(({ skill }) => skill),
      (index) => `/skills/${index}/skill`,
    ),
  );
  return errors;
}

function siteErrors(site: Site, index: number): FieldError[] {
  const at = `/sites/${index}`;
  const errors: FieldError[] = [];
  if (!isCountryCode(site.country)) errors.push(wrong(`${at}/country`, 'country-unknown', 'an ISO 3166-1 code such as SE'));
  if (!isTimeZone(site.timeZone)) errors.push(wrong(`${at}/timeZone`, 'time-zone-unknown', 'an IANA name such as Europe/Stockholm'));
  site.closedDays.forEach((day, place) => {
    if (!isCalendarDate(day)) errors.push(wrong(`${at}/closedDays/${place}`, 'date-unknown', 'a day that exists, such as 2026-12-24'));
  });
  errors.push(...repeated(site.closedDays, (place) => `${at}/closedDays/${place}`));
  return [...errors, ...shiftErrors(site.shifts, at)];
}

function shiftErrors(shifts: readonly Shift[], at: string): FieldError[] {
  return shifts.flatMap((shift, index) => {
    const pointer = `${at}/shifts/${index}`;
    if (shift.startMinute >= shift.endMinute) {
      return [wrong(pointer, 'shift-empty', 'a shift ends after it starts; split one that passes midnight')];
    }
    const clash = shifts.findIndex(
      (other, place) =>
        place < index && other.weekday === shift.weekday && other.startMinute < shift.endMinute && shift.startMinute < other.endMinute,
    );
    return clash < 0 ? [] : [wrong(pointer, 'shifts-overlap', 'shifts of a weekday do not overlap', { other: `${at}/shifts/${clash}` })];
  });
}

function machineErrors(profile: CompanyProfile): FieldError[] {
  const sites = new Set(profile.sites.map(({ siteId }) => siteId));
  const errors = profile.machineGroups.flatMap((group, index) =>
    sites.has(group.siteId)
      ? []
      : [wrong(`/machineGroups/${index}/siteId`, 'site-unknown', 'the siteId of one of the sites of this profile')],
  );
  return [...errors, ...repeatedItems(profile)];
}

/** Ids of sites, groups and machines are of one company and of one thing only. */
function repeatedItems(profile: CompanyProfile): FieldError[] {
  const items = itemsOf(profile);
  return repeated(
    items.map(({ itemId }) => itemId),
    (index) => items[index]?.pointer ?? '',
  );
}

export interface CompanyItem {
  itemId: string;
  kind: 'site' | 'machine-group' | 'machine';
  pointer: string;
}

export function itemsOf(profile: CompanyProfile): CompanyItem[] {
  return [
    ...profile.sites.map(({ siteId }, index) => ({ itemId: siteId, kind: 'site' as const, pointer: `/sites/${index}/siteId` })),
    ...profile.machineGroups.flatMap((group, index) => [
      { itemId: group.machineGroupId, kind: 'machine-group' as const, pointer: `/machineGroups/${index}/machineGroupId` },
      ...group.machines.map(({ machineId }, place) => ({
        itemId: machineId,
        kind: 'machine' as const,
        pointer: `/machineGroups/${index}/machines/${place}/machineId`,
      })),
    ]),
  ];
}

function certificateErrors(profile: CompanyProfile): FieldError[] {
  return profile.certificates.flatMap(({ validFrom, validUntil }, index) => {
    const at = `/certificates/${index}`;
    if (!isCalendarDate(validFrom)) return [wrong(`${at}/validFrom`, 'date-unknown', 'a day that exists, such as 2026-12-24')];
    if (!isCalendarDate(validUntil)) return [wrong(`${at}/validUntil`, 'date-unknown', 'a day that exists, such as 2026-12-24')];
    return validFrom <= validUntil ? [] : [wrong(`${at}/validUntil`, 'certificate-ends-before-it-begins', 'a day not before validFrom')];
  });
}

function repeated(values: readonly string[], pointerOf: (index: number) => string): FieldError[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [wrong(pointerOf(index), 'named-twice', 'each one once', { value })];
  });
}

function wrong(pointer: string, code: string, remedy: string, params: Record<string, unknown> = {}): FieldError {
  return { pointer, code: `registry.${code}`, params: { remedy, ...params } };
}
