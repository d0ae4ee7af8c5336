export { LEARNING_RATE_MAX, LEARNING_RATE_MIN, rememberedPieces, type RunTime, type RunTimeInput, runTime } from './learning-curve.js';
export { labourRateEurPerHour, type MachineCost, type MachineRate, machineRate, machineRateAtUtilisation } from './machine-rate.js';
export {
  type Material,
  type OperationHours,
  type OperationPrice,
  type OperationToPrice,
  type PriceBreak,
  priceBreaks,
  priceFloorEur,
  priceOperation,
} from './price-operation.js';
export type { RateCard } from './rate-card.js';
