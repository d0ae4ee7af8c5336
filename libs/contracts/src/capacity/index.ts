import { type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { count, instant, nullable, ReservationSchema, text, uuid, WindowSchema } from '../vocabulary.js';

export const capacityReport = defineTopic({
  name: 'capacity.report',
  kind: 'fact',
  keyedBy: 'company',
  publisher: 'member systems',
  disclosure: 'D3',
});
export const capacityMachine = defineTopic({
  name: 'capacity.machine',
  kind: 'state',
  keyedBy: 'machine',
  publisher: 'capacity',
  disclosure: 'D3',
});
export const capacityHold = defineTopic({
  name: 'capacity.hold',
  kind: 'fact',
  keyedBy: 'formation',
  publisher: 'capacity',
  disclosure: 'D2',
});
export const capacityOperation = defineTopic({
  name: 'capacity.operation',
  kind: 'fact',
  keyedBy: 'booking',
  publisher: 'capacity',
  disclosure: 'D2',
});

export const CapacityReported = defineEvent({
  type: 'capacity.capacity-reported.v1',
  topic: capacityReport,
  description: 'A member system replaces the free hours of one of its machines over a horizon (flow: capacity event of a member system).',
  key: 'companyId',
  data: Type.Object({
    companyId: uuid(),
    machineId: uuid(),
    asOf: instant(),
    horizon: WindowSchema,
    freeWindows: Type.Array(WindowSchema, { maxItems: 2000 }),
    includedBookingIds: Type.Array(uuid(), { maxItems: 5000, description: 'our bookings that the free hours already allow for' }),
  }),
});
export type CapacityReportedData = DataOf<typeof CapacityReported>;

export const AvailabilityChanged = defineEvent({
  type: 'capacity.availability-changed.v1',
  topic: capacityMachine,
  description: 'Free windows of one machine over its horizon, after holds and bookings.',
  key: 'machineId',
  data: Type.Object({
    machineId: uuid(),
    machineGroupId: uuid(),
    siteId: uuid(),
    companyId: uuid(),
    availabilityVersion: Type.Integer({ minimum: 1 }),
    asOf: instant({ description: 'when the member system saw it' }),
    horizon: WindowSchema,
    freeWindows: Type.Array(WindowSchema, { maxItems: 2000 }),
    usualFreeMinutesPerDay: count({ description: 'for the discount of stale hours (methods 9.5)' }),
  }),
});
export type AvailabilityChangedData = DataOf<typeof AvailabilityChanged>;

const reservation = ReservationSchema.properties;

export const HoldPlaced = defineEvent({
  type: 'capacity.hold-placed.v1',
  topic: capacityHold,
  description: 'All reservations of a formation revision are held, or none is.',
  key: 'formationId',
  data: Type.Object({
    formationId: uuid(),
    revision: Type.Integer({ minimum: 1 }),
    expiresAt: instant(),
    reservations: Type.Array(ReservationSchema, { minItems: 1 }),
  }),
});
export type HoldPlacedData = DataOf<typeof HoldPlaced>;

export const HoldRefused = defineEvent({
  type: 'capacity.hold-refused.v1',
  topic: capacityHold,
  description: 'A hold was not placed; names what blocks it. The former revision, if any, stays.',
  key: 'formationId',
  data: Type.Object({
    formationId: uuid(),
    revision: Type.Integer({ minimum: 1 }),
    keptRevision: nullable(Type.Integer({ minimum: 1 })),
    blocking: Type.Array(
      Type.Object({
        operationId: uuid(),
        companyId: uuid(),
        machineId: uuid(),
        slot: WindowSchema,
        reason: Type.Enum(['not-free', 'held-by-another', 'unknown-machine', 'in-the-past', 'overlaps-itself', 'superseded'], {
          description: '`superseded`: a newer revision stands, or the formation is booked already',
        }),
      }),
      { minItems: 1 },
    ),
  }),
});
export type HoldRefusedData = DataOf<typeof HoldRefused>;

export const HoldConfirmed = defineEvent({
  type: 'capacity.hold-confirmed.v1',
  topic: capacityHold,
  description: 'The hold became bookings.',
  key: 'formationId',
  data: Type.Object({
    formationId: uuid(),
    revision: Type.Integer({ minimum: 1 }),
    bookings: Type.Array(Type.Object({ bookingId: uuid(), ...reservation }), { minItems: 1 }),
  }),
});
export type HoldConfirmedData = DataOf<typeof HoldConfirmed>;

const settledHold = { formationId: uuid(), revision: Type.Integer({ minimum: 1 }) };

export const HoldReleased = defineEvent({
  type: 'capacity.hold-released.v1',
  topic: capacityHold,
  description: 'The hold was given back on request.',
  key: 'formationId',
  data: Type.Object(settledHold),
});
export type HoldReleasedData = DataOf<typeof HoldReleased>;

export const HoldExpired = defineEvent({
  type: 'capacity.hold-expired.v1',
  topic: capacityHold,
  description: 'The hold ran out before it was settled.',
  key: 'formationId',
  data: Type.Object(settledHold),
});
export type HoldExpiredData = DataOf<typeof HoldExpired>;

export const BookingReleased = defineEvent({
  type: 'capacity.booking-released.v1',
  topic: capacityHold,
  description: 'Confirmed bookings were given back after the consortium was dissolved.',
  key: 'formationId',
  data: Type.Object({ formationId: uuid(), bookingIds: Type.Array(uuid(), { minItems: 1 }), reason: text(200) }),
});
export type BookingReleasedData = DataOf<typeof BookingReleased>;

const bookedOperation = { bookingId: uuid(), formationId: uuid(), operationId: uuid(), companyId: uuid(), machineId: uuid() };

export const OperationStarted = defineEvent({
  type: 'capacity.operation-started.v1',
  topic: capacityOperation,
  description: 'A member began work on a booked operation.',
  key: 'bookingId',
  data: Type.Object({ ...bookedOperation, startedAt: instant() }),
});
export type OperationStartedData = DataOf<typeof OperationStarted>;

export const OperationFinished = defineEvent({
  type: 'capacity.operation-finished.v1',
  topic: capacityOperation,
  description: 'A member finished a booked operation.',
  key: 'bookingId',
  data: Type.Object({ ...bookedOperation, finishedAt: instant(), plannedEndsAt: instant(), goodPieces: count(), scrapPieces: count() }),
});
export type OperationFinishedData = DataOf<typeof OperationFinished>;

export const CapacityLost = defineEvent({
  type: 'capacity.capacity-lost.v1',
  topic: capacityOperation,
  description: 'A member system reported hours as no longer free that are already booked; accepted, and to be resolved.',
  key: 'bookingId',
  data: Type.Object({
    ...bookedOperation,
    lostWindows: Type.Array(WindowSchema, { minItems: 1 }),
    lostMinutes: count(),
    noticedAt: instant(),
  }),
});
export type CapacityLostData = DataOf<typeof CapacityLost>;
