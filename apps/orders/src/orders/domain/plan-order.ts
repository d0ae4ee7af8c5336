import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { newId } from '@gewerk/kernel';
import type { Part } from '../../parts/domain/part.js';
import { assertOrderMass, type OrderItem, type OrderRequest } from './order-rules.js';
import { complexity, expectedQuality, mostAxes, strictestInspection } from './profile.js';
import { type Route, routePart } from './routing/route.js';
import { novelty, type PartTraits } from './similarity.js';

export interface PlannedOrder {
  readonly submission: OrderSubmittedData;
  readonly computedProfile: { readonly quality: number; readonly complexity: number };
  /** What later orders are compared with. */
  readonly traits: readonly (PartTraits & { readonly partId: string })[];
}

interface RoutedItem {
  readonly item: OrderItem;
  readonly part: Part & { readonly figures: NonNullable<Part['figures']> };
  readonly route: Route;
}

/**
 * Routes every part of an order and computes its profile as far as the parts tell (flow: main path, step 1).
 * @param context `parts` measured, by id; `known`: parts of earlier orders of the network
 * @throws DomainError `orders.order-must-be-makeable` where the parts are too heavy
 */
export function planOrder(
  request: OrderRequest,
  context: { orderId: string; customerCompanyId: string; parts: ReadonlyMap<string, Part>; known: readonly PartTraits[]; now: Date },
): PlannedOrder {
  const routed = request.items.map((item) => routeItem(item, context.parts));
  assertOrderMass(routed.reduce((sum, { item, route }) => sum + (route.blank.grossMassGrams * item.pieces) / 1000, 0));
  const operations = operationsOf(routed, context.now);
  const traits = routed.map(traitsOf);
  const computedProfile = {
    quality: expectedQuality({
      toleranceIt: Math.min(...request.items.map((item) => item.toleranceIt)),
      roughnessRaMicrometres: smoothest(request.items),
      inspection: strictestInspection(request.items.map((item) => item.inspection)),
      criticality: request.criticality,
    }),
    complexity: complexity({
      operations: operations.length,
      parts: request.items.length,
      axes: mostAxes(operations.map((operation) => operation.process)),
      novelty: novelty(traits, context.known),
    }),
  };
  const submission: OrderSubmittedData = {
    orderId: context.orderId,
    orderVersion: 1,
    customerCompanyId: context.customerCompanyId,
    title: request.title,
    submittedAt: context.now.toISOString(),
    dueAt: request.dueAt.toISOString(),
    rush: request.rush,
    deliverTo: { ...request.deliverTo },
    targetPrice: request.targetPrice === null ? null : { ...request.targetPrice },
    criticality: request.criticality ?? 0,
    sustainabilityAmbition: request.sustainabilityAmbition,
    securityClass: request.securityClass,
    requiredCertificates: [...request.requiredCertificates],
    profile: {
      quality: request.profile.quality ?? computedProfile.quality,
      complexity: request.profile.complexity ?? computedProfile.complexity,
      qualityOverridden: request.profile.quality !== null,
      complexityOverridden: request.profile.complexity !== null,
    },
    parts: routed.map(orderPartOf),
    operations,
  };
  return { submission, computedProfile, traits };
}

function routeItem(item: OrderItem, parts: ReadonlyMap<string, Part>): RoutedItem {
  const part = parts.get(item.partId);
  if (part === undefined || part.figures === null) throw new Error(`part ${item.partId} is not measured: check the rules before planning`);
  const route = routePart({
    figures: part.figures,
    material: item.material,
    pieces: item.pieces,
    toleranceIt: item.toleranceIt,
    roughnessRaNanometres: nanometres(item.roughnessRaMicrometres),
    inspection: item.inspection,
    hardened: item.hardened,
  });
  return { item, part: { ...part, figures: part.figures }, route };
}

/** The operations of one part follow each other; parts do not wait for each other. */
function operationsOf(routed: readonly RoutedItem[], now: Date): OrderSubmittedData['operations'] {
  let counted = 0;
  return routed.flatMap(({ item, part, route }) => {
    // A millisecond apart, so that ids sort in the order of the routing: who breaks ties by id decides the same in every run.
    const ids = route.operations.map(() => newId(now.getTime() + counted++));
    return route.operations.map((operation, index) => {
      const before = ids[index - 1];
      return {
        ...operation,
        operationId: ids[index] as string,
        partId: item.partId,
        name: `${operation.name}: ${part.name}`.slice(0, 120),
        after: before === undefined ? [] : [before],
        pieces: item.pieces,
        envelopeMicrometres: [...part.figures.boundingBoxMicrometres],
        material: item.material,
        assumptions: [...operation.assumptions],
      };
    });
  });
}

function orderPartOf({ item, part, route }: RoutedItem): OrderSubmittedData['parts'][number] {
  return {
    partId: item.partId,
    name: part.name,
    material: item.material,
    recycledShare: item.recycledShare,
    pieces: item.pieces,
    grossMassGrams: route.blank.grossMassGrams,
    netMassGrams: route.blank.netMassGrams,
    volumeCubicMillimetres: part.figures.volumeCubicMillimetres,
    areaSquareMillimetres: part.figures.areaSquareMillimetres,
    boundingBoxMicrometres: [...part.figures.boundingBoxMicrometres],
    toleranceIt: item.toleranceIt,
    roughnessRaNanometres: nanometres(item.roughnessRaMicrometres),
  };
}

function traitsOf({ item, route }: RoutedItem): PartTraits & { partId: string } {
  return {
    partId: item.partId,
    material: item.material,
    processes: [...new Set(route.operations.map((operation) => operation.process))],
    netMassGrams: route.blank.netMassGrams,
    toleranceIt: item.toleranceIt,
  };
}

function smoothest(items: readonly OrderItem[]): number | null {
  const asked = items.flatMap((item) => (item.roughnessRaMicrometres === null ? [] : [item.roughnessRaMicrometres]));
  return asked.length === 0 ? null : Math.min(...asked);
}

function nanometres(micrometres: number | null): number | null {
  return micrometres === null ? null : Math.round(micrometres * 1000);
}
