import type { Material } from '@gewerk/contracts';
import { DomainError, type FieldError, type Money } from '@gewerk/kernel';
import type { Part } from '../../parts/domain/part.js';
import { liveFormation, type Formation, type MemberRating, type Order, orderedPieces } from './order.js';
import type { Inspection } from './routing/work-times.js';

export interface OrderItem {
  readonly partId: string;
  readonly material: Material;
  readonly recycledShare: number;
  readonly pieces: number;
  readonly toleranceIt: number;
  readonly roughnessRaMicrometres: number | null;
  readonly inspection: Inspection;
  readonly hardened: boolean;
}

export interface OrderRequest {
  readonly title: string;
  readonly dueAt: Date;
  readonly rush: boolean;
  readonly deliverTo: { readonly name: string; readonly country: string; readonly latitude: number; readonly longitude: number };
  /** Null: not stated, which the profile drops (methods 3.6). */
  readonly criticality: number | null;
  readonly sustainabilityAmbition: number | null;
  readonly targetPrice: Money | null;
  readonly securityClass: number;
  readonly requiredCertificates: readonly string[];
  /** What the customer sets in place of the computed profile. */
  readonly profile: { readonly quality: number | null; readonly complexity: number | null };
  readonly items: readonly OrderItem[];
}

/** Titanium and aluminium alloys are aged rather than hardened, which no template covers. */
const HARDENABLE: readonly Material[] = ['steel', 'tool-steel', 'stainless-steel'];

/** Single and small batches; keeps every figure that is derived from the mass within what events can carry. */
const ORDER_KILOGRAMS_MAX = 20_000;

/**
 * Everything that is wrong with an order at once, by field.
 * @throws DomainError `orders.order-must-be-makeable` (unprocessable) or `orders.parts-must-be-measured` (conflict)
 */
export function assertOrderCanBePlaced(
  request: OrderRequest,
  parts: ReadonlyMap<string, Part>,
  customerCompanyId: string,
  now: Date,
): void {
  const errors = [
    ...dueDateErrors(request, now),
    ...priceErrors(request),
    ...request.items.flatMap((item, index) => itemErrors(request, item, index)),
  ];
  const owned = (item: OrderItem): Part | null => {
    const part = parts.get(item.partId);
    return part?.ownerCompanyId === customerCompanyId ? part : null;
  };
  request.items.forEach((item, index) => {
    if (owned(item) === null)
      errors.push({ pointer: `/items/${index}/partId`, code: 'partUnknown', params: { message: 'upload the part first' } });
  });
  if (errors.length > 0) {
    const where = errors.map((error) => error.pointer).join(', ');
    throw new DomainError('unprocessable', 'orders.order-must-be-makeable', `correct these fields of the order: ${where}`, errors, {
      rule: 'OrderMustBeMakeable',
    });
  }
  const unmeasured = request.items.flatMap((item, index): FieldError[] => {
    const part = owned(item);
    return part === null || part.state === 'measured'
      ? []
      : [
          {
            pointer: `/items/${index}/partId`,
            code: part.state === 'failed' ? 'partFailed' : 'partMeasuring',
            params: { state: part.state },
          },
        ];
  });
  if (unmeasured.length > 0) {
    const detail = 'all parts must be measured before they are ordered: wait for those being measured, replace those that failed';
    throw new DomainError('conflict', 'orders.parts-must-be-measured', detail, unmeasured, { rule: 'PartsMustBeMeasuredBeforeOrder' });
  }
}

function dueDateErrors(request: OrderRequest, now: Date): FieldError[] {
  if (request.dueAt.getTime() > now.getTime()) return [];
  return [{ pointer: '/dueAt', code: 'dueInThePast', params: { now: now.toISOString(), message: 'name a date in the future' } }];
}

function priceErrors({ targetPrice }: OrderRequest): FieldError[] {
  if (targetPrice === null || targetPrice.amountMinor > 0) return [];
  return [
    { pointer: '/targetPrice/amountMinor', code: 'notPositive', params: { message: 'leave the target price out or name a positive one' } },
  ];
}

