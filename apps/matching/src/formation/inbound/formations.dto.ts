import { MoneyDto, PageQuery } from '@gewerk/platform-http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PricePartsDto, SlotDto } from '../../consortia/inbound/proposals.dto.js';

const FORMATION_STATES = ['holding', 'inviting', 'replacing', 'awaiting-customer', 'settling', 'confirmed', 'failed', 'dissolved'];
const INVITATION_STATES = ['open', 'accepted', 'declined', 'expired', 'superseded'];
const ROLES = ['primary', 'standby'];

export class SeatDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty({ enum: ROLES }) role: string;
  @ApiProperty({ type: [String], format: 'uuid' }) operationIds: string[];
  @ApiProperty({ type: MoneyDto }) price: MoneyDto;
  @ApiProperty({ enum: [...INVITATION_STATES, 'not-invited'] }) invitation: string;
}

export class CeilingsDto {
  @ApiProperty({ type: MoneyDto }) price: MoneyDto;
  @ApiProperty({ format: 'date-time' }) promisedAt: string;
}

export class OfferedReplacementDto {
  @ApiProperty({ type: PricePartsDto }) price: PricePartsDto;
  @ApiProperty({ format: 'date-time' }) arrivesAt: string;
  @ApiProperty({ format: 'date-time' }) promisedAt: string;
  @ApiProperty() deliveryProbability: number;
}

export class FormationDto {
  @ApiProperty({ format: 'uuid' }) formationId: string;
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ type: 'integer' }) orderVersion: number;
  @ApiProperty({ format: 'uuid' }) proposalId: string;
  @ApiProperty({ format: 'uuid' }) planId: string;
  @ApiProperty() withStandby: boolean;
  @ApiProperty({ enum: FORMATION_STATES }) state: string;
  @ApiProperty({ type: 'integer', description: 'Of the hold; rises with every replacement' }) revision: number;
  @ApiProperty({ format: 'date-time' }) chosenAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) holdExpiresAt: string | null;
  @ApiProperty({ type: CeilingsDto, description: 'Price and date of the choice; beyond them the customer is asked' }) ceilings: CeilingsDto;
  @ApiProperty({ type: PricePartsDto }) price: PricePartsDto;
  @ApiProperty({ format: 'date-time' }) arrivesAt: string;
  @ApiProperty({ format: 'date-time' }) promisedAt: string;
  @ApiProperty() deliveryProbability: number;
  @ApiProperty({ type: [SeatDto] }) seats: SeatDto[];
  @ApiProperty({ type: OfferedReplacementDto, nullable: true, description: 'While it awaits the customer' })
  offered: OfferedReplacementDto | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) consortiumId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed or was dissolved' }) endReason: string | null;
}

export class InvitationOperationDto {
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty() name: string;
  @ApiProperty() process: string;
  @ApiProperty({ type: 'integer' }) pieces: number;
  @ApiProperty() material: string;
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ type: [SlotDto] }) slots: SlotDto[];
  @ApiProperty({ type: 'integer' }) workMinutes: number;
}

export class InvitationDto {
  @ApiProperty({ format: 'uuid' }) invitationId: string;
  @ApiProperty({ format: 'uuid' }) formationId: string;
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ enum: ROLES }) role: string;
  @ApiProperty({ enum: INVITATION_STATES }) state: string;
  @ApiProperty({ type: MoneyDto, description: 'Of your own operations; on standby the fee' }) price: MoneyDto;
  @ApiProperty({ type: [InvitationOperationDto] }) operations: InvitationOperationDto[];
  @ApiProperty({ format: 'date-time' }) sentAt: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt: string | null;
}

export class InvitationPageDto {
  @ApiProperty({ type: [InvitationDto], description: 'Newest first' }) items: InvitationDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class InvitationQuery extends PageQuery {
  @ApiPropertyOptional({ enum: INVITATION_STATES })
  @IsOptional()
  @IsIn(INVITATION_STATES)
  state?: string;
}

export class AnswerRequest {
  @ApiProperty({ enum: ['accepted', 'declined'] })
  @IsIn(['accepted', 'declined'])
  answer: 'accepted' | 'declined';

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason?: string;
}

export class ApprovalRequest {
  @ApiProperty({ description: 'Whether the offered replacement may exceed the price or date that was chosen' })
  @IsBoolean()
  approve: boolean;
}

export class DissolutionRequest {
  @ApiProperty({ maxLength: 500 })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;
}
