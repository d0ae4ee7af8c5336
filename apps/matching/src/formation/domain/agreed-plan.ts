import type { Reservation } from '@gewerk/contracts';
import { addMoney, canonicalJson, type Money, money } from '@gewerk/kernel';
import type { ConsortiumPlan, PriceParts } from '../../consortia/domain/consortium-plan.js';

type Role = Reservation['role'];

/** A plan as it is being formed: with its standbys, if they were chosen, counted in price and probability. */
export interface AgreedPlan {
  readonly operations: ConsortiumPlan['operations'];
  readonly standbys: NonNullable<ConsortiumPlan['standby']>['members'];
  readonly legs: ConsortiumPlan['legs'];
  readonly price: PriceParts;
  readonly arrivesAt: string;
  readonly promisedAt: string;
  readonly deliveryProbability: number;
  readonly co2eGrams: number;
}

export function agreedPlan(plan: ConsortiumPlan, withStandby: boolean): AgreedPlan {
  const { operations, legs, arrivesAt, promisedAt, co2eGrams } = plan;
  const standby = withStandby ? plan.standby : null;
  return {
    operations,
    standbys: standby?.members ?? [],
    legs,
    price: standby?.price ?? plan.price,
    arrivesAt,
    promisedAt,
    deliveryProbability: standby?.deliveryProbability ?? plan.deliveryProbability,
    co2eGrams,
  };
}

export function reservationsOf(plan: AgreedPlan): Reservation[] {
  const reservation =
    (role: Role) =>
    (work: Omit<Reservation, 'role'>): Reservation => ({
      operationId: work.operationId,
      companyId: work.companyId,
      machineId: work.machineId,
      role,
      slots: [...work.slots],
      workMinutes: work.workMinutes,
    });
  return [...plan.operations.map(reservation('primary')), ...plan.standbys.map(reservation('standby'))];
}

/** What one company is asked in one role: its operations, its hours and its own price, nothing of the others. */
export interface Part {
  readonly companyId: string;
  readonly role: Role;
  readonly reservations: readonly Reservation[];
  /** Of its operations; on standby the fee. */
  readonly price: Money;
}

export function partsOf(plan: AgreedPlan): Part[] {
  const parts = new Map<string, Part>();
  const asked = new Map<string, Money>();
  for (const { operationId, companyId, price } of plan.operations) asked.set(`primary/${companyId}/${operationId}`, price);
  for (const { operationId, companyId, fee } of plan.standbys) asked.set(`standby/${companyId}/${operationId}`, fee);
  for (const reservation of reservationsOf(plan)) {
    const { companyId, role, operationId } = reservation;
    const key = `${role}/${companyId}`;
    const price = asked.get(`${key}/${operationId}`) ?? money(0, plan.price.total.currency);
    const part = parts.get(key);
    parts.set(key, {
      companyId,
      role,
      reservations: [...(part?.reservations ?? []), reservation],
      price: part === undefined ? price : addMoney(part.price, price),
    });
  }
  return [...parts.values()];
}

/** Equal for parts that ask the same of the same company: then an answer to one holds for the other. */
export function askOf(part: Part): string {
  const reservations = [...part.reservations].sort((a, b) => (a.operationId < b.operationId ? -1 : 1));
  return canonicalJson({ companyId: part.companyId, role: part.role, price: part.price, reservations });
}

/** The company with the largest share of the price leads; of equals the one with the smaller id. */
export function leadCompanyOf(plan: AgreedPlan): string {
  const primaries = partsOf(plan).filter((part) => part.role === 'primary');
  primaries.sort((a, b) => b.price.amountMinor - a.price.amountMinor || (a.companyId < b.companyId ? -1 : 1));
  return (primaries[0] as Part).companyId;
}

export interface Ceilings {
  readonly price: Money;
  readonly promisedAt: string;
}

/** What the customer chose are ceilings: beyond them the customer is asked. */
export function keepsCeilings(plan: AgreedPlan, ceilings: Ceilings): boolean {
  return plan.price.total.amountMinor <= ceilings.price.amountMinor && Date.parse(plan.promisedAt) <= Date.parse(ceilings.promisedAt);
}
