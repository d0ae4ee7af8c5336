import { DomainError } from '@gewerk/kernel';
import { inRange, positive } from './checks.js';

/** What a machine costs its owner; the parts of the hourly rate (methods 7.4). */
export interface MachineCost {
  readonly purchasePriceEur: number;
  readonly lifeYears: number;
  /** Yearly interest as a share, applied to half the price: the capital bound on average. */
  readonly interestShare: number;
  readonly maintenanceShare: number;
  readonly areaSquareMetres: number;
  readonly rentEurPerSquareMetreMonth: number;
  /** Mean electric power while running. */
  readonly powerKw: number;
  readonly electricityEurPerKwh: number;
  readonly toolsEurPerHour: number;
  /** Hours per year over which the fixed part is spread. */
  readonly productiveHoursPerYear: number;
}

export interface MachineRate {
  readonly fixedEurPerYear: number;
  readonly fixedEurPerHour: number;
  /** Energy and tools: what an hour costs that would otherwise be idle. */
  readonly variableEurPerHour: number;
  readonly eurPerHour: number;
}

/** Hourly rate of a machine from its parts (methods 7.4). */
export function machineRate(cost: MachineCost, pointer = ''): MachineRate {
  for (const field of MACHINE_FIELDS) inRange(cost[field], 0, Number.MAX_VALUE, `${pointer}/${field}`);
  positive(cost.lifeYears, `${pointer}/lifeYears`);
  positive(cost.productiveHoursPerYear, `${pointer}/productiveHoursPerYear`);
  const perYearOfPrice = 1 / cost.lifeYears + cost.interestShare / 2 + cost.maintenanceShare;
  const rentEurPerYear = cost.areaSquareMetres * cost.rentEurPerSquareMetreMonth * 12;
  const fixedEurPerYear = cost.purchasePriceEur * perYearOfPrice + rentEurPerYear;
  const fixedEurPerHour = fixedEurPerYear / cost.productiveHoursPerYear;
  const variableEurPerHour = cost.powerKw * cost.electricityEurPerKwh + cost.toolsEurPerHour;
  return { fixedEurPerYear, fixedEurPerHour, variableEurPerHour, eurPerHour: fixedEurPerHour + variableEurPerHour };
}

/**
 * The same machine at another utilisation: the fixed part spreads over `possibleHoursPerYear * utilisation` hours.
 * This is the economic core of capacity levelling (methods 7.4).
 * @param utilisation productive hours over possible hours, in (0, 1]
 */
export function machineRateAtUtilisation(cost: MachineCost, possibleHoursPerYear: number, utilisation: number): MachineRate {
  positive(possibleHoursPerYear, '/possibleHoursPerYear');
  if (!(utilisation > 0 && utilisation <= 1)) {
    throw new DomainError('invalid', 'pricing.utilisation-out-of-range', 'give the utilisation as a share above 0 and at most 1', [
      { pointer: '/utilisation', code: 'out-of-range', params: { above: 0, max: 1, given: utilisation } },
    ]);
  }
  return machineRate({ ...cost, productiveHoursPerYear: possibleHoursPerYear * utilisation });
}

/** Wage cost with overhead: the hourly rate of a worker. */
export function labourRateEurPerHour(wageEurPerHour: number, overheadShare: number): number {
  return positive(wageEurPerHour, '/wageEurPerHour') * (1 + inRange(overheadShare, 0, 10, '/overheadShare'));
}

const MACHINE_FIELDS = [
  'purchasePriceEur',
  'lifeYears',
  'interestShare',
  'maintenanceShare',
  'areaSquareMetres',
  'rentEurPerSquareMetreMonth',
  'powerKw',
  'electricityEurPerKwh',
  'toolsEurPerHour',
  'productiveHoursPerYear',
] as const satisfies readonly (keyof MachineCost)[];
