import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsNumber, IsString, Length, Max, Min, ValidateNested } from 'class-validator';

export class RegionUncertaintyDto {
  @ApiProperty() @IsString() @Length(1, 80) region: string;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) index: number;
  @ApiProperty({ description: 'Expected regional shocks a year (methods 5.4)' }) @IsNumber() @Min(0) @Max(365) shocksPerYear: number;
}

export class UncertaintyReadingDto {
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) index: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) confidence: number;

  @ApiProperty({ type: [RegionUncertaintyDto] })
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => RegionUncertaintyDto)
  regions: RegionUncertaintyDto[];
}

export class UncertaintyResponse extends UncertaintyReadingDto {
  @ApiProperty({ enum: ['low', 'medium', 'high', 'extreme'] }) band: string;
  @ApiProperty({ enum: ['efficient', 'balanced', 'resilient'] }) mode: string;
  @ApiProperty({ format: 'date-time' }) asOf: string;
}
