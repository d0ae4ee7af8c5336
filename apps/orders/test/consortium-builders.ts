import type { OperationFinishedData } from '@gewerk/contracts/capacity';
import type { ConsortiumChosenData, ConsortiumConfirmedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { money, newId } from '@gewerk/kernel';

const HOUR_MILLIS = 3_600_000;

export interface Made {
  readonly chosen: ConsortiumChosenData;
  readonly confirmed: ConsortiumConfirmedData;
  readonly finished: OperationFinishedData[];
  readonly companyIds: string[];
}

/** A consortium for an order: operations go to two companies by turns, a third stands by for the first operation. */
export function makeConsortium(order: OrderSubmittedData, startsAt: Date): Made {
  const formationId = newId();
  const companyIds = [newId(), newId()];
  const standbyCompanyId = newId();
  const price = money(946_400);
  const hour = (index: number): string => new Date(startsAt.getTime() + index * HOUR_MILLIS).toISOString();
  const reservation = (operationId: string, companyId: string, index: number, role: 'primary' | 'standby') => ({
    bookingId: newId(),
    operationId,
    companyId,
    machineId: newId(),
    role,
    slots: [{ startsAt: hour(index), endsAt: hour(index + 1) }],
    workMinutes: 60,
  });
  const primary = order.operations.map((operation, index) =>
    reservation(operation.operationId, companyIds[index % 2] as string, index, 'primary'),
  );
  const standby = reservation(order.operations[0]?.operationId as string, standbyCompanyId, 0, 'standby');
  const common = { formationId, orderId: order.orderId, orderVersion: order.orderVersion, customerCompanyId: order.customerCompanyId };
  const promisedAt = new Date(startsAt.getTime() + 10 * 24 * HOUR_MILLIS).toISOString();
  const zero = money(0);
  return {
    companyIds,
    chosen: { ...common, proposalId: newId(), planId: newId(), withStandby: true, price, promisedAt, chosenAt: startsAt.toISOString() },
    confirmed: {
      ...common,
      consortiumId: newId(),
      leadCompanyId: companyIds[0] as string,
      members: [
        ...companyIds.map((companyId) => ({
          companyId,
          role: 'primary' as const,
          operationIds: primary.filter((one) => one.companyId === companyId).map((one) => one.operationId),
          price: money(473_200),
        })),
        { companyId: standbyCompanyId, role: 'standby' as const, operationIds: [standby.operationId], price: money(10_000) },
      ],
      bookings: [...primary, standby],
      price: { production: price, transport: zero, coordination: zero, standby: zero, total: price },
      arrivesAt: new Date(Date.parse(hour(primary.length)) + 24 * HOUR_MILLIS).toISOString(),
      promisedAt,
      deliveryProbability: 0.9,
      co2eGrams: 300_000,
      confirmedAt: startsAt.toISOString(),
    },
    finished: primary.map((booking, index) => ({
      bookingId: booking.bookingId,
      formationId,
      operationId: booking.operationId,
      companyId: booking.companyId,
      machineId: booking.machineId,
      finishedAt: hour(index + 1),
      plannedEndsAt: hour(index + 1),
      goodPieces: 8,
      scrapPieces: 0,
    })),
  };
}
