import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

class WeightVerdictDto {
  @ApiProperty({ enum: ['proposed', 'refused'] }) status: string;
  @ApiPropertyOptional({ enum: ['too-few-pairs', 'no-better-on-hold-out'], description: 'Which guard refused' }) reason?: string;
  @ApiProperty({ type: 'integer', description: 'Pairs of alike operations with different outcomes' }) pairs: number;
  @ApiPropertyOptional({ type: 'integer' }) pairsMin?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'The last pairs, which were not learnt from' }) holdOutPairs?: number;
  @ApiPropertyOptional({ description: 'Mean log loss on them by the weights in force' }) holdOutLossBefore?: number;
  @ApiPropertyOptional({ description: 'By the proposed ones' }) holdOutLossAfter?: number;
  @ApiPropertyOptional({ description: 'Policy version that the proposal starts from' }) replacesVersion?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'number' }, description: 'By leaf, sum 1' })
  weights?: Readonly<Record<string, number>>;
  @ApiPropertyOptional({ type: [String], description: 'Leaves whose change the limit cut short' })
  limitedLeaves?: readonly string[];
}

export class WeightProposalDto {
  @ApiProperty({ format: 'uuid' }) proposalId: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ enum: ['refused', 'proposed', 'in-force', 'superseded', 'rejected'] }) state: string;
  @ApiProperty({ format: 'date-time' }) proposedAt: string;
  @ApiProperty({ type: 'integer', description: 'Finished operations that were looked at' }) operations: number;
  @ApiProperty({ type: WeightVerdictDto }) verdict: WeightVerdictDto;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
}

export class WeightProposalPageDto {
  @ApiProperty({ type: [WeightProposalDto], description: 'Newest first' }) items: readonly WeightProposalDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class WeightDecisionRequest {
  @ApiProperty({ description: 'false rejects the proposal' }) @IsBoolean() accept: boolean;
}
