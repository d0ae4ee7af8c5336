import { PageQuery } from '@gewerk/platform-http';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { StoredReservation } from '../../holds/domain/reservation.js';
import { WindowDto } from '../../machines/inbound/machine.dto.js';

const PIECES_MAX = 1_000_000;

export class BookingsQuery extends PageQuery {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  formationId?: string;
}

export class FinishRequest {
  @ApiProperty({ minimum: 0, maximum: PIECES_MAX })
  @IsInt()
  @Min(0)
  @Max(PIECES_MAX)
  goodPieces: number;

  @ApiProperty({ minimum: 0, maximum: PIECES_MAX })
  @IsInt()
  @Min(0)
  @Max(PIECES_MAX)
  scrapPieces: number;
}

export class BookingResponse {
  @ApiProperty({ format: 'uuid' }) bookingId: string;
  @ApiProperty({ format: 'uuid' }) formationId: string;
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ enum: ['primary', 'standby'] }) role: string;
  @ApiProperty({ enum: ['booked', 'running', 'finished', 'given-back'] }) state: string;
  @ApiProperty({ type: [WindowDto] }) slots: WindowDto[];
  @ApiProperty() workMinutes: number;
  @ApiProperty({ type: [WindowDto], description: 'Booked hours that your system reported as gone' }) lostWindows: WindowDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) goodPieces: number | null;
  @ApiProperty({ type: Number, nullable: true }) scrapPieces: number | null;
}

export class BookingPageResponse {
  @ApiProperty({ type: [BookingResponse] }) items: BookingResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export function toBookingResponse(stored: StoredReservation): BookingResponse {
  const { formationId, operationId, companyId, machineId, role, state, slots, workMinutes, lostWindows, goodPieces, scrapPieces } = stored;
  return {
    bookingId: stored.reservationId,
    ...{ formationId, operationId, companyId, machineId, role, state, slots, workMinutes, lostWindows, goodPieces, scrapPieces },
    startedAt: stored.startedAt?.toISOString() ?? null,
    finishedAt: stored.finishedAt?.toISOString() ?? null,
  };
}
