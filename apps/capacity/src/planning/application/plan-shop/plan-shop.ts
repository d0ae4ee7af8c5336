import { DomainError } from '@gewerk/kernel';
import { EngineWorkers, type Task, type TaskHandler, Tasks } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ReservationRepository } from '../../../holds/outbound/reservation-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { shopFloorDigest } from '../../domain/shop-floor.js';
import { keptPlan } from '../../domain/kept-plan.js';
import { planOf, type PlanFrame, type ShopPlan, type SolvedPlan } from '../../domain/plan.js';
import { jobsDone, planModel } from '../../domain/plan-model.js';
import { type PlanOutcome, ShopPlanRepository } from '../../outbound/shop-plan-repository.js';
import { PLAN_SOLVER_MODULE, type SearchLimits, solvePlan } from '../../outbound/solve-plan.js';
import { type PlannedShopFloor, PublishFreeHours } from '../publish-free-hours/publish-free-hours.js';
import { PLAN_SHOP } from '../request-plan/request-plan.js';

export interface ShopToPlan {
  model: object;
  frame: PlanFrame;
  labels: Record<string, string>;
  about: Pick<ShopPlan, 'revision' | 'because' | 'plannedAt'>;
  outcome: Omit<PlanOutcome, 'plan'>;
  shopFloor: Omit<PlannedShopFloor, 'operations'>;
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
    private readonly publishFreeHours: PublishFreeHours,
  ) {}

  async load(work: UnitOfWork, { subject: companyId }: Task): Promise<ShopToPlan | null> {
    const { tx, networkId, now } = work;
    await this.publishFreeHours.lock(work, companyId);
    const planning = await this.plans.lock(tx, networkId, companyId);
    if (planning === null) return null;
    const machines = await this.machines.active(tx, networkId, companyId);
    const sites = await this.machines.siteHours(tx, networkId, companyId);
    const view = { now, planning, machines, sites, reservations: await this.reservations.liveOf(tx, networkId, companyId) };
    const outcome = { answered: planning.asked, jobsDone: jobsDone(view), shopFloorDigest: shopFloorDigest(machines, sites) };
    const shopFloor = { machines, sites, outages: planning.outages };
    const about = { revision: planning.asked, because: planning.askedBecause, plannedAt: now.toISOString() };
    const plan = planning.searchAsked <= planning.answered ? keptPlan(view, about) : null;
    const model = plan === null ? planModel(view) : null;
    if (model === null) {
      await this.answer(work, companyId, { ...outcome, plan }, shopFloor);
      return null;
    }
    const labels = Object.fromEntries(machines.map(({ machineId, label }) => [machineId, label]));
    return { ...model, labels, about, outcome, shopFloor };
  }

  compute({ model, labels, frame }: ShopToPlan): Promise<SolvedPlan> {
    const limits = frame.before.length === 0 ? FIRST : CHANGED;
    const args = [model, labels, limits];
    return this.workers.run({ module: PLAN_SOLVER_MODULE, function: solvePlan.name, args, timeoutMillis: ENGINE_TIMEOUT_MILLIS });
  }

  async save(work: UnitOfWork, { subject: companyId }: Task, solved: SolvedPlan, input: ShopToPlan): Promise<void> {
    const plan = planOf(solved, input.frame, input.about);
    await this.answer(work, companyId, { ...input.outcome, plan }, input.shopFloor);
  }

  async failed(work: UnitOfWork, { subject: companyId }: Task, error: Error): Promise<void> {
    const failure =
      error instanceof DomainError
        ? { code: error.code, detail: error.detail }
        : { code: 'capacity.planning-failed', detail: 'The plan could not be made; the operator sees why.' };
    await this.plans.refuse(work.tx, work.networkId, companyId, failure);
  }

  /** What was asked while this was computed is the next task. */
  private async answer(work: UnitOfWork, companyId: string, outcome: PlanOutcome, shopFloor: ShopToPlan['shopFloor']): Promise<void> {
    const percent = await this.publishFreeHours.lock(work, companyId);
    const asked = await this.plans.answer(work.tx, work.networkId, companyId, outcome);
    if (asked === null) return;
    if (asked > outcome.answered) await this.tasks.enqueue(work, { kind: PLAN_SHOP, subject: companyId });
    if (percent === null) return;
    await this.publishFreeHours.execute(work, companyId, { ...shopFloor, percent, operations: outcome.plan?.operations ?? [] });
  }
}
