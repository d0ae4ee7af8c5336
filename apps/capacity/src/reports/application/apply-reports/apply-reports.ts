import type { CapacityReportedData } from '@gewerk/contracts/capacity';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable, Logger } from '@nestjs/common';
import { NoticeLosses } from '../../../holds/application/notice-losses/notice-losses.js';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { type Statement, usualFreeMinutesPerDay } from '../../../machines/domain/availability.js';
import type { Machine } from '../../../machines/domain/machine.js';
import { CalendarRepository, type MachineCalendar } from '../../../machines/outbound/calendar-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { ShopPlanRepository } from '../../../planning/outbound/shop-plan-repository.js';
import { reportLiesAhead, statedHours } from '../../domain/report.js';

export interface ReceivedReport {
  work: UnitOfWork;
  data: CapacityReportedData;
}

/** Takes over what member systems report: the newest report of each machine replaces its stated hours whole. */
@Injectable()
export class ApplyReports {
  private readonly logger = new Logger(ApplyReports.name);

  constructor(
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
    private readonly noticeLosses: NoticeLosses,
    private readonly publishAvailability: PublishAvailability,
    private readonly plans: ShopPlanRepository,
  ) {}

  /** @param reports of one network, in the order they were received */
  async execute(reports: readonly ReceivedReport[]): Promise<void> {
    const [first] = reports;
    if (first === undefined) return;
    const { tx, networkId } = first.work;
    const machines = await this.machines.byIds(
      tx,
      networkId,
      reports.map(({ data }) => data.machineId),
    );
    const byPlan = await this.plans.publishing(
      tx,
      networkId,
      reports.map(({ data }) => data.companyId),
    );
    const newest = new Map<string, ReceivedReport>();
    for (const report of reports) {
      if (!this.mayBeApplied(report, machines.get(report.data.machineId), byPlan.has(report.data.companyId))) continue;
      const known = newest.get(report.data.machineId);
      if (known === undefined || Date.parse(report.data.asOf) >= Date.parse(known.data.asOf)) newest.set(report.data.machineId, report);
    }
    const calendars = await this.calendars.lock(tx, networkId, [...newest.keys()]);
    for (const [machineId, report] of newest) {
      const calendar = calendars.get(machineId);
      if (calendar !== undefined) await this.apply(report, calendar);
    }
  }

  /** Reports that came past the gateway were not judged there; one that is refused here is the sender's to correct. */
  private mayBeApplied({ work, data }: ReceivedReport, machine: Machine | undefined, followsPlan: boolean): boolean {
    const refusal =
      machine === undefined || machine.retired || machine.companyId !== data.companyId
        ? 'capacity.machine-unknown'
        : reportLiesAhead(data, work.now)
          ? 'capacity.report-ahead-of-time'
          : followsPlan
            ? 'capacity.hours-follow-plan'
            : null;
    if (refusal !== null) this.logger.warn(`report of machine ${data.machineId} is not applied: ${refusal}`);
    return refusal === null;
  }

  private async apply({ work, data }: ReceivedReport, calendar: MachineCalendar): Promise<void> {
    const stated = statedHours(data);
    const before = calendar.statement;
    if (before !== null && stated.asOf < before.asOf) return;
    const statement: Statement = { ...stated, usualFreeMinutesPerDay: usualFreeMinutesPerDay(before, stated) };
    await this.calendars.saveStatement(work.tx, work.networkId, calendar.machineId, statement);
    await this.noticeLosses.execute(work, calendar.machineId, statement);
    await this.publishAvailability.execute(work, [calendar.machineId]);
  }
}
