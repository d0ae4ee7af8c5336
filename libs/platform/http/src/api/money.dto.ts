import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Matches, Max, Min } from 'class-validator';

/** Money on the wire: whole minor units and a currency. */
export class MoneyDto {
  @ApiProperty({ example: 946400, description: 'Whole minor units (cents)' })
  @IsInt()
  @Min(-Number.MAX_SAFE_INTEGER)
  @Max(Number.MAX_SAFE_INTEGER)
  amountMinor: number;

  @ApiProperty({ example: 'EUR' })
  @Matches(/^[A-Z]{3}$/, { message: 'currency is an ISO 4217 code such as EUR' })
  currency: string;
}
