import { DomainError } from '@gewerk/kernel';
import { notNegative } from './checks.js';
import { type DataQuality, dataQuality, DEFAULT_RATING, type RatedContribution } from './data-quality.js';
import { type OperationEnergy, type OperationFootprint, operationFootprint } from './energy.js';
import type { FactorSet } from './factor-set.js';
import { type FootprintQuestion, type MaterialFootprint, materialFootprint, type MaterialUse } from './material.js';
import { type LegFootprint, legFootprint, type TransportLeg } from './transport.js';

export interface Auxiliary {
  /** E.g. coolant, packaging, an external service. */
  readonly name: string;
  readonly kgCo2e: number;
  readonly rating?: number;
  readonly primary?: boolean;
}

/** All activity of an order or a plan, scrap included; functional unit is one accepted piece (methods 6.1). */
export interface OrderActivity {
  readonly acceptedPieces: number;
  readonly deliveredKgPerPiece: number;
  readonly materials: readonly MaterialUse[];
  readonly operations: readonly OperationEnergy[];
  readonly legs: readonly TransportLeg[];
  readonly auxiliaries?: readonly Auxiliary[];
}

export interface OrderFootprint {
  readonly kind: 'footprint';
  readonly totalKgCo2e: number;
  readonly materialKgCo2e: number;
  readonly energyKgCo2e: number;
  readonly transportKgCo2e: number;
  readonly auxiliaryKgCo2e: number;
  /** Null where no piece was accepted: the footprint is then booked as a loss. */
  readonly kgCo2ePerPiece: number | null;
  readonly kgCo2ePerDeliveredKg: number | null;
  /** With shop overhead, per kg delivered (methods 6.4). */
  readonly kwhPerDeliveredKg: number | null;
  readonly materials: readonly MaterialFootprint[];
  readonly operations: readonly OperationFootprint[];
  readonly legs: readonly LegFootprint[];
  readonly dataQuality: DataQuality | null;
  /** `/operations/0: country-unknown-eu-value`, `no-accepted-pieces`, ... */
  readonly flags: readonly string[];
  readonly factorsVersion: string;
}

export interface OpenQuestions {
  readonly kind: 'questions';
  readonly questions: readonly FootprintQuestion[];
  readonly factorsVersion: string;
}

/**
 * Cradle-to-gate footprint of an order (methods 6.2): material, energy, transport, auxiliaries.
 * @returns the footprint, or the questions without whose answers no total can be told
 * @throws DomainError `invalid` naming the wrong field
 */
export function orderFootprint(order: OrderActivity, factors: FactorSet): OrderFootprint | OpenQuestions {
  if (!Number.isInteger(order.acceptedPieces) || order.acceptedPieces < 0) {
    throw new DomainError('invalid', 'footprint.pieces-not-whole', '/acceptedPieces must be a whole number of at least 0', [
      { pointer: '/acceptedPieces', code: 'out-of-range', params: { min: 0, given: order.acceptedPieces } },
    ]);
  }
  const deliveredKg = notNegative(order.deliveredKgPerPiece, '/deliveredKgPerPiece') * order.acceptedPieces;
  const answered = order.materials.map((use, index) => materialFootprint(use, factors, `/materials/${index}`));
  const questions = answered.filter((answer): answer is FootprintQuestion => 'code' in answer);
  if (questions.length > 0) return { kind: 'questions', questions, factorsVersion: factors.version };
  const materials = answered.filter((answer): answer is MaterialFootprint => !('code' in answer));
  const operations = order.operations.map((operation, index) => operationFootprint(operation, factors, `/operations/${index}`));
  const legs = order.legs.map((leg, index) => legFootprint(leg, factors, `/legs/${index}`));
  const auxiliaries = (order.auxiliaries ?? []).map((auxiliary, index) => rated(auxiliary, `/auxiliaries/${index}`));
  const groups = [materials, operations, legs, auxiliaries];
  const [materialKgCo2e, energyKgCo2e, transportKgCo2e, auxiliaryKgCo2e] = groups.map(sumOf) as [number, number, number, number];
  const totalKgCo2e = materialKgCo2e + energyKgCo2e + transportKgCo2e + auxiliaryKgCo2e;
  const shopKwh = operations.reduce((sum, operation) => sum + operation.processKwh, 0) * factors.shopOverhead.ratio;
  return {
    kind: 'footprint',
    totalKgCo2e,
    materialKgCo2e,
    energyKgCo2e,
    transportKgCo2e,
    auxiliaryKgCo2e,
    kgCo2ePerPiece: order.acceptedPieces === 0 ? null : totalKgCo2e / order.acceptedPieces,
    kgCo2ePerDeliveredKg: deliveredKg === 0 ? null : totalKgCo2e / deliveredKg,
    kwhPerDeliveredKg: deliveredKg === 0 ? null : shopKwh / deliveredKg,
    materials,
    operations,
    legs,
    dataQuality: dataQuality(groups),
    flags: [
      ...(order.acceptedPieces === 0 ? ['no-accepted-pieces'] : []),
      ...flagsOf('materials', materials),
      ...flagsOf('operations', operations),
      ...flagsOf('legs', legs),
    ],
    factorsVersion: factors.version,
  };
}

function rated(auxiliary: Auxiliary, pointer: string): RatedContribution {
  return {
    kgCo2e: notNegative(auxiliary.kgCo2e, `${pointer}/kgCo2e`),
    rating: auxiliary.rating ?? DEFAULT_RATING.supplierStatement,
    primary: auxiliary.primary ?? false,
  };
}

function sumOf(records: readonly RatedContribution[]): number {
  return records.reduce((sum, record) => sum + record.kgCo2e, 0);
}

function flagsOf(list: string, records: readonly { readonly flags: readonly string[] }[]): string[] {
  return records.flatMap(({ flags }, index) => flags.map((flag) => `/${list}/${index}: ${flag}`));
}
