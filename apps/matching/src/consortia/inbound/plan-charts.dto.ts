import { ApiProperty } from '@nestjs/swagger';
import { ChartTableDto } from '../../decisions/inbound/decisions.dto.js';

class PlanChartDto {
  @ApiProperty({ enum: ['graph', 'gantt', 'waterfall', 'pareto'] }) name: string;
  @ApiProperty() title: string;
  @ApiProperty({ description: 'One SVG image' }) svg: string;
  @ApiProperty({ type: ChartTableDto, description: 'The same in figures' }) table: ChartTableDto;
}

class ShownPlanDto {
  @ApiProperty({ type: [String], enum: ['cheapest', 'fastest', 'greenest', 'safest', 'recommended'], isArray: true })
  labels: readonly string[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Firms, legs, days, parts of the price, risks (methods 4.13)' })
  view: object;
  @ApiProperty({ type: [PlanChartDto] }) charts: readonly PlanChartDto[];
}

export class PlanChartsDto {
  @ApiProperty({ type: [ShownPlanDto], description: 'The recommended plan first' }) items: readonly ShownPlanDto[];
}
