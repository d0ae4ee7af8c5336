import type { EventDefinition } from '@gewerk/contracts';
import * as billing from '@gewerk/contracts/billing';
import * as capacity from '@gewerk/contracts/capacity';
import * as collaboration from '@gewerk/contracts/collaboration';
import * as governance from '@gewerk/contracts/governance';
import * as matching from '@gewerk/contracts/matching';
import * as orders from '@gewerk/contracts/orders';
import * as registry from '@gewerk/contracts/registry';
import * as sustainability from '@gewerk/contracts/sustainability';
import type { ServiceName } from '@gewerk/demo';

export const SERVICES: readonly ServiceName[] = [
  'governance',
  'registry',
  'capacity',
  'orders',
  'matching',
  'sustainability',
  'collaboration',
  'billing',
];

/** What each service listens to, as its README says. */
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

/** Every type, and who publishes it: the service whose part of the contracts it stands in. */
export const PUBLISHERS: ReadonlyMap<string, ServiceName> = new Map(
  Object.entries({ governance, registry, capacity, orders, matching, sustainability, collaboration, billing }).flatMap(([name, context]) =>
    Object.values(context)
      .filter((member): member is EventDefinition => typeof member === 'object' && member !== null && 'keyOf' in member)
      .map((event) => [event.type, name as ServiceName] as const),
  ),
);

export function topicsOf(service: ServiceName): string[] {
  return [...new Set(LISTENS[service].map((event) => event.topic.name))];
}
