import type { Process } from '@gewerk/contracts';
import { intersect, shiftWindows, type SiteCalendar, subtract } from '@gewerk/engine-scheduling';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Statement, TakenSlot } from '../../../machines/domain/availability.js';
import type { SiteHours } from '../../../machines/domain/machine.js';
import { minutesIn, type Span } from '../../../machines/domain/spans.js';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';

/** Productive over shift time, in minutes, summed over machines that reported. */
export interface Utilisation {
  machines: number;
  shiftMinutes: number;
  productiveMinutes: number;
}

export interface GroupUtilisation extends Utilisation {
  machineGroupId: string;
  companyId: string;
  process: Process;
}

/**
 * How much of their shift hours machines work in a period: what the company itself needs (shift hours it did not state as free)
 * and what we booked or hold (methods 7.1). Machines that never reported, and hours outside a report's horizon, do not count.
 */
@Injectable()
export class MeasureUtilisation {
  constructor(
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
  ) {}

  async execute(
    work: UnitOfWork,
    input: { companyId: string | null; period: Span },
  ): Promise<{ network: Utilisation; groups: GroupUtilisation[] }> {
    const { tx, networkId } = work;
    const machines = await this.machines.active(tx, networkId, input.companyId);
    const ids = machines.map((machine) => machine.machineId);
    const sites = await this.machines.siteHours(tx, networkId, input.companyId);
    const calendars = await this.calendars.read(tx, networkId, ids);
    const taken = await this.calendars.taken(tx, networkId, ids, new Date(input.period[0]));
    const shiftsBySite = new Map([...sites].map(([id, site]) => [id, shiftWindows(siteCalendar(site), ...input.period)]));
    const groups = new Map<string, GroupUtilisation>();
    for (const { machineId, machineGroupId, companyId, process, siteId } of machines) {
      const group = groups.get(machineGroupId) ?? {
        machineGroupId,
        companyId,
        process,
        machines: 0,
        shiftMinutes: 0,
        productiveMinutes: 0,
      };
      groups.set(machineGroupId, group);
      const statement = calendars.get(machineId)?.statement ?? null;
      if (statement !== null) addTo(group, measured(statement, shiftsBySite.get(siteId) ?? [], taken.get(machineId) ?? []));
    }
    const network: Utilisation = { machines: 0, shiftMinutes: 0, productiveMinutes: 0 };
    for (const group of groups.values()) addTo(network, group);
    return { network, groups: [...groups.values()] };
  }
}

function measured(statement: Statement, siteShifts: readonly Span[], taken: readonly TakenSlot[]): Utilisation {
  const shifts = intersect(siteShifts, [statement.horizon]);
  const own = subtract(shifts, statement.freeSpans);
  const productive = intersect(shifts, [...own, ...taken.map(({ span }) => span)]);
  return { machines: 1, shiftMinutes: Math.round(minutesIn(shifts)), productiveMinutes: Math.round(minutesIn(productive)) };
}

function addTo(sum: Utilisation, part: Utilisation): void {
  sum.machines += part.machines;
  sum.shiftMinutes += part.shiftMinutes;
  sum.productiveMinutes += part.productiveMinutes;
}

function siteCalendar(site: SiteHours): SiteCalendar {
  const shifts = site.shifts.map(({ weekday, startMinute, endMinute }) => ({ weekdays: [weekday], startMinute, endMinute }));
  return { zone: site.timeZone, shifts, closedDates: site.closedDays };
}
