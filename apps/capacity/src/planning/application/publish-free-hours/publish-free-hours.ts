import { Deadlines } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { NoticeLosses } from '../../../holds/application/notice-losses/notice-losses.js';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { usualFreeMinutesPerDay } from '../../../machines/domain/availability.js';
import type { Machine, SiteHours } from '../../../machines/domain/machine.js';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { areStatedAlready, hoursByPlan } from '../../domain/free-hours.js';
import type { OperationPlan } from '../../domain/plan.js';
import type { Outage } from '../../domain/shop.js';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';

/** Deadline: free hours by plan reach ahead from the day they were stated, so that they are stated anew every day. */
export const FREE_HOURS_DUE = 'free-hours-by-plan';
const EVERY_MILLIS = 86_400_000;

export interface PlannedShopFloor {
  machines: readonly Machine[];
  sites: ReadonlyMap<string, SiteHours>;
  outages: readonly Outage[];
  operations: readonly OperationPlan[];
}

/** A firm that chose so states its free hours by its plan, as its own system would (N151): own jobs take hours from the network. */
@Injectable()
export class PublishFreeHours {
  constructor(
    private readonly plans: ShopPlanRepository,
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
    private readonly noticeLosses: NoticeLosses,
    private readonly publishAvailability: PublishAvailability,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * Locks the hours of the firm's machines if they follow its plan; before its plan is locked, as everyone takes these locks.
   * @returns the share that is published, in percent; null where the firm's reports are
   */
  async lock({ tx, networkId }: UnitOfWork, companyId: string): Promise<number | null> {
    const percent = (await this.plans.publishing(tx, networkId, [companyId])).get(companyId) ?? null;
    if (percent === null) return null;
    const machines = await this.machines.active(tx, networkId, companyId);
    await this.calendars.lock(
      tx,
      networkId,
      machines.map(({ machineId }) => machineId),
    );
    return percent;
  }

  /** Holds the locks of `lock`. */
  async execute(work: UnitOfWork, companyId: string, shopFloor: PlannedShopFloor & { percent: number }): Promise<void> {
    const { tx, networkId, now } = work;
    const machineIds = shopFloor.machines.map(({ machineId }) => machineId);
    const calendars = await this.calendars.lock(tx, networkId, machineIds);
    const taken = await this.calendars.taken(tx, networkId, machineIds, now);
    const changed: string[] = [];
    for (const machine of shopFloor.machines) {
      const { machineId } = machine;
      const before = calendars.get(machineId)?.statement ?? null;
      const stated = hoursByPlan({ ...shopFloor, now, machine, taken: (taken.get(machineId) ?? []).map(({ span }) => span) });
      if (areStatedAlready(before, stated)) continue;
      const statement = { ...stated, usualFreeMinutesPerDay: usualFreeMinutesPerDay(before, stated) };
      await this.calendars.saveStatement(tx, networkId, machineId, statement);
      await this.noticeLosses.execute(work, machineId, statement);
      changed.push(machineId);
    }
    await this.publishAvailability.execute(work, changed);
    await this.deadlines.set(work, { kind: FREE_HOURS_DUE, subject: companyId, dueAt: new Date(now.getTime() + EVERY_MILLIS) });
  }
}
