import { clip, half, ratioFit, up } from '@gewerk/kernel';
import { weightedShare } from './weighted-share.js';

/**
 * Professional leaves FIN, MAC, INT, EMP, TCH, MKT, INN (methods 3.5). Each answers 0 to 1 with 1 as good, or null where
 * nothing is known: then the leaf takes its prior with confidence 0.
 */

export interface FinancialStanding {
  readonly liquidityHeadroomEur: number;
  readonly preFinancingNeedEur: number;
  readonly yearlyDefaultProbability: number;
  /** Order value as share of the yearly turnover. */
  readonly orderShareOfTurnover: number;
}

/** FIN: financial resources. The figures are disclosure class D3; only the leaf leaves the store. */
export function financialResources(standing: FinancialStanding): number {
  const need = 1.5 * standing.preFinancingNeedEur;
  const cover = need <= 0 ? 1 : clip(standing.liquidityHeadroomEur / need);
  const solidity = 0.6 * cover + 0.4 * half(standing.yearlyDefaultProbability, 0.02);
  return solidity * (1 - clip((standing.orderShareOfTurnover - 0.2) / 0.3));
}

export interface MachineFit {
  readonly machine: string;
  /** Smallest ratio of have to need over the axes of the envelope. */
  readonly envelopeRatio: number;
  /** Expected process capability Cp for the tightest tolerance. */
  readonly processCapability: number;
  readonly freeHours: number;
  readonly neededHours: number;
  /** Axes beyond what the operation needs: two or more bind capability elsewhere wanted. */
  readonly spareAxes: number;
}

/** MAC: machinery; the best machine counts and is named. Null without any machine. */
export function machinery(machines: readonly MachineFit[]): { readonly value: number; readonly machine: string } | null {
  let best: { value: number; machine: string } | null = null;
  for (const fit of machines) {
    const envelope = ratioFit(fit.envelopeRatio, 1, 2.5);
    const available = fit.neededHours <= 0 ? 1 : clip(fit.freeHours / fit.neededHours);
    const mean = Math.cbrt(envelope * up(fit.processCapability, 1, 1.67) * available);
    const value = fit.spareAxes >= 2 ? 0.9 * mean : mean;
    const isBetter = best === null || value > best.value || (value === best.value && fit.machine < best.machine);
    if (isBetter) best = { value, machine: fit.machine };
  }
  return best;
}

export interface IntangibleAssets {
  readonly maxPartSimilarity: number | null;
  readonly licenceCover: number | null;
  readonly documentedProcedureShare: number | null;
}

/** INT: intangible assets. */
export function intangibleAssets(assets: IntangibleAssets): number | null {
  return weightedShare([
    [0.4, assets.maxPartSimilarity],
    [0.4, assets.licenceCover],
    [0.2, assets.documentedProcedureShare],
  ]);
}

const SKILL_COVER = [0, 0.7, 0.9, 1] as const;

/** EMP: mean cover over the required skills, by persons with valid proof for each. No required skill: null, the prior. */
export function employeeQualification(personsBySkill: readonly number[]): number | null {
  if (personsBySkill.length === 0) return null;
  const cover = personsBySkill.map((persons) => SKILL_COVER[clip(Math.floor(persons), 0, 3)] as number);
  return cover.reduce((sum, value) => sum + value, 0) / cover.length;
}

/**
 * TCH: technological competence = E^0.4 * FPY^0.6 with E = 1 - exp(-n/10).
 * @param similarOperations sum of similarities of finished operations within 36 months
 * @param firstPassYield share right first time, through the evidence fusion
 */
export function technologicalCompetence(similarOperations: number, firstPassYield: number): number {
  return (-Math.expm1(-similarOperations / 10)) ** 0.4 * firstPassYield ** 0.6;
}

export interface MarketRecord {
  readonly sectorOrders: number;
  readonly approvalShare: number | null;
  readonly satisfaction: number | null;
}

/** MKT: market-oriented competence; low by design for a firm without orders of the sector. */
export function marketCompetence(record: MarketRecord): number | null {
  return weightedShare([
    [0.4, -Math.expm1(-record.sectorOrders / 8)],
    [0.3, record.approvalShare],
    [0.3, record.satisfaction],
  ]);
}

export interface InnovationRecord {
  /** Share of hours in development. */
  readonly developmentShare: number | null;
  readonly acceptedProposalsPer100Quotes: number | null;
  /** Process introductions within 36 months. */
  readonly newProcesses: number | null;
  readonly maturity: number | null;
}

/** INN: innovation capability. */
export function innovationCapability(record: InnovationRecord): number | null {
  const scaled = (value: number | null, full: number) => (value === null ? null : up(value, 0, full));
  return weightedShare([
    [0.3, scaled(record.developmentShare, 0.08)],
    [0.3, scaled(record.acceptedProposalsPer100Quotes, 15)],
    [0.2, scaled(record.newProcesses, 3)],
    [0.2, record.maturity],
  ]);
}
