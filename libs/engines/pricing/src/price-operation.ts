import { DomainError } from '@gewerk/kernel';
import { inRange } from './checks.js';
import { runTime } from './learning-curve.js';
import { type RateCard, ratesOf } from './rate-card.js';

/** Attendance while a machine runs unattended: somebody still loads, looks and unloads (methods 7.4). */
const UNATTENDED_ATTENDANCE_SHARE = 0.2;

export interface Material {
  readonly grossKgPerPiece: number;
  readonly eurPerKg: number;
  /** Purchasing and storage, as a share of the value. */
  readonly overheadShare: number;
  readonly scrapShare: number;
}

export interface OperationToPrice {
  readonly setupHours: number;
  readonly programmingHours: number;
  /** Machine hours of the first piece. */
  readonly unitHours: number;
  readonly pieces: number;
  readonly piecesMadeBefore: number;
  readonly learningRate: number;
  readonly inspectionHoursPerPiece: number;
  /** Share of the run time without an operator, e.g. night shifts; default 0. */
  readonly unattendedRunShare?: number;
  readonly rateCard: RateCard;
  /** Absent: the customer or an earlier operation supplies it. */
  readonly material?: Material;
  readonly externalEur?: number;
  readonly surchargeEur?: number;
  readonly bundleDiscountEur?: number;
}

export interface OperationHours {
  readonly setup: number;
  readonly programming: number;
  readonly run: number;
  readonly inspection: number;
  /** Set-up and run: what the machine's calendar must hold. */
  readonly machine: number;
}

/** The parts of a price; they sum to `priceEur`. */
export interface OperationPrice {
  readonly setupEur: number;
  readonly programmingEur: number;
  readonly runEur: number;
  readonly inspectionEur: number;
  readonly materialEur: number;
  readonly externalEur: number;
  readonly riskEur: number;
  readonly marginEur: number;
  /** Surcharges less the bundle discount. */
  readonly adjustmentEur: number;
  readonly costEur: number;
  readonly priceEur: number;
  readonly pricePerPieceEur: number;
  readonly hours: OperationHours;
  /** What the engine changed or assumed: `learning-rate-limited`. */
  readonly notes: readonly string[];
}

export interface PriceBreak {
  readonly pieces: number;
  readonly priceEur: number;
  readonly pricePerPieceEur: number;
}

/**
 * Price of one operation by a rate card (methods 7.4), unrounded; round to cents where a quote line is written.
 * @throws DomainError `invalid` that names the wrong field
 */
export function priceOperation(input: OperationToPrice): OperationPrice {
  const { rateCard, pieces } = input;
  const { machineEurPerHour } = ratesOf(rateCard);
  const work = workOf(input);
  const { hours } = work;
  const labour = rateCard.labourEurPerHour;
  const setupEur = hours.setup * (machineEurPerHour + labour);
  const programmingEur = hours.programming * labour;
  const runEur = hours.run * (machineEurPerHour + work.attendanceShare * labour);
  const inspectionEur = hours.inspection * labour;
  const materialEur = materialCostEur(input.material, pieces);
  const externalEur = inRange(input.externalEur ?? 0, 0, Number.MAX_VALUE, '/externalEur');
  const beforeRiskEur = setupEur + programmingEur + runEur + inspectionEur + materialEur + externalEur;
  const riskEur = beforeRiskEur * rateCard.riskShare;
  const costEur = beforeRiskEur + riskEur;
  const marginEur = costEur / (1 - rateCard.marginShare) - costEur;
  const adjustmentEur =
    inRange(input.surchargeEur ?? 0, 0, Number.MAX_VALUE, '/surchargeEur') -
    inRange(input.bundleDiscountEur ?? 0, 0, costEur + marginEur, '/bundleDiscountEur');
  const priceEur = costEur + marginEur + adjustmentEur;
  return {
    setupEur,
    programmingEur,
    runEur,
    inspectionEur,
    materialEur,
    externalEur,
    riskEur,
    marginEur,
    adjustmentEur,
    costEur,
    priceEur,
    pricePerPieceEur: priceEur / pieces,
    hours,
    notes: work.notes,
  };
}

/** The price at other quantities, everything else equal. */
export function priceBreaks(input: OperationToPrice, quantities: readonly number[]): PriceBreak[] {
  return quantities.map((pieces) => {
    const { priceEur, pricePerPieceEur } = priceOperation({ ...input, pieces });
    return { pieces, priceEur, pricePerPieceEur };
  });
}

/**
 * The least that an idle hour may be sold for: energy, tools, the wages it causes, material, external work; no fixed cost, risk
 * or margin (methods 7.4). Shown to the company itself only.
 * @throws DomainError `pricing.variable-rate-missing` where the card tells the full rate alone
 */
export function priceFloorEur(input: OperationToPrice): number {
  const { machineVariableEurPerHour } = ratesOf(input.rateCard);
  if (machineVariableEurPerHour === null) {
    const remedy = 'a price floor needs machineVariableEurPerHour (energy and tools), or machine with the parts of its rate';
    throw new DomainError('invalid', 'pricing.variable-rate-missing', remedy, [
      { pointer: '/rateCard/machineVariableEurPerHour', code: 'missing' },
    ]);
  }
  const { hours, attendanceShare } = workOf(input);
  const labourHours = hours.setup + hours.programming + hours.inspection + hours.run * attendanceShare;
  const material = materialCostEur(input.material, input.pieces) + (input.externalEur ?? 0);
  return hours.machine * machineVariableEurPerHour + labourHours * input.rateCard.labourEurPerHour + material;
}

interface Work {
  readonly hours: OperationHours;
  readonly attendanceShare: number;
  readonly notes: readonly string[];
}

function workOf(input: OperationToPrice): Work {
  const hoursAt = (value: number, pointer: string): number => inRange(value, 0, Number.MAX_VALUE, pointer);
  const setup = hoursAt(input.setupHours, '/setupHours');
  const programming = hoursAt(input.programmingHours, '/programmingHours');
  const run = runTime({
    firstPieceHours: input.unitHours,
    pieces: input.pieces,
    piecesMadeBefore: input.piecesMadeBefore,
    learningRate: input.learningRate,
  });
  const inspection = hoursAt(input.inspectionHoursPerPiece, '/inspectionHoursPerPiece') * input.pieces;
  const unattended = inRange(input.unattendedRunShare ?? 0, 0, 1, '/unattendedRunShare');
  const attended = input.rateCard.attendanceShare;
  // A company that attends less than the default even by day gains nothing from the night.
  const attendanceShare = attended * (1 - unattended) + Math.min(attended, UNATTENDED_ATTENDANCE_SHARE) * unattended;
  return {
    hours: { setup, programming, run: run.hours, inspection, machine: setup + run.hours },
    attendanceShare,
    notes: run.learningRate === input.learningRate ? [] : ['learning-rate-limited'],
  };
}

function materialCostEur(material: Material | undefined, pieces: number): number {
  if (material === undefined) return 0;
  const grossKg = inRange(material.grossKgPerPiece, 0, Number.MAX_VALUE, '/material/grossKgPerPiece') * pieces;
  const eurPerKg = inRange(material.eurPerKg, 0, Number.MAX_VALUE, '/material/eurPerKg');
  const overheadShare = inRange(material.overheadShare, 0, 10, '/material/overheadShare');
  return grossKg * eurPerKg * (1 + overheadShare) * (1 + inRange(material.scrapShare, 0, 10, '/material/scrapShare'));
}
