import type { Order } from '../../partners/domain/knock-outs.js';
import { askOf, partsOf } from '../domain/agreed-plan.js';
import type { Formation } from '../domain/formation.js';
import type { AddressedInvitation } from '../outbound/formations.js';
import type { FormationDto, InvitationDto } from './formations.dto.js';

/** A formation as its customer sees it. */
export function formationView({ record, invitations }: Formation, names: ReadonlyMap<string, string>): FormationDto {
  const { plan, offered } = record;
  const stateOf = new Map(invitations.map((invitation) => [askOf(invitation.part), invitation.state]));
  return {
    formationId: record.formationId,
    orderId: record.orderId,
    orderVersion: record.orderVersion,
    proposalId: record.proposalId,
    planId: record.planId,
    withStandby: record.withStandby,
    state: record.state,
    revision: record.revision,
    chosenAt: record.chosenAt,
    holdExpiresAt: record.holdExpiresAt,
    ceilings: record.ceilings,
    price: plan.price,
    arrivesAt: plan.arrivesAt,
    promisedAt: plan.promisedAt,
    deliveryProbability: plan.deliveryProbability,
    seats: partsOf(plan).map((part) => ({
      companyId: part.companyId,
      companyName: names.get(part.companyId) ?? part.companyId,
      role: part.role,
      operationIds: part.reservations.map((reservation) => reservation.operationId),
      price: part.price,
      invitation: stateOf.get(askOf(part)) ?? 'not-invited',
    })),
    offered:
      offered === null
        ? null
        : {
            price: offered.plan.price,
            arrivesAt: offered.plan.arrivesAt,
            promisedAt: offered.plan.promisedAt,
            deliveryProbability: offered.plan.deliveryProbability,
          },
    consortiumId: record.consortiumId,
    endReason: record.endReason,
  };
}

/** An invitation as the invited company sees it: its own operations and price, nothing of the other members. */
export function invitationView({ record, formationId, orderId }: AddressedInvitation, order: Order | null): InvitationDto {
  const operations = new Map(order?.operations.map((operation) => [operation.operationId, operation]));
  return {
    invitationId: record.invitationId,
    formationId,
    orderId,
    role: record.part.role,
    state: record.state,
    price: record.part.price,
    operations: record.part.reservations.map(({ operationId, machineId, slots, workMinutes }) => {
      const operation = operations.get(operationId);
      return {
        operationId,
        name: operation?.name ?? '',
        process: operation?.process ?? '',
        pieces: operation?.pieces ?? 0,
        material: operation?.material ?? '',
        machineId,
        slots,
        workMinutes,
      };
    }),
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    answeredAt: record.answeredAt,
  };
}
