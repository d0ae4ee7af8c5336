import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsISO8601, IsOptional, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { RateCard } from '../domain/rate-card.js';

const MINOR_MAX = 2_000_000_000;

class RateDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() machineGroupId: string;
  @ApiProperty() @IsInt() @Min(0) @Max(MINOR_MAX) machineMinorPerHour: number;
  @ApiProperty() @IsInt() @Min(0) @Max(MINOR_MAX) labourMinorPerHour: number;
  @ApiProperty({ minimum: 0, maximum: 10_000, description: 'Share of run time an operator attends' })
  @IsInt()
  @Min(0)
  @Max(10_000)
  attendanceBasisPoints: number;
  @ApiProperty({ minimum: 8_000, maximum: 10_000 }) @IsInt() @Min(8_000) @Max(10_000) learningBasisPoints: number;
  @ApiProperty({ minimum: 0, maximum: 5_000 }) @IsInt() @Min(0) @Max(5_000) riskBasisPoints: number;
  @ApiProperty({ minimum: 0, maximum: 6_000 }) @IsInt() @Min(0) @Max(6_000) marginBasisPoints: number;

  @ApiProperty({ minimum: 2_000, maximum: 30_000, description: 'Time needed against the template, 10,000 is equal' })
  @IsInt()
  @Min(2_000)
  @Max(30_000)
  speedBasisPoints: number;

  @ApiProperty({ minimum: 0, maximum: 5_000 }) @IsInt() @Min(0) @Max(5_000) materialOverheadBasisPoints: number;
}

export class RateCardRequest {
  @ApiProperty({ example: 'EUR' })
  @Matches(/^[A-Z]{3}$/, { message: 'currency is an ISO 4217 code such as EUR' })
  currency: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'From now on when left out' })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'validFrom is an instant such as 2026-12-01T12:00:00Z' })
  validFrom?: string;

  @ApiProperty({ type: [RateDto] })
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => RateDto)
  rates: RateDto[];
}

export class RateCardResponse {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() rateCardVersion: number;
  @ApiProperty() currency: string;
  @ApiProperty({ format: 'date-time' }) validFrom: string;
  @ApiProperty({ type: [RateDto] }) rates: RateDto[];
}

export class PublishedRateCardResponse {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() rateCardVersion: number;
}

export function toRateCardResponse(card: RateCard): RateCardResponse {
  return { ...card, validFrom: card.validFrom.toISOString() };
}
