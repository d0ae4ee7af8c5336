import { DomainError } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { ShopPlanning } from '../../domain/plan.js';
import type { Delay, Outage, ShopChange } from '../../domain/shop.js';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';
import { RequestPlan } from '../request-plan/request-plan.js';
import { StateShop } from '../state-shop/state-shop.js';

/** One machine down, one order in, one operation late: noted, and the plan is made anew with few changes. */
@Injectable()
export class ReportChange {
  constructor(
    private readonly plans: ShopPlanRepository,
    private readonly stateShop: StateShop,
    private readonly requestPlan: RequestPlan,
  ) {}

  /** @throws DomainError `capacity.shop-not-stated`, `capacity.machine-unknown`, `capacity.operation-not-planned` */
  async execute(work: UnitOfWork, { companyId, change }: { companyId: string; change: ShopChange }): Promise<void> {
    const { tx, networkId } = work;
    const planning = await this.plans.lock(tx, networkId, companyId);
    if (planning === null) {
      throw new DomainError('conflict', 'capacity.shop-not-stated', 'State your shop first, by PUT /plan/shop.');
    }
    switch (change.kind) {
      case 'machine-outage':
        await this.stateShop.assertOwnMachines(work, companyId, [change.machineId]);
        await this.plans.saveEvents(tx, networkId, companyId, { outages: withOutage(planning, change, work.now), delays: planning.delays });
        break;
      case 'order-in': {
        const { job } = change;
        const machineIds = job.operations.flatMap(({ options }) => options.map(({ machineId }) => machineId));
        await this.stateShop.assertOwnMachines(work, companyId, [...new Set(machineIds)]);
        const others = planning.shop.jobs.filter(({ jobId }) => jobId !== job.jobId);
        await this.plans.saveShop(tx, networkId, companyId, { ...planning.shop, jobs: [...others, job] });
        await this.plans.saveDoneJobs(
          tx,
          networkId,
          companyId,
          planning.doneJobs.filter((jobId) => jobId !== job.jobId),
        );
        break;
      }
      case 'operation-late':
        assertPlanned(planning, change);
        await this.plans.saveEvents(tx, networkId, companyId, { outages: planning.outages, delays: withDelay(planning, change) });
        break;
    }
    await this.requestPlan.execute(work, [companyId], { because: change.kind, networkOnly: false });
  }
}

function withOutage({ outages }: ShopPlanning, { machineId, startsAt, endsAt }: Outage, now: Date): Outage[] {
  const ahead = outages.filter((outage) => Date.parse(outage.endsAt) > now.getTime());
  return [...ahead, { machineId, startsAt, endsAt }];
}

function withDelay({ delays, plan }: ShopPlanning, { jobId, operationId, endsAt }: Delay): Delay[] {
  const planned = new Set(plan?.operations.map((operation) => operation.jobId));
  const others = delays.filter((delay) => planned.has(delay.jobId) && !(delay.jobId === jobId && delay.operationId === operationId));
  return [...others, { jobId, operationId, endsAt }];
}

function assertPlanned({ plan }: ShopPlanning, { jobId, operationId, endsAt }: Delay): void {
  const planned = plan?.operations.find((operation) => operation.jobId === jobId && operation.operationId === operationId);
  if (planned !== undefined && Date.parse(endsAt) > Date.parse(planned.startsAt)) return;
  const [code, detail] =
    planned === undefined
      ? ['capacity.operation-not-planned', 'Your plan has no such operation; name it as GET /plan does.']
      : ['capacity.operation-ends-before-start', 'An operation ends after its start in the plan.'];
  throw new DomainError('unprocessable', code, detail, [], { jobId, operationId });
}
