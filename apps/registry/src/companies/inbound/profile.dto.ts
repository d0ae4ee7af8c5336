import { MATERIALS, type Material, PROCESSES, type Process } from '@gewerk/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

const COUNT_MAX = 2_000_000_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export class ShiftDto {
  @ApiProperty({ minimum: 1, maximum: 7, description: 'ISO 8601: 1 is Monday' }) @IsInt() @Min(1) @Max(7) weekday: number;
  @ApiProperty({ minimum: 0, maximum: 1440 }) @IsInt() @Min(0) @Max(1440) startMinute: number;
  @ApiProperty({ minimum: 0, maximum: 1440 }) @IsInt() @Min(0) @Max(1440) endMinute: number;
}

export class SiteDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() siteId: string;
  @ApiProperty({ maxLength: 200 }) @IsString() @Length(1, 200) name: string;
  @ApiProperty({ example: 'SE' }) @Matches(/^[A-Z]{2}$/) country: string;
  @ApiProperty({ example: 'Skåne' }) @IsString() @Length(1, 80) region: string;
  @ApiProperty({ minimum: -90, maximum: 90 }) @IsNumber() @IsLatitude() latitude: number;
  @ApiProperty({ minimum: -180, maximum: 180 }) @IsNumber() @IsLongitude() longitude: number;
  @ApiProperty({ example: 'Europe/Stockholm' }) @IsString() @Length(1, 60) timeZone: string;

  @ApiProperty({ type: [ShiftDto] })
  @IsArray()
  @ArrayMaxSize(42)
  @ValidateNested({ each: true })
  @Type(() => ShiftDto)
  shifts: ShiftDto[];

  @ApiProperty({ type: [String], example: ['2026-12-24'] })
  @IsArray()
  @ArrayMaxSize(400)
  @Matches(DATE, { each: true, message: 'closedDays are dates such as 2026-12-24' })
  closedDays: string[];
}

export class MachineDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() machineId: string;
  @ApiProperty({ maxLength: 80 }) @IsString() @Length(1, 80) label: string;
}

export class MachineGroupDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() machineGroupId: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() siteId: string;
  @ApiProperty({ enum: PROCESSES }) @IsIn(PROCESSES) process: Process;
  @ApiProperty({ maxLength: 120 }) @IsString() @Length(1, 120) model: string;

  @ApiProperty({ type: [MachineDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => MachineDto)
  machines: MachineDto[];

  @ApiProperty({ minimum: 0, maximum: 12 }) @IsInt() @Min(0) @Max(12) axes: number;

  @ApiProperty({ type: [Number], description: 'Largest part, x, y, z' })
  @IsArray()
  @ArrayMinSize(3)
  @ArrayMaxSize(3)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(COUNT_MAX, { each: true })
  envelopeMicrometres: number[];

  @ApiProperty() @IsInt() @Min(0) @Max(COUNT_MAX) maxMassGrams: number;
  @ApiProperty({ minimum: 1, maximum: 18, description: 'Best ISO 286 tolerance grade' }) @IsInt() @Min(1) @Max(18) accuracyIt: number;
  @ApiProperty({ minimum: 0, maximum: 10, description: 'Cp at that grade' }) @IsNumber() @Min(0) @Max(10) processCapability: number;
  @ApiProperty({ enum: MATERIALS, isArray: true }) @IsArray() @ArrayMaxSize(20) @IsIn(MATERIALS, { each: true }) materials: Material[];
  @ApiProperty() @IsInt() @Min(0) @Max(COUNT_MAX) powerStandbyWatts: number;
  @ApiProperty() @IsInt() @Min(0) @Max(COUNT_MAX) powerProcessWatts: number;

  @ApiProperty({ type: Number, nullable: true, description: 'For processes charged by mass, such as hardening; otherwise null' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(COUNT_MAX)
  energyWattHoursPerKilogram: number | null = null;
}

export class StrategyVectorDto {
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) cost: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) time: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) quality: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) flexibility: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) service: number;
}

export class LanguageDto {
  @ApiProperty({ example: 'sv' }) @Matches(/^[a-z]{2}$/) code: string;
  @ApiProperty({ enum: ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] }) @IsIn(['A1', 'A2', 'B1', 'B2', 'C1', 'C2']) level:
    | 'A1'
    | 'A2'
    | 'B1'
    | 'B2'
    | 'C1'
    | 'C2';
}

const EXCHANGES = ['cad', 'drawing', 'order', 'status', 'quality'] as const;

export class FormatDto {
  @ApiProperty({ enum: EXCHANGES }) @IsIn(EXCHANGES) exchange: (typeof EXCHANGES)[number];
  @ApiProperty({ maxLength: 60 }) @IsString() @Length(1, 60) format: string;
}

export class CertificateDto {
  @ApiProperty({ maxLength: 60, example: 'ISO 9001' }) @IsString() @Length(1, 60) standard: string;
  @ApiProperty({ format: 'date' }) @Matches(DATE, { message: 'validFrom is a date such as 2026-12-24' }) validFrom: string;
  @ApiProperty({ format: 'date' }) @Matches(DATE, { message: 'validUntil is a date such as 2026-12-24' }) validUntil: string;
}

export class SkillDto {
  @ApiProperty({ maxLength: 60 }) @IsString() @Length(1, 60) skill: string;
  @ApiProperty({ description: 'Persons with valid proof, counted, never named' }) @IsInt() @Min(0) @Max(1_000_000) people: number;
}
