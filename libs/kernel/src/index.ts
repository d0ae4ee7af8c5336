export { canonicalJson } from './canonical-json.js';
export { type Clock, MovableClock, systemClock } from './clock.js';
export { DomainError, type ErrorKind, type FieldError } from './domain-error.js';
export {
  type CompanyId,
  type ConsortiumId,
  type EventId,
  type FormationId,
  type Id,
  isUuid,
  type MachineId,
  type NetworkId,
  newId,
  type OrderId,
  type ProposalId,
  seededId,
  type SiteId,
} from './ids.js';
export { addMoney, allocate, majorOf, type Money, money, moneyFromMajor, negateMoney, roundHalfEven, shareOf } from './money.js';
export { seededRandom } from './seeded-random.js';
export { clip, down, half, need, ratioFit, trap, up, weightedGeometricMean } from './value-functions.js';
