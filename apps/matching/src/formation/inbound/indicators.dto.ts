import { ApiProperty } from '@nestjs/swagger';

class TimeToConsortiumDto {
  @ApiProperty({ type: 'integer', description: 'Confirmed in the last 90 days' }) orders: number;
  @ApiProperty({ type: Number, nullable: true, description: 'From the order to the consortium that all members accepted' })
  medianHours: number | null;
  @ApiProperty({ type: Number, nullable: true }) slowestHours: number | null;
  @ApiProperty() targetHours: number;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: no order yet' }) isWithinTarget: boolean | null;
}

export class IndicatorsDto {
  @ApiProperty({ type: TimeToConsortiumDto }) timeToConsortium: TimeToConsortiumDto;
}
