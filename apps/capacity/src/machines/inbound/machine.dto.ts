import { ApiProperty } from '@nestjs/swagger';
import { freeSpans, type TakenSlot } from '../domain/availability.js';
import type { Machine } from '../domain/machine.js';
import { toWindow, toWindows } from '../domain/spans.js';
import type { MachineCalendar } from '../outbound/calendar-repository.js';

export class WindowDto {
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
}

export class MachineResponse {
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty({ format: 'uuid' }) machineGroupId: string;
  @ApiProperty({ format: 'uuid' }) siteId: string;
  @ApiProperty() process: string;
  @ApiProperty() model: string;
  @ApiProperty() label: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of the last report; null before the first' }) asOf:
    | string
    | null;
  @ApiProperty({ description: 'Version that plans name; 0 before the first report' }) availabilityVersion: number;
}

export class MachinePageResponse {
  @ApiProperty({ type: [MachineResponse] }) items: MachineResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class MachineWindowsResponse {
  @ApiProperty({ format: 'uuid' }) machineId: string;
  @ApiProperty() availabilityVersion: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) asOf: string | null;
  @ApiProperty({ type: WindowDto, nullable: true }) horizon: WindowDto | null;
  @ApiProperty({ type: [WindowDto], description: 'As the company stated them' }) statedWindows: WindowDto[];
  @ApiProperty({ type: [WindowDto], description: 'After our holds and bookings' }) freeWindows: WindowDto[];
  @ApiProperty() usualFreeMinutesPerDay: number;
}

export function toMachineResponse(machine: Machine, calendar: MachineCalendar | undefined): MachineResponse {
  const { machineId, machineGroupId, siteId, process, model, label } = machine;
  return {
    ...{ machineId, machineGroupId, siteId, process, model, label },
    asOf: calendar?.statement?.asOf.toISOString() ?? null,
    availabilityVersion: calendar?.published.version ?? 0,
  };
}

export function toWindowsResponse(
  machineId: string,
  calendar: MachineCalendar | undefined,
  taken: readonly TakenSlot[],
): MachineWindowsResponse {
  const statement = calendar?.statement ?? null;
  return {
    machineId,
    availabilityVersion: calendar?.published.version ?? 0,
    asOf: statement?.asOf.toISOString() ?? null,
    horizon: statement === null ? null : toWindow(statement.horizon),
    statedWindows: toWindows(statement?.freeSpans ?? []),
    freeWindows: statement === null ? [] : toWindows(freeSpans(statement, taken)),
    usualFreeMinutesPerDay: Math.round(statement?.usualFreeMinutesPerDay ?? 0),
  };
}
