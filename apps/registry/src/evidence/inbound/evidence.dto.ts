import { LEAVES } from '@gewerk/contracts/registry';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Evidence, EvidenceClass, EvidenceInput, EvidenceSubject } from '../domain/evidence.js';

const SUBJECTS = [...LEAVES, 'delivery'] as const satisfies readonly EvidenceSubject[];
const CLASSES = [
  'platform-transaction',
  'audited-certificate',
  'third-party-register',
  'rating',
  'checked-document',
  'self-declaration',
] as const satisfies readonly EvidenceClass[];

export class EvidenceDto {
  @ApiProperty({ enum: SUBJECTS, description: 'A leaf of the criteria tree, or delivery' })
  @IsIn(SUBJECTS)
  subject: EvidenceSubject;

  @ApiProperty({ minimum: 0, maximum: 1, description: '1 is good' })
  @IsNumber()
  @Min(0)
  @Max(1)
  value: number;

  @ApiProperty({ enum: CLASSES })
  @IsIn(CLASSES)
  evidenceClass: EvidenceClass;

  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true }, { message: 'observedAt is an instant such as 2026-12-01T12:00:00Z' })
  observedAt: string;

  @ApiProperty({
    required: false,
    minimum: 0,
    maximum: 1000,
    description: 'How many observations it stands for; by its class when left out',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1000)
  amount?: number;

  @ApiProperty({ required: false, type: String, format: 'date-time', nullable: true })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'expiresAt is an instant such as 2028-12-31T23:59:59Z' })
  expiresAt?: string | null;

  @ApiProperty({ required: false, type: String, format: 'uuid', nullable: true, description: 'Where the evidence is about a pair' })
  @IsOptional()
  @IsUUID()
  counterpartCompanyId?: string | null;

  @ApiProperty({ required: false, default: false, description: 'True for seeded evidence of a demonstration network' })
  @IsOptional()
  @IsBoolean()
  derived?: boolean;
}

export class EvidenceRequest {
  @ApiProperty({ type: [EvidenceDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => EvidenceDto)
  evidence: EvidenceDto[];
}

export class EvidenceResponse {
  @ApiProperty({ format: 'uuid' }) evidenceId: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty({ enum: SUBJECTS }) subject: string;
  @ApiProperty() value: number;
  @ApiProperty() amount: number;
  @ApiProperty({ enum: CLASSES }) evidenceClass: string;
  @ApiProperty({ format: 'date-time' }) observedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt: string | null;
  @ApiProperty() derived: boolean;
  @ApiProperty({
    required: false,
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'To orchestrator and auditors: who rated is not told to the rated',
  })
  counterpartCompanyId?: string | null;
}

export class RecordedEvidenceResponse {
  @ApiProperty({ type: [EvidenceResponse] }) items: EvidenceResponse[];
}

export class EvidencePageResponse {
  @ApiProperty({ type: [EvidenceResponse] }) items: EvidenceResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export function evidenceInput(dto: EvidenceDto): EvidenceInput {
  const { observedAt, expiresAt, ...rest } = dto;
  return { ...rest, observedAt: new Date(observedAt), expiresAt: expiresAt == null ? null : new Date(expiresAt) };
}

export function toEvidenceResponse(evidence: Evidence, withCounterpart: boolean): EvidenceResponse {
  const { counterpartCompanyId, observedAt, expiresAt, ...rest } = evidence;
  return {
    ...rest,
    observedAt: observedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    ...(withCounterpart ? { counterpartCompanyId } : {}),
  };
}
