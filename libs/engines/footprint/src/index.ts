export type { DataQuality } from './data-quality.js';
export {
  type EnergyUse,
  type OperationEnergy,
  type OperationFootprint,
  operationFootprint,
  processKwh,
  shareSetupKwh,
} from './energy.js';
export type { FactorSet, Mark, Provenance } from './factor-set.js';
export { FACTORS_2026_1 } from './factors-2026-1.js';
export type { FootprintQuestion, MaterialFootprint, MaterialUse } from './material.js';
export { type Auxiliary, type OpenQuestions, type OrderActivity, type OrderFootprint, orderFootprint } from './order-footprint.js';
export { type LegFootprint, legFootprint, type TransportLeg, vehicleFor } from './transport.js';
