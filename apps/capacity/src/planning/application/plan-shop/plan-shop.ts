import { DomainError } from '@gewerk/kernel';
import { EngineWorkers, type Task, type TaskHandler, Tasks } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ReservationRepository } from '../../../holds/outbound/reservation-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { planOf, type PlanFrame, type SolvedPlan } from '../../domain/plan.js';
import { planModel } from '../../domain/plan-model.js';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';
import { PLAN_SOLVER_MODULE, type SearchLimits, solvePlan } from '../../outbound/solve-plan.js';
import { PLAN_SHOP } from '../request-plan/request-plan.js';

export interface ShopToPlan {
  asked: number;
  because: string;
  now: string;
  model: object;
  frame: PlanFrame;
  labels: Record<string, string>;
}

/** From nothing, when nobody waits. */
const FIRST: SearchLimits = { iterations: 4000, millis: 1000 };
/** From the plan in force, while somebody waits: with reading, explaining and checking within 200 ms. */
const CHANGED: SearchLimits = { iterations: 3000, millis: 80 };
const ENGINE_TIMEOUT_MILLIS = 60_000;

/** Makes the plan of a firm's shop; the subject of the task is the firm. */
@Injectable()
export class PlanShop implements TaskHandler<ShopToPlan, SolvedPlan> {
  readonly kind = PLAN_SHOP;

  constructor(
    private readonly plans: ShopPlanRepository,
    private readonly machines: MachineRepository,
    private readonly reservations: ReservationRepository,
    private readonly tasks: Tasks,
    private readonly workers: EngineWorkers,
  ) {}

  async load(work: UnitOfWork, { subject: companyId }: Task): Promise<ShopToPlan | null> {
    const { tx, networkId, now } = work;
    const planning = await this.plans.lock(tx, networkId, companyId);
    if (planning === null) return null;
    const machines = await this.machines.active(tx, networkId, companyId);
    const view = planModel({
      ...{ now, planning, machines },
      sites: await this.machines.siteHours(tx, networkId, companyId),
      reservations: await this.reservations.liveOf(tx, networkId, companyId),
    });
    if (view === null) {
      await this.plans.answer(tx, networkId, companyId, { answered: planning.asked, plan: null, failure: null });
      return null;
    }
    const labels = Object.fromEntries(machines.map(({ machineId, label }) => [machineId, label]));
    return { asked: planning.asked, because: planning.askedBecause, now: now.toISOString(), labels, ...view };
  }

  compute({ model, labels, frame }: ShopToPlan): Promise<SolvedPlan> {
    const limits = frame.before.length === 0 ? FIRST : CHANGED;
    const args = [model, labels, limits];
    return this.workers.run({ module: PLAN_SOLVER_MODULE, function: solvePlan.name, args, timeoutMillis: ENGINE_TIMEOUT_MILLIS });
  }

  async save(
    work: UnitOfWork,
    { subject: companyId }: Task,
    solved: SolvedPlan,
    { asked, because, now, frame }: ShopToPlan,
  ): Promise<void> {
    const plan = planOf(solved, frame, { revision: asked, because, plannedAt: now });
    await this.answer(work, companyId, { answered: asked, plan, failure: null });
  }

  async failed(work: UnitOfWork, { subject: companyId }: Task, error: Error): Promise<void> {
    const planning = await this.plans.lock(work.tx, work.networkId, companyId);
    if (planning === null) return;
    const failure =
      error instanceof DomainError
        ? { code: error.code, detail: error.detail }
        : { code: 'capacity.planning-failed', detail: 'The plan could not be made; the operator sees why.' };
    await this.plans.answer(work.tx, work.networkId, companyId, { answered: planning.asked, plan: null, failure });
  }

  /** What was asked while this was computed is the next task. */
  private async answer(work: UnitOfWork, companyId: string, outcome: Parameters<ShopPlanRepository['answer']>[3]): Promise<void> {
    const planning = await this.plans.lock(work.tx, work.networkId, companyId);
    await this.plans.answer(work.tx, work.networkId, companyId, outcome);
    if (planning !== null && planning.asked > outcome.answered) {
      await this.tasks.enqueue(work, { kind: PLAN_SHOP, subject: companyId });
    }
  }
}
