import { ApiProperty } from '@nestjs/swagger';

export class RankingReasonDto {
  @ApiProperty({ enum: ['ahead-of-next', 'behind-first', 'costs-most'] }) code: string;
  @ApiProperty({ description: 'Leaf, `floor-rule` or `fairness`' }) source: string;
  @ApiProperty({ description: 'In logs of the suitability' }) amount: number;
  @ApiProperty() text: string;
}

class CauseDto {
  @ApiProperty({ enum: ['fail', 'unknown'], description: '`unknown` is a question to the firm' }) state: string;
  @ApiProperty({ example: 'KO07' }) code: string;
  @ApiProperty() reason: string;
  @ApiProperty({ type: 'integer' }) firms: number;
}

class LeaderDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty() suitability: number;
  @ApiProperty() lowerBound: number;
  @ApiProperty() confidence: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Share of the draws in which it is first' }) firstPlaceShare: number | null;
  @ApiProperty({ type: [RankingReasonDto] }) reasons: readonly RankingReasonDto[];
}

class RankingSummaryDto {
  @ApiProperty({ type: 'integer' }) judged: number;
  @ApiProperty({ type: 'integer' }) eligible: number;
  @ApiProperty({ type: 'integer' }) belowThreshold: number;
  @ApiProperty({ type: 'integer', description: 'Knock-outs that only the firm can answer' }) questions: number;
  @ApiProperty({ type: 'integer' }) knockedOut: number;
  @ApiProperty({ type: [CauseDto], description: 'What kept firms out, the most frequent first' }) causes: readonly CauseDto[];
  @ApiProperty({ type: LeaderDto, nullable: true }) leader: LeaderDto | null;
  @ApiProperty({ type: String, enum: ['clear', 'leading', 'open'], nullable: true }) verdict: string | null;
}

export class DecisionDto {
  @ApiProperty({ type: 'integer', description: "Place in the network's chain of decisions" }) entry: number;
  @ApiProperty({ format: 'uuid' }) decisionId: string;
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ type: 'integer' }) orderVersion: number;
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty() operationName: string;
  @ApiProperty() process: string;
  @ApiProperty({ format: 'date-time' }) decidedAt: string;
  @ApiProperty() policyVersion: string;
  @ApiProperty({ description: 'Of engine, policy, input and result together' }) digest: string;
  @ApiProperty() inputDigest: string;
  @ApiProperty({ type: RankingSummaryDto }) summary: RankingSummaryDto;
}

export class DecisionPageDto {
  @ApiProperty({ type: [DecisionDto], description: 'Newest first' }) items: readonly DecisionDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class DecisionRecordDto extends DecisionDto {
  @ApiProperty({ type: [String], description: 'The ranking in plain sentences' }) explanation: readonly string[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Policy, input and result, as the engine wrote them' })
  record: object;
}

export class RecomputationDto {
  @ApiProperty({ format: 'uuid' }) decisionId: string;
  @ApiProperty() digest: string;
  @ApiProperty({ description: 'The record is as it was written and gives the same answer to the last digit' }) isSame: boolean;
  @ApiProperty({ type: [String] }) problems: readonly string[];
  @ApiProperty({ type: [String], description: 'JSON pointers into the result' }) differences: readonly string[];
}

export class DecisionsVerdictDto {
  @ApiProperty({ type: 'integer' }) entries: number;
  @ApiProperty() intact: boolean;
  @ApiProperty({ type: 'integer', nullable: true }) brokenAtEntry: number | null;
  @ApiProperty() headHash: string;
}
