import { CapacityReported } from '@gewerk/contracts/capacity';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { ShopPlanRepository } from '../../../planning/outbound/shop-plan-repository.js';
import { isRefusal, type Report, type ReportRefusal } from '../../domain/report.js';
import { judgeReport } from './judge-report.js';
import { ReceiptRepository } from '../../outbound/receipt-repository.js';

export interface AcceptedReports {
  accepted: number;
  duplicates: number;
  refused: ReportRefusal[];
}

/**
 * The gateway for capacity reports of member systems: each event is judged alone, the good ones are published in the name of the
 * authenticated company, whatever source the payload claims. Applying them happens when they come back from the log.
 */
@Injectable()
export class AcceptReports {
  constructor(
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
    private readonly receipts: ReceiptRepository,
    private readonly plans: ShopPlanRepository,
  ) {}

  async execute(work: UnitOfWork, input: { companyId: string; events: readonly unknown[] }): Promise<AcceptedReports> {
    const { tx, networkId } = work;
    const judged = input.events.map((event) => judgeReport(event, { companyId: input.companyId, now: work.now }));
    const refused = judged.filter(isRefusal);
    const wellFormed = judged.filter((result): result is Report => !isRefusal(result));
    const first = new Map<string, Report>();
    for (const report of wellFormed) if (!first.has(report.eventId)) first.set(report.eventId, report);

    const known = await this.receipts.known(tx, networkId, input.companyId, [...first.keys()]);
    const fresh = [...first.values()].filter((report) => !known.has(report.eventId));
    const refusals = await this.refusalsByWhatIsKnown(work, input.companyId, fresh);
    refused.push(...refusals.values());
    const acceptable = fresh.filter((report) => !refusals.has(report));
    const added = await this.receipts.add(tx, networkId, input.companyId, acceptable, work.now);
    for (const report of acceptable) if (added.has(report.eventId)) work.publish(CapacityReported, report.data);
    return { accepted: added.size, duplicates: wellFormed.length - refusals.size - added.size, refused };
  }

  private async refusalsByWhatIsKnown(
    work: UnitOfWork,
    companyId: string,
    reports: readonly Report[],
  ): Promise<Map<Report, ReportRefusal>> {
    const machineIds = reports.map((report) => report.data.machineId);
    const machines = await this.machines.byIds(work.tx, work.networkId, machineIds);
    const calendars = await this.calendars.read(work.tx, work.networkId, machineIds);
    const followsPlan = (await this.plans.publishing(work.tx, work.networkId, [companyId])).has(companyId);
    const refusals = new Map<Report, ReportRefusal>();
    for (const report of reports) {
      const { machineId, asOf } = report.data;
      const machine = machines.get(machineId);
      const refuse = (code: string, pointer: string, detail: string, params = {}): unknown =>
        refusals.set(report, { id: report.eventId, code, detail, errors: [{ pointer, code, params }] });
      if (machine === undefined || machine.retired || machine.companyId !== companyId) {
        refuse('capacity.machine-unknown', '/data/machineId', 'Your company has no such machine: register it, or correct the id.');
        continue;
      }
      if (followsPlan) {
        const remedy = 'report outages by POST /plan/changes, or choose your reports by PUT /plan/published-share.';
        refuse('capacity.hours-follow-plan', '/data', `Your free hours follow your plan: ${remedy}`);
        continue;
      }
      const known = calendars.get(machineId)?.statement?.asOf;
      if (known !== undefined && Date.parse(asOf) < known.getTime()) {
        refuse('capacity.report-outdated', '/data/asOf', 'A newer report of this machine is known; it stays.', {
          knownAsOf: known.toISOString(),
        });
      }
    }
    return refusals;
  }
}
