import { createHash } from 'node:crypto';
import { canonicalJson } from '@gewerk/kernel';
import type { Machine, SiteHours } from '../../machines/domain/machine.js';

/** Tells two shop floors apart by what a plan depends on: which machines stand where, and when their sites work. */
export function shopFloorDigest(machines: readonly Machine[], sites: ReadonlyMap<string, SiteHours>): string {
  const standing = machines.map(({ machineId, siteId }) => [machineId, siteId]);
  const hours = [...sites.values()].map(({ siteId, timeZone, shifts, closedDays }) => ({ siteId, timeZone, shifts, closedDays }));
  hours.sort((a, b) => (a.siteId < b.siteId ? -1 : 1));
  return createHash('sha256').update(canonicalJson({ standing, hours })).digest('hex');
}
