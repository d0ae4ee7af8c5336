import { AvailabilityChanged } from '@gewerk/contracts/capacity';
import { canonicalJson } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { availabilityContent } from '../../domain/availability.js';
import { CalendarRepository } from '../../outbound/calendar-repository.js';
import { MachineRepository } from '../../outbound/machine-repository.js';

/** Tells what is free on machines whose hours or reservations changed in this transaction; says nothing where nothing changed. */
@Injectable()
export class PublishAvailability {
  constructor(
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
  ) {}

  async execute(work: UnitOfWork, machineIds: readonly string[]): Promise<void> {
    const { tx, networkId } = work;
    const concerned = [...new Set(machineIds)].sort();
    if (concerned.length === 0) return;
    const calendars = await this.calendars.lock(tx, networkId, concerned);
    const machines = await this.machines.byIds(tx, networkId, concerned);
    const horizonStarts = [...calendars.values()].flatMap(({ statement }) => (statement === null ? [] : [statement.horizon[0]]));
    if (horizonStarts.length === 0) return;
    const taken = await this.calendars.taken(tx, networkId, concerned, new Date(Math.min(...horizonStarts)));
    for (const machineId of concerned) {
      const machine = machines.get(machineId);
      const calendar = calendars.get(machineId);
      if (machine === undefined || calendar === undefined || calendar.statement === null) continue;
      const content = availabilityContent(machine, calendar.statement, taken.get(machineId) ?? []);
      if (canonicalJson(content) === canonicalJson(calendar.published.content)) continue;
      const availabilityVersion = calendar.published.version + 1;
      await this.calendars.savePublished(tx, networkId, machineId, availabilityVersion, content);
      work.publish(AvailabilityChanged, { ...content, availabilityVersion });
    }
  }
}
