import { ApiProperty } from '@nestjs/swagger';

class ExposureAccountDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty({ type: 'integer', description: 'Rankings in which it was eligible' }) rankings: number;
  @ApiProperty({ description: 'Exposure that its suitability deserved' }) target: number;
  @ApiProperty({ description: 'Exposure that it had' }) real: number;
  @ApiProperty({ description: 'Real over target: below 1 it was shown less than it deserved' }) ratio: number;
}

export class ExposureReportDto {
  @ApiProperty({ type: [ExposureAccountDto], description: 'Lowest ratio first' }) accounts: readonly ExposureAccountDto[];
  @ApiProperty() giniOfRatios: number;
  @ApiProperty({ type: Number, nullable: true }) lowestToHighest: number | null;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Active members that were never eligible: no correction reaches them' })
  neverEligible: readonly string[];
  @ApiProperty({ description: 'lambda: the ranking key moves by at most half of it' }) correction: number;
}

class MonthOfExposureDto {
  @ApiProperty({ example: '2026-03' }) month: string;
  @ApiProperty({ type: 'integer' }) rankings: number;
  @ApiProperty() target: number;
  @ApiProperty() real: number;
  @ApiProperty({ type: 'integer' }) bestPlace: number;
}

export class OwnExposureDto {
  @ApiProperty({ type: 'integer' }) rankings: number;
  @ApiProperty() target: number;
  @ApiProperty() real: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null where it was never eligible' }) ratio: number | null;
  @ApiProperty({ type: [MonthOfExposureDto], description: 'Newest first' }) months: readonly MonthOfExposureDto[];
}
