import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

export class PlacementRequest {
  @ApiProperty({ enum: ['on', 'off'], description: 'off: firms take the work themselves, whatever the box says' })
  @IsIn(['on', 'off'])
  optimiser: 'on' | 'off';
}

class TrailDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty() process: string;
  @ApiProperty({ description: 'Pheromone, 0.05 to 1; 0.5 without results' }) tau: number;
  @ApiProperty({ type: 'integer', description: 'Results it was learnt from' }) results: number;
}

export class PlacementDto {
  @ApiProperty({ enum: ['optimiser', 'firms'], description: 'Who finds the firms of an order from now on' }) mode: string;
  @ApiProperty({ enum: ['on', 'off'] }) optimiser: string;
  @ApiProperty({ type: String, nullable: true, description: 'K3 of the strategy in force' }) placementOption: string | null;
  @ApiProperty({ type: [TrailDto] }) trails: readonly TrailDto[];
}

class DeadEndDto {
  @ApiProperty({ format: 'uuid' }) operation: string;
  @ApiProperty() rule: string;
  @ApiProperty({ type: 'integer' }) explorers: number;
}

export class PlacementRecordDto {
  @ApiProperty({ format: 'uuid' }) proposalId: string;
  @ApiProperty() digest: string;
  @ApiProperty({ type: 'integer' }) seed: number;
  @ApiProperty({ type: 'integer' }) explorers: number;
  @ApiProperty({ type: 'integer', description: 'Explorers that found firms for every operation' }) home: number;
  @ApiProperty({ type: [DeadEndDto] }) deadEnds: readonly DeadEndDto[];
  @ApiProperty({ type: [String] }) reasons: readonly string[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Case with its seed, policy and result, as stored' })
  record: object;
}

export class PlacementRecomputationDto {
  @ApiProperty({ format: 'uuid' }) proposalId: string;
  @ApiProperty() digest: string;
  @ApiProperty({ description: 'As it was written, and the same answer to the last digit' }) isSame: boolean;
  @ApiProperty({ type: [String] }) problems: readonly string[];
  @ApiProperty({ type: [String], description: 'JSON pointers into the result' }) differences: readonly string[];
}
