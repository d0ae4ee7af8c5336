import { ApiProperty } from '@nestjs/swagger';

export class RankingReasonDto {
  @ApiProperty({ enum: ['ahead-of-next', 'behind-first', 'costs-most'] }) code: string;
  @ApiProperty({ description: 'Leaf, `floor-rule`, `fairness` or `preference`' }) source: string;
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

class ExploredDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty({ description: 'Share of harmless operations that go to firms of little history' }) quota: number;
  @ApiProperty({ description: 'With which this firm was drawn' }) chosenProbability: number;
}

class RankingSummaryDto {
  @ApiProperty({ type: 'integer' }) judged: number;
  @ApiProperty({ type: 'integer' }) eligible: number;
  @ApiProperty({ type: 'integer' }) belowThreshold: number;
  @ApiProperty({ type: 'integer', description: 'Knock-outs that only the firm can answer' }) questions: number;
  @ApiProperty({ type: 'integer' }) knockedOut: number;
  @ApiProperty({ type: [CauseDto], description: 'What kept firms out, the most frequent first' }) causes: readonly CauseDto[];
  @ApiProperty({ type: LeaderDto, nullable: true }) leader: LeaderDto | null;
  @ApiProperty({ type: ExploredDto, nullable: true, description: 'Whom the explore quota put first; absent in older decisions' })
  explored?: ExploredDto | null;
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

class SequelDto {
  @ApiProperty({ type: 'integer', description: 'Place in the chain of what was appended' }) entry: number;
  @ApiProperty({ format: 'date-time' }) happenedAt: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What happened, by `kind`' }) content: object;
}

class OutcomeDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty({ format: 'uuid' }) formationId: string;
  @ApiProperty() onTime: number;
  @ApiProperty() rightFirstTime: number;
  @ApiProperty() withoutConflict: number;
  @ApiProperty({ description: '0.4 on time, 0.4 right first time, 0.2 without conflict' }) label: number;
  @ApiProperty({ format: 'date-time' }) deliveredAt: string;
}

class StandingDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who does the operation' }) companyId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) formationId: string | null;
  @ApiProperty({ description: 'The delivery is refused and not yet settled' }) isDisputed: boolean;
  @ApiProperty({ type: OutcomeDto, nullable: true }) outcome: OutcomeDto | null;
}

export class DecisionRecordDto extends DecisionDto {
  @ApiProperty({ type: [SequelDto], description: 'Choice and outcome as they were appended, oldest first' }) sequels: readonly SequelDto[];
  @ApiProperty({ type: StandingDto }) now: StandingDto;
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

class ChainVerdictDto {
  @ApiProperty({ type: 'integer' }) entries: number;
  @ApiProperty() intact: boolean;
  @ApiProperty({ type: 'integer', nullable: true }) brokenAtEntry: number | null;
  @ApiProperty() headHash: string;
}

export class DecisionsVerdictDto extends ChainVerdictDto {
  @ApiProperty({ type: ChainVerdictDto, description: 'Of the choices and outcomes that were appended' }) sequels: ChainVerdictDto;
}

export class ChartTableDto {
  @ApiProperty({ type: [String] }) columns: readonly string[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: {} } }) rows: readonly (readonly (string | number)[])[];
}

class RankingChartDto {
  @ApiProperty({ enum: ['suitability', 'losses', 'groups', 'stability', 'weight-tornado'] }) name: string;
  @ApiProperty() title: string;
  @ApiProperty({ description: 'One SVG image' }) svg: string;
  @ApiProperty({ type: ChartTableDto, description: 'The same in figures' }) table: ChartTableDto;
}

export class RankingChartsDto {
  @ApiProperty({ type: [RankingChartDto] }) items: readonly RankingChartDto[];
}
