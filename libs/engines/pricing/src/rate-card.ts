import { DomainError } from '@gewerk/kernel';
import { inRange, positive, shareBelowOne } from './checks.js';
import { type MachineCost, machineRate } from './machine-rate.js';

/**
 * What a company asks for an hour on one of its machine groups. The machine is given by its rate or by the parts of it;
 * only the parts (or `machineVariableEurPerHour`) allow a price floor.
 */
export interface RateCard {
  readonly machineRateEurPerHour?: number;
  readonly machineVariableEurPerHour?: number;
  readonly machine?: MachineCost;
  /** Wage with overhead. */
  readonly labourEurPerHour: number;
  /** Share of the run time that the operator attends. */
  readonly attendanceShare: number;
  /** Share of the price, not of the cost. */
  readonly marginShare: number;
  /** Share of the cost for scrap beyond plan, rework and delay. */
  readonly riskShare: number;
}

export interface HourlyRates {
  readonly machineEurPerHour: number;
  readonly machineVariableEurPerHour: number | null;
}

export function ratesOf(card: RateCard): HourlyRates {
  inRange(card.labourEurPerHour, 0, Number.MAX_VALUE, '/rateCard/labourEurPerHour');
  inRange(card.attendanceShare, 0, 1, '/rateCard/attendanceShare');
  inRange(card.riskShare, 0, 1, '/rateCard/riskShare');
  shareBelowOne(card.marginShare, '/rateCard/marginShare');
  if (card.machineRateEurPerHour !== undefined) {
    const variable = card.machineVariableEurPerHour;
    return {
      machineEurPerHour: positive(card.machineRateEurPerHour, '/rateCard/machineRateEurPerHour'),
      machineVariableEurPerHour:
        variable === undefined ? null : inRange(variable, 0, card.machineRateEurPerHour, '/rateCard/machineVariableEurPerHour'),
    };
  }
  if (card.machine === undefined) {
    throw new DomainError('invalid', 'pricing.machine-rate-missing', 'give machineRateEurPerHour, or machine with the parts of its rate', [
      { pointer: '/rateCard/machineRateEurPerHour', code: 'missing' },
    ]);
  }
  const rate = machineRate(card.machine, '/rateCard/machine');
  return { machineEurPerHour: rate.eurPerHour, machineVariableEurPerHour: rate.variableEurPerHour };
}
