import { ApiProperty } from '@nestjs/swagger';

class OwnLeafDto {
  @ApiProperty() leaf: string;
  @ApiProperty() value: number;
  @ApiProperty({ description: 'After need adjustment' }) adjusted: number;
  @ApiProperty() weight: number;
  @ApiProperty() confidence: number;
  @ApiProperty() lowerBound: number;
  @ApiProperty() upperBound: number;
  @ApiProperty() loss: number;
  @ApiProperty({ description: 'Nothing known: the network prior stands in' }) isMissing: boolean;
  @ApiProperty({ type: [String], description: 'Ids of the evidence it rests on' }) evidence: readonly string[];
  @ApiProperty({ description: 'A declaration lies far above what was measured' }) isContradicted: boolean;
}

class OwnKnockOutDto {
  @ApiProperty({ example: 'KO03' }) code: string;
  @ApiProperty({ enum: ['pass', 'fail', 'unknown'] }) state: string;
  @ApiProperty() reason: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'Code and parameters' })
  nearestChange: object | null;
}

class OwnChangeDto {
  @ApiProperty() leaf: string;
  @ApiProperty({ type: Number, description: 'Value of today' }) from: number;
  @ApiProperty({ type: Number, description: 'Value at which the firm would come first, or pass the threshold' }) to: number;
}

class OwnViewDto {
  @ApiProperty({ format: 'date-time' }) asOf: string;
  @ApiProperty({ enum: ['eligible', 'below-threshold', 'question', 'knocked-out'] }) standing: string;
  @ApiProperty({ type: String, enum: ['upper-third', 'middle-third', 'lower-third'], nullable: true }) band: string | null;
  @ApiProperty() suitability: number;
  @ApiProperty() confidence: number;
  @ApiProperty({ type: [OwnLeafDto] }) leaves: readonly OwnLeafDto[];
  @ApiProperty({ type: [OwnKnockOutDto] }) knockOuts: readonly OwnKnockOutDto[];
  @ApiProperty({ type: [OwnChangeDto] }) changes: readonly OwnChangeDto[];
  @ApiProperty({ description: 'Correction that was applied to it; 1: none' }) fairnessFactor: number;
}

export class OwnRankingDto {
  @ApiProperty({ format: 'uuid' }) decisionId: string;
  @ApiProperty() process: string;
  @ApiProperty({ format: 'date-time' }) decidedAt: string;
  @ApiProperty() policyVersion: string;
  @ApiProperty({ type: OwnViewDto }) view: OwnViewDto;
}

export class OwnRankingPageDto {
  @ApiProperty({ type: [OwnRankingDto], description: 'Newest first' }) items: readonly OwnRankingDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
