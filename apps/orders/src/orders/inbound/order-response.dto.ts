import { MATERIALS, PROCESSES } from '@gewerk/contracts';
import { MoneyDto } from '@gewerk/platform-http';
import { ApiProperty } from '@nestjs/swagger';
import { type Formation, liveFormation, type MemberRating, type Order } from '../domain/order.js';
import { ORDER_STATES } from '../domain/order-state.js';
import { DeliverToDto, MemberRatingDto } from './order-request.dto.js';

class ProfileResponse {
  @ApiProperty({ description: 'In force' }) quality: number;
  @ApiProperty({ description: 'In force' }) complexity: number;
  @ApiProperty() computedQuality: number;
  @ApiProperty() computedComplexity: number;
  @ApiProperty() qualityOverridden: boolean;
  @ApiProperty() complexityOverridden: boolean;
}

class OrderPartResponse {
  @ApiProperty({ format: 'uuid' }) partId: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: MATERIALS }) material: string;
  @ApiProperty() recycledShare: number;
  @ApiProperty() pieces: number;
  @ApiProperty() grossMassGrams: number;
  @ApiProperty() netMassGrams: number;
  @ApiProperty() volumeCubicMillimetres: number;
  @ApiProperty() areaSquareMillimetres: number;
  @ApiProperty({ type: [Number] }) boundingBoxMicrometres: number[];
  @ApiProperty() toleranceIt: number;
  @ApiProperty({ type: Number, nullable: true }) roughnessRaNanometres: number | null;
}

class OrderOperationResponse {
  @ApiProperty({ format: 'uuid' }) operationId: string;
  @ApiProperty({ format: 'uuid' }) partId: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: PROCESSES }) process: string;
  @ApiProperty({ type: [String] }) after: string[];
  @ApiProperty() pieces: number;
  @ApiProperty() setupMinutes: number;
  @ApiProperty() programmingMinutes: number;
  @ApiProperty() unitMinutes: number;
  @ApiProperty() inspectionMinutesPerPiece: number;
  @ApiProperty() massAfterGrams: number;
  @ApiProperty({ type: [Number] }) envelopeMicrometres: number[];
  @ApiProperty() pieceMassGrams: number;
  @ApiProperty() accuracyIt: number;
  @ApiProperty({ enum: MATERIALS }) material: string;
  @ApiProperty() splittable: boolean;
  @ApiProperty() suppliesMaterial: boolean;
  @ApiProperty({ type: [String], description: 'Figures behind it, with mark and source' }) assumptions: string[];
}

class ProductionResponse {
  @ApiProperty({ format: 'uuid' }) formationId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) consortiumId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) leadCompanyId: string | null;
  @ApiProperty({ type: [String] }) memberCompanyIds: string[];
  @ApiProperty({ type: MoneyDto, nullable: true, description: 'Null to members, who see their own part only' }) price: MoneyDto | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) promisedAt: string | null;
  @ApiProperty() operationsBooked: number;
  @ApiProperty() operationsFinished: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) announcedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expectedAt: string | null;
}

class CancellationResponse {
  @ApiProperty({ format: 'date-time' }) cancelledAt: string;
  @ApiProperty() reason: string;
}

class DeliveryResponse {
  @ApiProperty({ format: 'date-time' }) acceptedAt: string;
  @ApiProperty() acceptedPieces: number;
  @ApiProperty() onTime: boolean;
  @ApiProperty({ type: MoneyDto, nullable: true }) acceptedValue: MoneyDto | null;
}

class ComplaintResponse {
  @ApiProperty({ format: 'date-time' }) raisedAt: string;
  @ApiProperty() affectedPieces: number;
  @ApiProperty() reason: string;
}

export class OrderSummaryResponse {
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty() orderVersion: number;
  @ApiProperty({ format: 'uuid' }) customerCompanyId: string;
  @ApiProperty({ enum: ORDER_STATES }) state: string;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'date-time' }) submittedAt: string;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty() rush: boolean;
}

