import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsNumber, IsUUID, Max, Min, ValidateNested } from 'class-validator';

const PREFERRED_MAX = 200;

class PreferredRequest {
  @ApiProperty({ format: 'uuid' }) @IsUUID() companyId: string;
  @ApiProperty({ description: '1: as much as possible; 0: not at all' }) @IsNumber() @Min(0) @Max(1) degree: number;
}

export class PreferencesRequest {
  @ApiProperty({ type: [PreferredRequest], maxItems: PREFERRED_MAX })
  @IsArray()
  @ArrayMaxSize(PREFERRED_MAX)
  @ArrayUnique(({ companyId }: PreferredRequest) => companyId)
  @ValidateNested({ each: true })
  @Type(() => PreferredRequest)
  preferred: PreferredRequest[];
}

class PreferredDto {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() companyName: string;
  @ApiProperty() degree: number;
}

export class PreferencesDto {
  @ApiProperty({ type: [PreferredDto] }) preferred: readonly PreferredDto[];
  @ApiProperty({ description: 'A fully preferred firm has its ranking key raised by this share, never more' }) boostMax: number;
}
