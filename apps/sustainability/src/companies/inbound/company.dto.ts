import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNumber, Matches, ValidateNested } from 'class-validator';
import { INDICATORS, indicatorOf, SOURCE_CLASSES, type SourceClass, STATED_CODES } from '../domain/indicators.js';
import type { StatedIndicator, StoredScore } from '../outbound/company-repository.js';

const YEAR = /^\d{4}$/;

export class IndicatorValueDto {
  @ApiProperty({ enum: STATED_CODES }) @IsIn(STATED_CODES) code: string;

  @ApiProperty({ description: 'In the unit of the indicator' })
  @IsNumber({ allowInfinity: false, allowNaN: false })
  value: number;

  @ApiProperty({ enum: SOURCE_CLASSES }) @IsIn(SOURCE_CLASSES) source: SourceClass;
}

export class StateIndicatorsRequest {
  @ApiProperty({ example: '2026', description: 'Calendar year of the figures' })
  @Matches(YEAR, { message: 'period is a calendar year such as 2026' })
  period: string;

  @ApiProperty({ type: [IndicatorValueDto], description: 'All that is known; replaces what was stated before' })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => IndicatorValueDto)
  values: IndicatorValueDto[];
}

class IndicatorScoreResponse {
  @ApiProperty({ enum: INDICATORS.map(({ code }) => code) }) code: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['ecological', 'economic', 'social'] }) pillar: string;
  @ApiProperty({ enum: ['efficiency', 'consistency', 'sufficiency'] }) lever: string;
  @ApiProperty({ type: String, nullable: true, description: 'VSME disclosure' }) vsme: string | null;
  @ApiProperty({ description: '0 at the worst anchor, 1 at the best' }) score: number;
}

class StatedIndicatorResponse {
  @ApiProperty() code: string;
  @ApiProperty() value: number;
  @ApiProperty() unit: string;
  @ApiProperty({ enum: SOURCE_CLASSES }) source: string;
  @ApiProperty() period: string;
  @ApiProperty({ format: 'date-time' }) statedAt: string;
}

export class CompanySustainabilityResponse {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: Number, nullable: true }) ecological: number | null;
  @ApiProperty({ type: Number, nullable: true }) economic: number | null;
  @ApiProperty({ type: Number, nullable: true }) social: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null where a pillar is missing' }) total: number | null;
  @ApiProperty() confidence: number;
  @ApiProperty({ type: [IndicatorScoreResponse] }) indicators: IndicatorScoreResponse[];
  @ApiProperty({ type: [String], description: 'Cells of the three by three without any indicator' }) missingCells: string[];
  @ApiProperty({ type: [StatedIndicatorResponse], nullable: true, description: 'Raw figures: to the company itself and the orchestrator' })
  stated: StatedIndicatorResponse[] | null;
  @ApiProperty({ format: 'date-time' }) asOf: string;
}

export function toResponse(
  company: { companyId: string; name: string },
  score: StoredScore,
  stated: readonly StatedIndicator[] | null,
): CompanySustainabilityResponse {
  return {
    ...company,
    ecological: score.ecological,
    economic: score.economic,
    social: score.social,
    total: score.total,
    confidence: score.confidence,
    indicators: score.indicators.map((one) => {
      const { name, pillar, lever, vsme } = indicatorOf(one.code);
      return { code: one.code, name, pillar, lever, vsme, score: one.score };
    }),
    missingCells: [...score.missingCells],
    stated:
      stated?.map(({ code, value, source, period, statedAt }) => ({
        code,
        value,
        unit: indicatorOf(code).unit,
        source,
        period,
        statedAt: statedAt.toISOString(),
      })) ?? null,
    asOf: score.scoredAt.toISOString(),
  };
}