export class OrderPageResponse {
  @ApiProperty({ type: [OrderSummaryResponse] }) items: OrderSummaryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class OrderResponse extends OrderSummaryResponse {
  @ApiProperty({ type: DeliverToDto }) deliverTo: DeliverToDto;
  @ApiProperty() criticality: number;
  @ApiProperty({ type: Number, nullable: true }) sustainabilityAmbition: number | null;
  @ApiProperty({ type: MoneyDto, nullable: true }) targetPrice: MoneyDto | null;
  @ApiProperty() securityClass: number;
  @ApiProperty({ type: [String] }) requiredCertificates: string[];
  @ApiProperty({ type: ProfileResponse }) profile: ProfileResponse;
  @ApiProperty() routingVersion: string;
  @ApiProperty({ type: [OrderPartResponse] }) parts: OrderPartResponse[];
  @ApiProperty({ type: [OrderOperationResponse] }) operations: OrderOperationResponse[];
  @ApiProperty({ type: ProductionResponse, nullable: true }) production: ProductionResponse | null;
  @ApiProperty({ type: CancellationResponse, nullable: true }) cancellation: CancellationResponse | null;
  @ApiProperty({ type: DeliveryResponse, nullable: true }) delivery: DeliveryResponse | null;
  @ApiProperty({ type: ComplaintResponse, nullable: true }) complaint: ComplaintResponse | null;
  @ApiProperty({ type: [MemberRatingDto], description: 'A member sees its own' }) ratings: MemberRatingDto[];
}

/** Whose eyes the order is shown to: members see neither the prices nor the ratings of others. */
export type View = { readonly as: 'whole' } | { readonly as: 'member'; readonly companyId: string };

export function toSummary({ submission, ...order }: Order): OrderSummaryResponse {
  return {
    orderId: order.orderId,
    orderVersion: order.orderVersion,
    customerCompanyId: order.customerCompanyId,
    state: order.state,
    title: submission.title,
    submittedAt: submission.submittedAt,
    dueAt: submission.dueAt,
    rush: submission.rush,
  };
}

export function toResponse(order: Order, formations: readonly Formation[], ratings: readonly MemberRating[], view: View): OrderResponse {
  const { submission, cancellation, delivery, complaint, computedProfile } = order;
  const whole = view.as === 'whole';
  const formation = liveFormation(formations);
  return {
    ...toSummary(order),
    deliverTo: { ...submission.deliverTo },
    criticality: submission.criticality,
    sustainabilityAmbition: submission.sustainabilityAmbition,
    targetPrice: whole ? submission.targetPrice : null,
    securityClass: submission.securityClass,
    requiredCertificates: submission.requiredCertificates,
    profile: { ...submission.profile, computedQuality: computedProfile.quality, computedComplexity: computedProfile.complexity },
    routingVersion: order.routingVersion,
    parts: submission.parts,
    operations: submission.operations,
    production: formation === null ? null : toProduction(formation, whole),
    cancellation: cancellation === null ? null : { cancelledAt: cancellation.at.toISOString(), reason: cancellation.reason },
    delivery:
      delivery === null
        ? null
        : {
            acceptedAt: delivery.acceptedAt.toISOString(),
            acceptedPieces: delivery.acceptedPieces,
            onTime: delivery.onTime,
            acceptedValue: whole ? delivery.acceptedValue : null,
          },
    complaint:
      complaint === null
        ? null
        : { raisedAt: complaint.at.toISOString(), affectedPieces: complaint.affectedPieces, reason: complaint.reason },
    ratings: ratings.filter((rating) => whole || rating.companyId === view.companyId).map((rating) => ({ ...rating })),
  };
}

function toProduction(formation: Formation, whole: boolean): ProductionResponse {
  return {
    formationId: formation.formationId,
    consortiumId: formation.consortiumId,
    leadCompanyId: formation.leadCompanyId,
    memberCompanyIds: [...formation.memberCompanyIds],
    price: whole ? formation.price : null,
    promisedAt: formation.promisedAt?.toISOString() ?? null,
    operationsBooked: formation.primaryBookings,
    operationsFinished: formation.finishedPrimaryBookings,
    announcedAt: formation.announcedAt?.toISOString() ?? null,
    expectedAt: formation.expectedAt?.toISOString() ?? null,
  };
}
