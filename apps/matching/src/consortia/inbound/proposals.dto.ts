import { MoneyDto, PageQuery } from '@gewerk/platform-http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { RankingReasonDto } from '../../decisions/inbound/decisions.dto.js';

export class SlotDto {
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
}

export class PricePartsDto {
  @ApiProperty({ type: MoneyDto }) production: MoneyDto;
  @ApiProperty({ type: MoneyDto }) transport: MoneyDto;
  @ApiProperty({ type: MoneyDto }) coordination: MoneyDto;
  @ApiProperty({ type: MoneyDto }) standby: MoneyDto;
  @ApiProperty({ type: MoneyDto, description: 'Sum of the parts' }) total: MoneyDto;
}

export class ReasonDto {
  @ApiProperty({ description: 'Stable; the portal has the words of each language' }) code: string;
  @ApiProperty() text: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) params: Record<string, string | number | boolean>;
}

class FirmPlaceDto {
  @ApiProperty({ format: 'uuid', description: 'The decision that says more' }) decisionId: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Equal within 0.005' }) place: number | null;
  @ApiProperty() suitability: number;
  @ApiProperty() lowerBound: number;
  @ApiProperty() confidence: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Share of the draws in which it is first' }) firstPlaceShare: number | null;
  @ApiProperty({ type: [RankingReasonDto] }) reasons: readonly RankingReasonDto[];
}

export class PlannedOperationDto {
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ type: [SlotDto] }) slots: SlotDto[];
  @ApiProperty({ type: 'integer' }) workMinutes: number;
  @ApiProperty({ type: MoneyDto }) price: MoneyDto;
  @ApiProperty({ type: 'integer' }) processingCo2eGrams: number;
  @ApiProperty({ type: 'integer' }) energyWattHours: number;
  @ApiPropertyOptional({ description: 'Orchestrators only' }) suitability?: number;
  @ApiPropertyOptional({ type: FirmPlaceDto, description: 'Orchestrators only: where the firm stands in the ranking, and why' })
  ranking?: FirmPlaceDto;
}

export class TransportLegDto {
  @ApiProperty({ format: 'uuid' }) fromCompanyId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: to the customer' }) toCompanyId: string | null;
  @ApiProperty() kilometres: number;
  @ApiProperty({ type: 'integer' }) massGrams: number;
  @ApiProperty({ type: 'integer' }) co2eGrams: number;
  @ApiProperty({ type: MoneyDto }) cost: MoneyDto;
}

export class StandbyMemberDto {
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ type: [SlotDto] }) slots: SlotDto[];
  @ApiProperty({ type: 'integer' }) workMinutes: number;
  @ApiProperty({ type: MoneyDto, description: 'If it is activated' }) price: MoneyDto;
  @ApiProperty({ type: MoneyDto }) fee: MoneyDto;
}

export class StandbyVariantDto {
  @ApiProperty({ type: [StandbyMemberDto] }) members: StandbyMemberDto[];
  @ApiProperty({ type: PricePartsDto }) price: PricePartsDto;
  @ApiProperty() deliveryProbability: number;
}

class TransportShareDto {
  @ApiProperty({ description: 'Of the price' }) share: number;
  @ApiProperty({ enum: ['below', 'within', 'above'] }) againstUsual: string;
  @ApiProperty({ description: 'Usual in global chains, from' }) usualFrom: number;
  @ApiProperty() usualTo: number;
}

class LocalShareDto {
  @ApiProperty({ description: 'Distance class of the network, from the place of delivery' }) withinKm: number;
  @ApiProperty({ description: 'Of the value added' }) valueShare: number;
}

class DistributionDto {
  @ApiProperty({ enum: ['direct', 'lead'], description: 'As the network ships; lead: all by the lead member' }) form: string;
  @ApiProperty({ type: 'integer' }) legs: number;
  @ApiProperty({ type: MoneyDto, description: 'In this form; the price of the plan counts direct legs' }) transport: MoneyDto;
  @ApiProperty({ description: 'Working days, against direct delivery' }) daysLater: number;
}

export class PlanFiguresDto {
  @ApiProperty({ type: TransportShareDto }) transport: TransportShareDto;
  @ApiProperty({ type: 'integer', description: 'Firms one after the other on the longest way to the customer' }) tiers: number;
  @ApiProperty({ type: 'integer' }) legs: number;
  @ApiProperty({ type: LocalShareDto, nullable: true, description: 'null: the network names no distance class in km' })
  local: LocalShareDto | null;
  @ApiProperty({ type: DistributionDto }) distribution: DistributionDto;
}

