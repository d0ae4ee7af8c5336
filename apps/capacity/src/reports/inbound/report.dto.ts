import { ApiProperty } from '@nestjs/swagger';
import type { AcceptedReports } from '../application/accept-reports/accept-reports.js';

class RefusedFieldResponse {
  @ApiProperty({ description: 'JSON pointer into the event' }) pointer: string;
  @ApiProperty() code: string;
  @ApiProperty({ type: Object, additionalProperties: true }) params: Record<string, unknown>;
}

class RefusedEventResponse {
  @ApiProperty({ type: String, nullable: true, description: 'Of the event; null where it has none' }) id: string | null;
  @ApiProperty({ example: 'capacity.report-outdated' }) code: string;
  @ApiProperty() detail: string;
  @ApiProperty({ type: [RefusedFieldResponse] }) errors: RefusedFieldResponse[];
}

export class ReportsResponse {
  @ApiProperty({ description: 'Events taken over' }) accepted: number;
  @ApiProperty({ description: 'Events accepted before, by id' }) duplicates: number;
  @ApiProperty({ type: [RefusedEventResponse] }) refused: RefusedEventResponse[];
}

export function toReportsResponse(result: AcceptedReports): ReportsResponse {
  const refused = result.refused.map((refusal) => ({
    ...refusal,
    errors: refusal.errors.map((error) => ({ ...error, params: error.params ?? {} })),
  }));
  return { ...result, refused };
}
