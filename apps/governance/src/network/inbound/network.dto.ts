import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsNumber, IsObject, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { VersionedConfiguration } from '../outbound/configuration-repository.js';

class StrategyDto {
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) cost: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) time: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) quality: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) flexibility: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) service: number;
}

class LimitsDto {
  @ApiProperty({ description: 'Most members of a consortium' }) @IsInt() @Min(1) @Max(50) maxMembers: number;
  @ApiProperty({ description: 'Least interface compatibility of any two members' })
  @IsNumber()
  @Min(0)
  @Max(1)
  minInterfaceCompatibility: number;
  @ApiProperty({ description: 'Least suitability of a partner for an operation' }) @IsNumber() @Min(0) @Max(1) minSuitability: number;
}

export class NetworkConfigurationDto {
  @ApiProperty() @IsString() @Length(1, 200) name: string;

  @ApiProperty({ example: 'EUR' })
  @Matches(/^[A-Z]{3}$/, { message: 'currency is an ISO 4217 code such as EUR' })
  currency: string;

  @ApiProperty({ example: 'Europe/Berlin' }) @IsString() @Length(1, 60) timeZone: string;

  @ApiProperty({ type: [String], example: ['2026-12-25'] })
  @IsArray()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { each: true, message: 'closedDays are dates such as 2026-12-25' })
  closedDays: string[];

  @ApiProperty({ type: StrategyDto, description: 'Shares of the five success factors; they sum to 1' })
  @ValidateNested()
  @Type(() => StrategyDto)
  strategy: StrategyDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'Options of the morphological box',
  })
  @IsObject()
  selections: Record<string, string[]>;

  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) sustainabilityAmbition: number;

  @ApiProperty({ type: LimitsDto })
  @ValidateNested()
  @Type(() => LimitsDto)
  limits: LimitsDto;
}

export class NetworkResponse extends NetworkConfigurationDto {
  @ApiProperty({ format: 'uuid' }) networkId: string;
  @ApiProperty() parameterVersion: number;
  @ApiProperty({ format: 'date-time' }) inForceFrom: string;
}

export function toResponse(networkId: string, version: VersionedConfiguration): NetworkResponse {
  const { parameterVersion, configuration, inForceFrom } = version;
  return { networkId, parameterVersion, inForceFrom: inForceFrom.toISOString(), ...configuration };
}
