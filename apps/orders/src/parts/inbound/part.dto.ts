import { PageQuery } from '@gewerk/platform-http';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import type { Part } from '../domain/part.js';

export class ReceivePartQuery {
  @ApiProperty({ description: 'Name of the part as the customer calls it', example: 'Bearing housing' })
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'name must not be blank' })
  name: string;
}

export class PartListQuery extends PageQuery {}

class PartFiguresResponse {
  @ApiProperty() volumeCubicMillimetres: number;
  @ApiProperty() areaSquareMillimetres: number;
  @ApiProperty({ type: [Number], description: 'Extents along x, y, z' }) boundingBoxMicrometres: number[];
  @ApiProperty({ description: 'Closed bodies in the file' }) solids: number;
}

class PartFailureResponse {
  @ApiProperty({ example: 'geometry.no-solid' }) code: string;
  @ApiProperty({ description: 'What is wrong and what to do' }) reason: string;
}

export class PartResponse {
  @ApiProperty({ format: 'uuid' }) partId: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['measuring', 'measured', 'failed'] }) state: string;
  @ApiProperty() sha256: string;
  @ApiProperty() byteLength: number;
  @ApiProperty({ type: PartFiguresResponse, nullable: true }) figures: PartFiguresResponse | null;
  @ApiProperty({ type: PartFailureResponse, nullable: true }) failure: PartFailureResponse | null;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) measuredAt: string | null;
}

export class PartPageResponse {
  @ApiProperty({ type: [PartResponse] }) items: PartResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export function toResponse(part: Part): PartResponse {
  const { figures } = part;
  return {
    partId: part.partId,
    name: part.name,
    state: part.state,
    sha256: part.sha256,
    byteLength: part.byteLength,
    figures: figures === null ? null : { ...figures, boundingBoxMicrometres: [...figures.boundingBoxMicrometres] },
    failure: part.failure === null ? null : { ...part.failure },
    receivedAt: part.receivedAt.toISOString(),
    measuredAt: part.measuredAt?.toISOString() ?? null,
  };
}
