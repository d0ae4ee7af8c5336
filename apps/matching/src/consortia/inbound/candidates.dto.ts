import { ApiProperty } from '@nestjs/swagger';

class OfferDto {
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ type: 'integer', description: 'Cents of the network currency' }) priceMinor: number;
  @ApiProperty({ type: 'integer' }) workMinutes: number;
  @ApiProperty({ format: 'date' }) earliestFinishOn: string;
  @ApiProperty({ type: 'integer' }) co2eGrams: number;
}

class LeafDto {
  @ApiProperty() leaf: string;
  @ApiProperty() value: number;
  @ApiProperty({ description: 'After need adjustment' }) adjusted: number;
  @ApiProperty() weight: number;
  @ApiProperty() confidence: number;
  @ApiProperty({ description: 'Nothing known: the network prior stands in' }) isMissing: boolean;
}

class LossDto {
  @ApiProperty({ description: 'Leaf, or `floor-rule`' }) source: string;
  @ApiProperty() loss: number;
}

class ThresholdDto {
  @ApiProperty() isMet: boolean;
  @ApiProperty({ enum: ['lower-bound', 'value'] }) tested: string;
  @ApiProperty() measured: number;
  @ApiProperty() limit: number;
}

class NearestChangeDto {
  @ApiProperty() code: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) params: Readonly<Record<string, string | number>>;
}

class KnockOutDto {
  @ApiProperty({ example: 'KO03' }) code: string;
  @ApiProperty({ enum: ['pass', 'fail', 'unknown'] }) state: string;
  @ApiProperty() reason: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true }) measured: string | number | null;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true }) limit: string | number | null;
  @ApiProperty({ type: String, nullable: true }) unit: string | null;
  @ApiProperty({ type: String, nullable: true }) waivableBy: string | null;
  @ApiProperty({ type: NearestChangeDto, nullable: true }) nearestChange: NearestChangeDto | null;
  @ApiProperty({ type: [String] }) evidence: readonly string[];
}

export class CandidateDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty({ enum: ['eligible', 'below-threshold', 'question', 'knocked-out'] }) standing: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Equal within 0.005' }) place: number | null;
  @ApiProperty({ description: 'Entered the consortium model' }) isShortlisted: boolean;
  @ApiProperty() suitability: number;
  @ApiProperty() lowerBound: number;
  @ApiProperty() upperBound: number;
  @ApiProperty() confidence: number;
  @ApiProperty({ type: ThresholdDto }) threshold: ThresholdDto;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } }) groups: Readonly<Record<string, number>>;
  @ApiProperty({ type: [LeafDto] }) leaves: readonly LeafDto[];
  @ApiProperty({ type: [LossDto], description: 'Largest first; they sum to -ln of the suitability' }) losses: readonly LossDto[];
  @ApiProperty({ type: [KnockOutDto] }) knockOuts: readonly KnockOutDto[];
  @ApiProperty({ type: OfferDto, nullable: true }) offer: OfferDto | null;
}

export class OperationCandidatesDto {
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty() name: string;
  @ApiProperty() process: string;
  @ApiProperty({ type: [CandidateDto], description: 'Best first' }) candidates: readonly CandidateDto[];
}

class WeightReasonDto {
  @ApiProperty() leaf: string;
  @ApiProperty({ enum: ['q', 'c', 't', 'x', 'u'] }) dimension: string;
  @ApiProperty({ description: 'The weight is multiplied by it' }) factor: number;
}

export class StageOneDto {
  @ApiProperty({ format: 'date-time' }) assessedAt: string;
  @ApiProperty() inputDigest: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } }) profile: Readonly<Record<string, number>>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } }) weights: Readonly<Record<string, number>>;
  @ApiProperty({ type: [WeightReasonDto] }) weightReasons: readonly WeightReasonDto[];
  @ApiProperty({ type: [OperationCandidatesDto] }) operations: readonly OperationCandidatesDto[];
}
