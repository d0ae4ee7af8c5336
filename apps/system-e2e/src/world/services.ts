import { type EventDefinition, eventsOfService, type ServiceName } from '@gewerk/contracts';
import * as capacity from '@gewerk/contracts/capacity';
import * as governance from '@gewerk/contracts/governance';
import * as matching from '@gewerk/contracts/matching';
import * as orders from '@gewerk/contracts/orders';
import * as registry from '@gewerk/contracts/registry';

/**
 * What each service listens to, as its README says. Written by hand on purpose: read off the code, it would follow a subscription that was
 * lost by mistake, and the judges would miss nothing.
 */
export const LISTENS: Readonly<Record<ServiceName, readonly EventDefinition[]>> = {
  governance: [],
  registry: [orders.OrderRated, capacity.OperationFinished, matching.InvitationAnswered, matching.InvitationExpired],
  capacity: [
    capacity.CapacityReported,
    registry.CompanyChanged,
    matching.HoldRequested,
    matching.HoldSettlementRequested,
    matching.ConsortiumDissolved,
  ],
  orders: [
    capacity.OperationFinished,
    matching.ConsortiaProposed,
    matching.NoConsortiumFound,
    matching.ConsortiumChosen,
    matching.ConsortiumConfirmed,
    matching.ConsortiumDissolved,
    matching.FormationFailed,
  ],
  matching: [
    governance.NetworkConfigured,
    governance.UncertaintyChanged,
    registry.CompanyChanged,
    registry.EvidenceRecorded,
    registry.RateCardPublished,
    registry.ExclusionChanged,
    capacity.AvailabilityChanged,
    orders.OrderSubmitted,
    orders.OrderCancelled,
    capacity.HoldPlaced,
    capacity.HoldRefused,
    capacity.HoldConfirmed,
    capacity.HoldReleased,
    capacity.HoldExpired,
    capacity.OperationFinished,
    orders.ComplaintRaised,
    orders.DeliveryAccepted,
    orders.OrderRated,
  ],
  sustainability: [registry.CompanyChanged, orders.OrderSubmitted, matching.ConsortiaProposed],
  collaboration: [
    matching.ConsortiumConfirmed,
    matching.ConsortiumDissolved,
    capacity.OperationStarted,
    capacity.OperationFinished,
    orders.DeliveryAnnounced,
    orders.DeliveryAccepted,
    orders.ComplaintRaised,
    orders.OrderRated,
  ],
  billing: [registry.CompanyChanged, matching.ConsortiumConfirmed, orders.DeliveryAccepted],
};

/** Every type, and who publishes it. */
export const PUBLISHERS: ReadonlyMap<string, ServiceName> = new Map(
  [...eventsOfService].flatMap(([service, events]) => events.map((event) => [event.type, service] as const)),
);

export function topicsOf(service: ServiceName): string[] {
  return [...new Set(LISTENS[service].map((event) => event.topic.name))];
}
