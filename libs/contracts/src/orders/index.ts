import { type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { count, instant, MaterialSchema, MoneySchema, nullable, PlaceSchema, ProcessSchema, share, text, uuid } from '../vocabulary.js';

export const ordersOrder = defineTopic({ name: 'orders.order', kind: 'fact', keyedBy: 'order', publisher: 'orders', disclosure: 'D2' });

export const OrderPartSchema = Type.Object({
  partId: uuid(),
  name: text(200),
  material: MaterialSchema,
  recycledShare: share(),
  pieces: Type.Integer({ minimum: 1, maximum: 100_000 }),
  grossMassGrams: count({ description: 'of one piece before machining' }),
  netMassGrams: count({ description: 'of one finished piece' }),
  volumeCubicMillimetres: Type.Number({ exclusiveMinimum: 0 }),
  areaSquareMillimetres: Type.Number({ exclusiveMinimum: 0 }),
  boundingBoxMicrometres: Type.Array(count(), { minItems: 3, maxItems: 3 }),
  toleranceIt: Type.Integer({ minimum: 1, maximum: 18 }),
  roughnessRaNanometres: nullable(count()),
});

export const OrderOperationSchema = Type.Object({
  operationId: uuid(),
  partId: uuid(),
  name: text(120),
  process: ProcessSchema,
  after: Type.Array(uuid(), { description: 'operations that must be finished before' }),
  pieces: Type.Integer({ minimum: 1 }),
  setupMinutes: count(),
  programmingMinutes: count(),
  unitMinutes: Type.Number({ minimum: 0, description: 'first piece, on the template machine' }),
  inspectionMinutesPerPiece: Type.Number({ minimum: 0 }),
  massAfterGrams: count({ description: 'of the whole lot after this operation' }),
  envelopeMicrometres: Type.Array(count(), { minItems: 3, maxItems: 3 }),
  pieceMassGrams: count({ description: 'of one piece as it comes to the machine' }),
  accuracyIt: Type.Integer({ minimum: 1, maximum: 18 }),
  material: MaterialSchema,
  splittable: Type.Boolean(),
  suppliesMaterial: Type.Boolean({ description: 'the firm of this operation buys the stock' }),
  assumptions: Type.Array(text(300), { description: 'figures of the routing template that stand behind it, with their marks' }),
});

export const OrderSubmitted = defineEvent({
  type: 'orders.order-submitted.v1',
  topic: ordersOrder,
  description: 'A customer placed an order with measured parts and a routing.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    orderVersion: Type.Integer({ minimum: 1 }),
    customerCompanyId: uuid(),
    title: text(200),
    submittedAt: instant(),
    dueAt: instant({ description: 'latest arrival at the place of delivery' }),
    rush: Type.Boolean(),
    deliverTo: PlaceSchema,
    targetPrice: nullable(MoneySchema),
    criticality: share(),
    sustainabilityAmbition: nullable(share()),
    securityClass: Type.Integer({ minimum: 1, maximum: 4 }),
    requiredCertificates: Type.Array(text(60), { maxItems: 20 }),
    profile: Type.Object({
      quality: share(),
      complexity: share(),
      qualityOverridden: Type.Boolean(),
      complexityOverridden: Type.Boolean(),
    }),
    parts: Type.Array(OrderPartSchema, { minItems: 1, maxItems: 200 }),
    operations: Type.Array(OrderOperationSchema, { minItems: 1, maxItems: 500 }),
  }),
});
export type OrderSubmittedData = DataOf<typeof OrderSubmitted>;

export const OrderCancelled = defineEvent({
  type: 'orders.order-cancelled.v1',
  topic: ordersOrder,
  description: 'The customer took the order back.',
  key: 'orderId',
  data: Type.Object({ orderId: uuid(), orderVersion: Type.Integer({ minimum: 1 }), reason: text(500), cancelledAt: instant() }),
});
export type OrderCancelledData = DataOf<typeof OrderCancelled>;

export const DeliveryAnnounced = defineEvent({
  type: 'orders.delivery-announced.v1',
  topic: ordersOrder,
  description: 'All operations are finished and the goods are on their way.',
  key: 'orderId',
  data: Type.Object({ orderId: uuid(), formationId: uuid(), announcedAt: instant(), expectedAt: instant() }),
});
export type DeliveryAnnouncedData = DataOf<typeof DeliveryAnnounced>;

export const DeliveryAccepted = defineEvent({
  type: 'orders.delivery-accepted.v1',
  topic: ordersOrder,
  description: 'The customer accepted the delivery; the fee falls due.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    formationId: uuid(),
    customerCompanyId: uuid(),
    acceptedAt: instant(),
    onTime: Type.Boolean(),
    acceptedPieces: count(),
    acceptedValue: MoneySchema,
  }),
});
export type DeliveryAcceptedData = DataOf<typeof DeliveryAccepted>;

export const ComplaintRaised = defineEvent({
  type: 'orders.complaint-raised.v1',
  topic: ordersOrder,
  description: 'The customer refused the delivery, with the reason.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    formationId: uuid(),
    customerCompanyId: uuid(),
    raisedAt: instant(),
    affectedPieces: count(),
    reason: text(1000),
  }),
});
export type ComplaintRaisedData = DataOf<typeof ComplaintRaised>;

export const OrderRated = defineEvent({
  type: 'orders.order-rated.v1',
  topic: ordersOrder,
  description: 'The customer rated the members of the consortium.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    formationId: uuid(),
    customerCompanyId: uuid(),
    ratedAt: instant(),
    ratings: Type.Array(
      Type.Object({ companyId: uuid(), quality: share(), punctuality: share(), communication: share(), satisfaction: share() }),
      { minItems: 1, maxItems: 50 },
    ),
  }),
});
export type OrderRatedData = DataOf<typeof OrderRated>;
