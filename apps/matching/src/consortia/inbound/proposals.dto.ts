import { MoneyDto } from '@gewerk/platform-http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsUUID, Min } from 'class-validator';
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
