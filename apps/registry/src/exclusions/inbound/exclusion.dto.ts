import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import type { Exclusion, ExclusionReason } from '../domain/exclusion.js';

const REASONS = ['competition', 'conflict', 'ownership', 'customer-protection', 'other'] as const satisfies readonly ExclusionReason[];

export class ExclusionRequest {
  @ApiProperty({ description: 'False: they may again' }) @IsBoolean() excluded: boolean;
  @ApiProperty({ enum: REASONS }) @IsIn(REASONS) reasonClass: ExclusionReason;
}

export class ExclusionResponse {
  @ApiProperty({ description: 'Both company ids, smaller first, joined by ~' }) pairId: string;
  @ApiProperty({ type: [String] }) companyIds: string[];
  @ApiProperty() excluded: boolean;
  @ApiProperty({ enum: REASONS }) reasonClass: string;
}

export class ExclusionPageResponse {
  @ApiProperty({ type: [ExclusionResponse] }) items: ExclusionResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export function toExclusionResponse(exclusion: Exclusion): ExclusionResponse {
  return { ...exclusion, companyIds: [...exclusion.companyIds] };
}
