import { totalHours } from '@gewerk/engine-scheduling';
import { newId } from '@gewerk/kernel';
import { freeWindows } from '../network/shop-loads.js';
import type { DemoCompany } from '../network/profiles.js';
import { shiftSpans } from '../network/shift-spans.js';
import { type Cast, inParallel } from './cast.js';

export const HORIZON_DAYS = 84;
const DAY_MILLIS = 86_400_000;

export interface CapacityPublished {
  machines: number;
  freeHours: number;
  shiftHours: number;
}

/** Chapter 2: every member's system publishes the free hours of its machines, one batch per company. */
export async function publishCapacity(cast: Cast): Promise<CapacityPublished> {
  const total: CapacityPublished = { machines: 0, freeHours: 0, shiftHours: 0 };
  await inParallel(cast.companies, 4, async (company) => {
    const { events, freeHours, shiftHours } = capacityEvents(company, cast.now());
    const answer = await cast.memberSystem(company).events<{ accepted: number }>('capacity', '/reports', events);
    if (answer.accepted !== events.length)
      throw new Error(`capacity accepted ${answer.accepted} of ${events.length} reports of ${company.name}`);
    total.machines += events.length;
    total.freeHours += freeHours;
    total.shiftHours += shiftHours;
  });
  return total;
}

/** One report for each machine of a company, as its system would send them. */
export function capacityEvents(company: DemoCompany, now: Date): { events: object[]; freeHours: number; shiftHours: number } {
  const horizon = { startsAt: now.toISOString(), endsAt: new Date(now.getTime() + HORIZON_DAYS * DAY_MILLIS).toISOString() };
  const spans = shiftSpans(company, now, HORIZON_DAYS);
  let freeHours = 0;
  const windows = [...freeWindows(company, spans)];
  const events = windows.map(([machineId, free]) => {
    freeHours += totalHours(free);
    return {
      specversion: '1.0',
      id: newId(),
      source: `urn:gewerk:company:${company.companyId}`,
      type: 'capacity.capacity-reported.v1',
      time: now.toISOString(),
      datacontenttype: 'application/json',
      data: {
        companyId: company.companyId,
        machineId,
        asOf: now.toISOString(),
        horizon,
        freeWindows: free.map(([start, end]) => ({ startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() })),
        includedBookingIds: [],
      },
    };
  });
  return { events, freeHours, shiftHours: totalHours(spans) * windows.length };
}
