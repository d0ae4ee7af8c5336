import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Max, Min } from 'class-validator';
import type { GroupUtilisation, Utilisation } from '../application/measure-utilisation/measure-utilisation.js';

const DAYS_MAX = 92;

export class UtilisationQuery {
  @ApiProperty({ required: false, format: 'date-time', description: 'Beginning of the period; now when left out' })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'from is an instant such as 2026-12-01T00:00:00Z' })
  from?: string;

  @ApiProperty({ required: false, default: 28, minimum: 1, maximum: DAYS_MAX })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DAYS_MAX)
  days: number = 28;
}

class UtilisationResponse {
  @ApiProperty({ description: 'Machines that reported' }) machines: number;
  @ApiProperty() shiftMinutes: number;
  @ApiProperty() productiveMinutes: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Productive over shift minutes; null without shifts' }) utilisation:
    | number
    | null;
}

class GroupUtilisationResponse extends UtilisationResponse {
  @ApiProperty({ format: 'uuid' }) machineGroupId: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() process: string;
}

export class UtilisationReportResponse {
  @ApiProperty({ format: 'date-time' }) from: string;
  @ApiProperty({ format: 'date-time' }) until: string;
  @ApiProperty({ type: UtilisationResponse, description: 'Of the network, or of your company' }) network: UtilisationResponse;
  @ApiProperty({ type: [GroupUtilisationResponse] }) items: GroupUtilisationResponse[];
}

export function withRatio<T extends Utilisation | GroupUtilisation>(sum: T): T & { utilisation: number | null } {
  return { ...sum, utilisation: sum.shiftMinutes === 0 ? null : sum.productiveMinutes / sum.shiftMinutes };
}
