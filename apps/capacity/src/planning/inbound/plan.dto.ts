import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import type { LateOperationPlan, OperationPlan, ShopPlan } from '../domain/plan.js';
import type { PlanState } from '../outbound/shop-plan-repository.js';

const BLOCKERS = ['release', 'predecessor', 'machine-busy', 'machine-closed', 'frozen', 'batch-not-started'];

class PlanFailureResponse {
  @ApiProperty({ example: 'scheduling.calendars-too-short' }) code: string;
  @ApiProperty() detail: string;
}

class PlannedOperationResponse {
  @ApiProperty({ description: 'Your own name of the job, or "booking " and the id of a hold or booking' }) jobId: string;
  @ApiProperty() operationId: string;
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ format: 'date-time', description: 'Start of the set-up' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt: string | null;
  @ApiProperty({ enum: ['own', 'network'] }) origin: 'own' | 'network';
  @ApiProperty({ description: 'Begun or promised: re-planning leaves it where it is' }) isFrozen: boolean;
}

class NamedOperationResponse {
  @ApiProperty() jobId: string;
  @ApiProperty() operationId: string;
}

export class LateOperationResponse {
  @ApiProperty() jobId: string;
  @ApiProperty() operationId: string;
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ format: 'date-time', description: 'From which the rest of the job could still be in time' }) latestEndsAt: string;
  @ApiProperty() lateMinutes: number;
  @ApiProperty({ enum: BLOCKERS, description: 'Why it does not start earlier' }) blockedBy: string;
  @ApiProperty({ type: NamedOperationResponse, nullable: true }) waitsFor: NamedOperationResponse | null;
  @ApiProperty() waitMinutes: number;
  @ApiProperty({ type: [String], description: 'What would free it, most promising first' }) remedies: readonly string[];
}

class PlanSummaryResponse {
  @ApiProperty({ description: 'The request that it answers' }) revision: number;
  @ApiProperty({ example: 'machine-outage', description: 'What the request came from' }) because: string;
  @ApiProperty({ format: 'date-time' }) plannedAt: string;
  @ApiProperty() machines: number;
  @ApiProperty() weightedMinutesLate: number;
  @ApiProperty({ description: 'Minutes by which the loads are off a common utilisation; 0 unless the loads are to be levelled' })
  loadSpreadMinutes: number;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ description: 'In minutes; less is better' }) objective: number;
  @ApiProperty({ description: 'Below which no plan gets' }) lowerBound: number;
  @ApiProperty({ description: 'Operations that start at another time than in the plan before, or on another machine' })
  movedOperations: number;
  @ApiProperty() reassignedOperations: number;
  @ApiProperty() iterations: number;
  @ApiProperty() engineMillis: number;
  @ApiProperty({ type: [PlannedOperationResponse] }) operations: readonly PlannedOperationResponse[];
  @ApiProperty({ description: 'How many operations are late; GET /plan/late-operations explains them' }) lateOperations: number;
  @ApiProperty({ type: [String], description: 'Begun or promised work that cannot be done as it stands' }) conflicts: readonly string[];
}

export class PlanRequestResponse {
  @ApiProperty({ description: 'Requests so far' }) asked: number;
  @ApiProperty({ description: 'The last one that was answered; the plan is current where both are equal' }) answered: number;
}

export class PlanResponse extends PlanRequestResponse {
  @ApiProperty({ type: PlanFailureResponse, nullable: true, description: 'Why the last request could not be planned' })
  failure: PlanFailureResponse | null;
  @ApiProperty({ type: PlanSummaryResponse, nullable: true }) plan: PlanSummaryResponse | null;
}

export class LateOperationsResponse {
  @ApiProperty({ type: [LateOperationResponse] }) items: readonly LateOperationResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class PublishedShare {
  @ApiProperty({
    ...{ type: Number, nullable: true, minimum: 1, maximum: 100 },
    description: 'Of the hours that your plan leaves free, in percent; null: the hours that your system reports',
  })
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(100)
  percent: number | null;
}

export function toPlanResponse({ asked, answered, failure, plan }: PlanState): PlanResponse {
  return { asked, answered, failure, plan: plan === null ? null : toSummary(plan) };
}

function toSummary({ operations, late, ...plan }: ShopPlan): PlanSummaryResponse {
  return { ...plan, operations: operations satisfies readonly OperationPlan[], lateOperations: late.length };
}

export function toLateOperations({ plan }: PlanState): LateOperationsResponse {
  const items: readonly LateOperationPlan[] = plan?.late ?? [];
  return { items, nextCursor: null };
}
