import { MoneyDto } from '@gewerk/platform-http';
import { ApiProperty } from '@nestjs/swagger';
import type { ConsortiumRecord, LogEntry } from '../outbound/record-repository.js';

class MemberResponse {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty({ enum: ['primary', 'standby'] }) role: string;
  @ApiProperty({ type: [String] }) operationIds: string[];
  @ApiProperty({ type: MoneyDto, nullable: true, description: "A member's price is shown to itself and the orchestrator only" })
  price: MoneyDto | null;
}

class LogEntryResponse {
  @ApiProperty() kind: string;
  @ApiProperty({ format: 'date-time' }) happenedAt: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) detail: Record<string, unknown>;
}

export class ConsortiumResponse {
  @ApiProperty({ format: 'uuid' }) consortiumId: string;
  @ApiProperty({ format: 'uuid' }) formationId: string;
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ format: 'uuid' }) customerCompanyId: string;
  @ApiProperty({ format: 'uuid' }) leadCompanyId: string;
  @ApiProperty({ enum: ['action', 'delivery', 'resolution', 'review', 'evolution', 'closed'] }) phase: string;
  @ApiProperty({ type: String, nullable: true, enum: ['fulfilled', 'dissolved'] }) outcome: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt: string | null;
  @ApiProperty({ type: [MemberResponse] }) members: MemberResponse[];
}

export class ConsortiumDetailResponse extends ConsortiumResponse {
  @ApiProperty({ type: [LogEntryResponse] }) log: LogEntryResponse[];
}

export class ConsortiumPageResponse {
  @ApiProperty({ type: [ConsortiumResponse] }) items: ConsortiumResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

/** @param seesPriceOf decides per member whether its price is shown */
export function toResponse(record: ConsortiumRecord, seesPriceOf: (companyId: string) => boolean): ConsortiumResponse {
  return {
    consortiumId: record.consortiumId ?? '',
    formationId: record.formationId,
    orderId: record.orderId ?? '',
    customerCompanyId: record.customerCompanyId ?? '',
    leadCompanyId: record.leadCompanyId ?? '',
    phase: record.phase,
    outcome: record.outcome,
    openedAt: record.openedAt?.toISOString() ?? '',
    closedAt: record.closedAt?.toISOString() ?? null,
    members: (record.members ?? []).map((member) => ({ ...member, price: seesPriceOf(member.companyId) ? member.price : null })),
  };
}

export function toLogResponse(entry: LogEntry): LogEntryResponse {
  return { kind: entry.kind, happenedAt: entry.happenedAt.toISOString(), detail: entry.detail };
}
