import { type Material, MATERIALS } from '@gewerk/contracts';
import { MoneyDto, PageQuery } from '@gewerk/platform-http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
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
import { ORDER_STATES, type OrderState } from '../domain/order-state.js';
import type { OrderRequest } from '../domain/order-rules.js';
import type { Inspection } from '../domain/routing/work-times.js';

const INSPECTIONS = ['none', 'sample', 'full', 'first-article'] as const;

export class DeliverToDto {
  @ApiProperty() @IsString() @Length(1, 200) name: string;

  @ApiProperty({ example: 'DE' })
  @Matches(/^[A-Z]{2}$/, { message: 'country is an ISO 3166 code such as DE' })
  country: string;

  @ApiProperty({ minimum: -90, maximum: 90 }) @IsNumber() @IsLatitude() latitude: number;
  @ApiProperty({ minimum: -180, maximum: 180 }) @IsNumber() @IsLongitude() longitude: number;
}

export class OrderItemDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() partId: string;
  @ApiProperty({ enum: MATERIALS }) @IsIn(MATERIALS) material: Material;

  @ApiProperty({ minimum: 0, maximum: 1, description: 'Share of secondary material in the stock' })
  @IsNumber()
  @Min(0)
  @Max(1)
  recycledShare: number;

  @ApiProperty({ minimum: 1, maximum: 100_000 }) @IsInt() @Min(1) @Max(100_000) pieces: number;

  @ApiProperty({ minimum: 1, maximum: 18, description: 'Finest ISO 286 tolerance grade of the part' })
  @IsInt()
  @Min(1)
  @Max(18)
  toleranceIt: number;

  @ApiPropertyOptional({ minimum: 0.01, maximum: 100 }) @IsOptional() @IsNumber() @Min(0.01) @Max(100) roughnessRaMicrometres?:
    | number
    | null;
  @ApiProperty({ enum: INSPECTIONS }) @IsIn(INSPECTIONS) inspection: Inspection;
  @ApiPropertyOptional({ default: false }) @IsOptional() @IsBoolean() hardened?: boolean;
}

export class ProfileOverrideDto {
  @ApiPropertyOptional({ minimum: 0, maximum: 1 }) @IsOptional() @IsNumber() @Min(0) @Max(1) quality?: number | null;
  @ApiPropertyOptional({ minimum: 0, maximum: 1 }) @IsOptional() @IsNumber() @Min(0) @Max(1) complexity?: number | null;
}

export class SubmitOrderRequest {
  @ApiProperty() @IsString() @Length(1, 200) title: string;

  @ApiProperty({ format: 'date-time', description: 'Latest arrival at the place of delivery' })
  @IsISO8601({ strict: true }, { message: 'dueAt is an instant such as 2026-12-18T16:00:00Z' })
  @Matches(/T.*(Z|[+-]\d{2}:?\d{2})$/, { message: 'dueAt names its offset from UTC, such as 2026-12-18T16:00:00Z' })
  dueAt: string;

  @ApiProperty() @IsBoolean() rush: boolean;
  @ApiProperty({ type: DeliverToDto }) @ValidateNested() @Type(() => DeliverToDto) deliverTo: DeliverToDto;
  @ApiPropertyOptional({ minimum: 0, maximum: 1 }) @IsOptional() @IsNumber() @Min(0) @Max(1) criticality?: number | null;
  @ApiPropertyOptional({ minimum: 0, maximum: 1 }) @IsOptional() @IsNumber() @Min(0) @Max(1) sustainabilityAmbition?: number | null;
  @ApiPropertyOptional({ type: MoneyDto }) @IsOptional() @ValidateNested() @Type(() => MoneyDto) targetPrice?: MoneyDto | null;
  @ApiPropertyOptional({ minimum: 1, maximum: 4, default: 1 }) @IsOptional() @IsInt() @Min(1) @Max(4) securityClass?: number;

  @ApiPropertyOptional({ type: [String], description: 'Standards that every member must hold, such as EN 9100' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  requiredCertificates?: string[];

  @ApiPropertyOptional({ type: ProfileOverrideDto, description: 'Replaces computed values of the order profile' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ProfileOverrideDto)
  profile?: ProfileOverrideDto | null;

  @ApiProperty({ type: [OrderItemDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => OrderItemDto)
  items: OrderItemDto[];
}

export class CancellationRequest {
  @ApiProperty() @IsString() @Length(1, 500) reason: string;
}

export class AcceptanceRequest {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(20_000_000) acceptedPieces: number;
}

export class ComplaintRequest {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(20_000_000) affectedPieces: number;
  @ApiProperty() @IsString() @Length(1, 1000) reason: string;
}

export class MemberRatingDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() companyId: string;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) quality: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) punctuality: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) communication: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) @IsNumber() @Min(0) @Max(1) satisfaction: number;
}

export class RatingsRequest {
  @ApiProperty({ type: [MemberRatingDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MemberRatingDto)
  ratings: MemberRatingDto[];
}

export class OrderListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ORDER_STATES }) @IsOptional() @IsIn(ORDER_STATES) state?: OrderState;
}

export function toOrderRequest(dto: SubmitOrderRequest): OrderRequest {
  const { deliverTo, targetPrice } = dto;
  return {
    title: dto.title,
    dueAt: new Date(dto.dueAt),
    rush: dto.rush,
    deliverTo: { name: deliverTo.name, country: deliverTo.country, latitude: deliverTo.latitude, longitude: deliverTo.longitude },
    criticality: dto.criticality ?? null,
    sustainabilityAmbition: dto.sustainabilityAmbition ?? null,
    targetPrice: targetPrice ? { amountMinor: targetPrice.amountMinor, currency: targetPrice.currency } : null,
    securityClass: dto.securityClass ?? 1,
    requiredCertificates: dto.requiredCertificates ?? [],
    profile: { quality: dto.profile?.quality ?? null, complexity: dto.profile?.complexity ?? null },
    items: dto.items.map((item) => ({
      partId: item.partId.toLowerCase(),
      material: item.material,
      recycledShare: item.recycledShare,
      pieces: item.pieces,
      toleranceIt: item.toleranceIt,
      roughnessRaMicrometres: item.roughnessRaMicrometres ?? null,
      inspection: item.inspection,
      hardened: item.hardened ?? false,
    })),
  };
}