class GreenerWithinDto {
  @ApiProperty() percent: number;
  @ApiProperty({ format: 'uuid', description: 'The greenest plan that costs at most so much more than the cheapest' }) planId: string;
}

class NearestDto {
  @ApiProperty() weight: number;
  @ApiProperty({ format: 'uuid', description: 'The best plan where nearness weighs so much beside the utility' }) planId: string;
}

export class PlanAnswerDto {
  @ApiPropertyOptional({ type: GreenerWithinDto }) greenerWithin?: GreenerWithinDto;
  @ApiPropertyOptional({ type: NearestDto }) nearest?: NearestDto;
}

export class ProposalsQuery extends PageQuery {
  @ApiPropertyOptional({ minimum: 0, maximum: 100, description: 'Name the greenest plan within so many per cent of the least price' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(100)
  greenerWithinPercent?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'Name the best plan where nearness has this weight' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  distanceWeight?: number;
}

export class PlanDto {
  @ApiProperty({ format: 'uuid' }) planId: string;
  @ApiProperty({ type: [String], enum: ['cheapest', 'fastest', 'greenest', 'safest', 'recommended'], isArray: true }) labels: string[];
  @ApiProperty({ type: [String], format: 'uuid' }) memberCompanyIds: string[];
  @ApiProperty({ type: [PlannedOperationDto] }) operations: PlannedOperationDto[];
  @ApiProperty({ type: [TransportLegDto] }) legs: TransportLegDto[];
  @ApiProperty({ type: PricePartsDto }) price: PricePartsDto;
  @ApiProperty({ format: 'date-time', description: 'Median arrival' }) arrivesAt: string;
  @ApiProperty({ format: 'date-time', description: 'Arrival kept with the probability of the mode' }) promisedAt: string;
  @ApiProperty({ type: 'integer', description: 'Processing and transport' }) co2eGrams: number;
  @ApiProperty() deliveryProbability: number;
  @ApiProperty() suitability: number;
  @ApiProperty() utility: number;
  @ApiProperty({ type: StandbyVariantDto, nullable: true }) standby: StandbyVariantDto | null;
  @ApiProperty({ type: [ReasonDto] }) reasons: ReasonDto[];
  @ApiProperty({ type: PlanFiguresDto }) figures: PlanFiguresDto;
}

export class OrderProfileDto {
  @ApiProperty() quality: number;
  @ApiProperty() cost: number;
  @ApiProperty() time: number;
  @ApiProperty() complexity: number;
  @ApiProperty() uncertainty: number;
}

export class ProposalDto {
  @ApiProperty({ format: 'uuid' }) proposalId: string;
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ type: 'integer' }) orderVersion: number;
  @ApiProperty({ format: 'date-time' }) proposedAt: string;
  @ApiProperty({ format: 'date-time' }) validUntil: string;
  @ApiProperty() policyVersion: string;
  @ApiProperty() inputDigest: string;
  @ApiProperty({ description: 'The recommended plan is proven to be the best' }) optimal: boolean;
  @ApiProperty({ type: OrderProfileDto }) profile: OrderProfileDto;
  @ApiProperty() requiredProbability: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } }) weights: Record<string, number>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'number' } } }) anchors: Record<string, number[]>;
  @ApiProperty({ type: [PlanDto] }) plans: PlanDto[];
  @ApiPropertyOptional({ type: PlanAnswerDto, description: 'Where the query asked for it' }) answer?: PlanAnswerDto;
}

export class RelaxationDto {
  @ApiProperty() rule: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }] }) from: string | number;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }] }) to: string | number;
}

export class RefusalDto {
  @ApiProperty({ type: [ReasonDto] }) reasons: ReasonDto[];
  @ApiProperty({ type: [RelaxationDto] }) relaxations: RelaxationDto[];
}

export class ProposalPageDto {
  @ApiProperty({ type: [ProposalDto], description: 'Latest first' }) items: ProposalDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
  @ApiProperty({ enum: ['pending', 'proposed', 'none-found', 'failed'] }) state: string;
  @ApiProperty({ type: RefusalDto, nullable: true, description: 'Where no consortium was found: why, and what would help' })
  refusal: RefusalDto | null;
}

export class ProposalRequestedDto {
  @ApiProperty({ enum: ['pending'] }) state: 'pending';
}

export class ChoiceRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  planId: string;

  @ApiProperty()
  @IsBoolean()
  withStandby: boolean;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version of the order that the customer looked at' })
  @IsInt()
  @Min(1)
  orderVersion: number;
}