function itemErrors(request: OrderRequest, item: OrderItem, index: number): FieldError[] {
  const errors: FieldError[] = [];
  if (request.items.findIndex((other) => other.partId === item.partId) < index) {
    const message = 'name each part once; upload it again under another name to order it in a second material';
    errors.push({ pointer: `/items/${index}/partId`, code: 'partTwice', params: { message } });
  }
  if (item.hardened && !HARDENABLE.includes(item.material)) {
    errors.push({
      pointer: `/items/${index}/hardened`,
      code: 'notHardenable',
      params: { material: item.material, hardenable: HARDENABLE },
    });
  }
  return errors;
}

/** @throws DomainError `orders.order-must-be-makeable` for more material than single and small batches need */
export function assertOrderMass(grossKilograms: number): void {
  if (grossKilograms <= ORDER_KILOGRAMS_MAX) return;
  const params = { kilograms: Math.round(grossKilograms), kilogramsMax: ORDER_KILOGRAMS_MAX };
  const detail = `the order takes ${params.kilograms} kg of material, more than ${ORDER_KILOGRAMS_MAX} kg; split it, or check the unit of the STEP files`;
  throw new DomainError('unprocessable', 'orders.order-must-be-makeable', detail, [{ pointer: '/items', code: 'tooHeavy', params }], {
    rule: 'OrderMustBeMakeable',
  });
}

/** @throws DomainError where more pieces are accepted or complained about than were ordered */
export function assertPieces(order: Order, pieces: number, pointer: string): void {
  const ordered = orderedPieces(order);
  if (pieces >= 1 && pieces <= ordered) return;
  const detail = `the order is for ${ordered} pieces; name from 1 to ${ordered}`;
  throw new DomainError(
    'unprocessable',
    'orders.pieces-must-be-ordered',
    detail,
    [{ pointer, code: 'outOfRange', params: { min: 1, max: ordered } }],
    {
      rule: 'PiecesMustBeOrdered',
    },
  );
}

/** @throws DomainError where no consortium is confirmed: a state that allows delivery without one is a bug elsewhere, named here */
export function confirmedFormation(formations: readonly Formation[]): Formation & { readonly price: Money; readonly promisedAt: Date } {
  const formation = liveFormation(formations);
  if (formation === null || formation.confirmedAt === null || formation.price === null || formation.promisedAt === null) {
    throw new DomainError('conflict', 'orders.consortium-must-be-confirmed', 'no confirmed consortium carries this order', [], {
      rule: 'ConsortiumMustBeConfirmedBeforeDelivery',
    });
  }
  return { ...formation, price: formation.price, promisedAt: formation.promisedAt };
}

/** @throws DomainError `orders.ratings-must-name-each-member-once` with the members that are missing, doubled or strange */
export function assertRatingsNameEachMemberOnce(ratings: readonly MemberRating[], memberCompanyIds: readonly string[]): void {
  const rated = ratings.map((rating) => rating.companyId);
  const errors: FieldError[] = ratings.flatMap((rating, index): FieldError[] => {
    const pointer = `/ratings/${index}/companyId`;
    if (!memberCompanyIds.includes(rating.companyId)) return [{ pointer, code: 'notAMember' }];
    return rated.indexOf(rating.companyId) < index ? [{ pointer, code: 'ratedTwice' }] : [];
  });
  const missing = memberCompanyIds.filter((companyId) => !rated.includes(companyId));
  if (missing.length > 0) errors.push({ pointer: '/ratings', code: 'memberMissing', params: { companyIds: missing } });
  if (errors.length === 0) return;
  const detail = 'rate every member of the consortium exactly once, and nobody else';
  throw new DomainError('unprocessable', 'orders.ratings-must-name-each-member-once', detail, errors, {
    rule: 'RatingsMustNameEachMemberOnce',
  });
}
