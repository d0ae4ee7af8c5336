import { type Static, Type } from './definition.js';

/** Building blocks that several contexts' events share; every quantity carries its unit in the field's name. */

export const uuid = (options: object = {}) => Type.String({ format: 'uuid', ...options });
export const instant = (options: object = {}) => Type.String({ format: 'date-time', ...options });
export const share = (options: object = {}) => Type.Number({ minimum: 0, maximum: 1, ...options });
export const count = (options: object = {}) => Type.Integer({ minimum: 0, maximum: 2_000_000_000, ...options });
export const text = (maxLength: number, options: object = {}) => Type.String({ minLength: 1, maxLength, ...options });
export const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const countryCode = () => Type.String({ pattern: '^[A-Z]{2}$' });

export const MoneySchema = Type.Object({
  amountMinor: Type.Integer({ minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
});

export const PROCESSES = [
  'sawing',
  'laser-cutting',
  'turning',
  'milling-3-axis',
  'milling-5-axis',
  'wire-edm',
  'sink-edm',
  'welding',
  'heat-treatment',
  'grinding',
  'assembly',
  'inspection',
] as const;
export const ProcessSchema = Type.Enum([...PROCESSES]);
export type Process = (typeof PROCESSES)[number];

/** Materials of the factor tables (methods 12.2) that the templates know. */
export const MATERIALS = ['steel', 'tool-steel', 'stainless-steel', 'aluminium', 'titanium'] as const;
export const MaterialSchema = Type.Enum([...MATERIALS]);
export type Material = (typeof MATERIALS)[number];

/** Shares over the five success factors; they sum to 1 (methods 2.4). */
export const StrategyVectorSchema = Type.Object({
  cost: share(),
  time: share(),
  quality: share(),
  flexibility: share(),
  service: share(),
});
export type StrategyVector = Static<typeof StrategyVectorSchema>;

/** Half-open span of time. */
export const WindowSchema = Type.Object({ startsAt: instant(), endsAt: instant() });
export type Window = Static<typeof WindowSchema>;

/** The hours of one machine that one operation takes: one reservation, in as many slots as shifts and other work force on it. */
export const ReservationSchema = Type.Object({
  operationId: uuid(),
  companyId: uuid(),
  machineId: uuid(),
  role: Type.Enum(['primary', 'standby']),
  slots: Type.Array(WindowSchema, { minItems: 1, maxItems: 500 }),
  workMinutes: count({ description: 'sum of the slots' }),
});
export type Reservation = Static<typeof ReservationSchema>;

export const PlaceSchema = Type.Object({
  name: text(200),
  country: countryCode(),
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
});
