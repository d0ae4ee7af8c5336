import { DomainError } from '@gewerk/kernel';
import { known, notNegative, share } from './checks.js';
import { DEFAULT_RATING, type RatedContribution } from './data-quality.js';
import type { FactorSet } from './factor-set.js';

/** How much energy an operation took, from best to poorest knowledge (methods 6.4). */
export type EnergyUse =
  | { readonly kind: 'metered'; readonly kwh: number }
  | {
      readonly kind: 'modelled';
      readonly basePowerKw: number;
      readonly hoursOn: number;
      readonly cuttingPowerKw: number;
      readonly hoursCutting: number;
      readonly setupKwh: number;
    }
  | {
      /** By the machine class of the factor set: hours for machines, treated mass for furnaces. */
      readonly kind: 'machine-class';
      readonly machineClass: string;
      readonly processHours?: number;
      readonly standbyHours?: number;
      readonly treatedKg?: number;
    };

export interface OperationEnergy {
  readonly operation: string;
  readonly energy: EnergyUse;
  /** Default electricity. */
  readonly carrier?: 'electricity' | 'natural-gas';
  /** ISO 3166-1 alpha-2; unknown ones take the EU value and lose one step of data quality. */
  readonly country: string;
  /** Counts only where a meter or a contract proves it. */
  readonly ownSolar?: { readonly share: number; readonly proof: 'meter' | 'contract' | 'none' };
  readonly rating?: number;
}

export interface OperationFootprint extends RatedContribution {
  readonly operation: string;
  /** Of the process alone, without shop overhead. */
  readonly processKwh: number;
  readonly kgCo2ePerKwh: number;
  readonly flags: readonly string[];
}

/** Process energy in kWh without shop overhead (methods 6.4). */
export function processKwh(energy: EnergyUse, factors: FactorSet, pointer = '/energy'): number {
  if (energy.kind === 'metered') return notNegative(energy.kwh, `${pointer}/kwh`);
  if (energy.kind === 'modelled') {
    const base = notNegative(energy.basePowerKw, `${pointer}/basePowerKw`) * notNegative(energy.hoursOn, `${pointer}/hoursOn`);
    const cutting =
      notNegative(energy.cuttingPowerKw, `${pointer}/cuttingPowerKw`) * notNegative(energy.hoursCutting, `${pointer}/hoursCutting`);
    return base + cutting + notNegative(energy.setupKwh, `${pointer}/setupKwh`);
  }
  const machine = known(factors.machineClasses, energy.machineClass, `${pointer}/machineClass`);
  if (machine.kind === 'per-kg') return machine.kwhPerKg * required(energy.treatedKg, `${pointer}/treatedKg`, energy.machineClass);
  const processHours = required(energy.processHours, `${pointer}/processHours`, energy.machineClass);
  return machine.inProcessKw * processHours + machine.standbyKw * notNegative(energy.standbyHours ?? 0, `${pointer}/standbyHours`);
}

/** Emissions of one operation: shop overhead times process energy times the factor of its carrier (methods 6.2). */
export function operationFootprint(operation: OperationEnergy, factors: FactorSet, pointer = ''): OperationFootprint {
  const kwh = processKwh(operation.energy, factors, `${pointer}/energy`);
  const flags: string[] = [];
  let rating = operation.rating ?? RATING_BY_KIND[operation.energy.kind];
  let kgCo2ePerKwh: number;
  if (operation.carrier === 'natural-gas') {
    kgCo2ePerKwh = factors.naturalGas.kgCo2ePerKwh;
  } else {
    const byCountry = factors.grid.kgCo2ePerKwhByCountry;
    let grid = Object.hasOwn(byCountry, operation.country) ? byCountry[operation.country] : undefined;
    if (grid === undefined) {
      grid = byCountry['EU'] as number;
      rating = Math.min(5, rating + 1);
      flags.push('country-unknown-eu-value');
    }
    const solarShare = provenSolarShare(operation, pointer, flags);
    kgCo2ePerKwh = (1 - solarShare) * grid + solarShare * factors.ownSolar.kgCo2ePerKwh;
  }
  return {
    operation: operation.operation,
    processKwh: kwh,
    kgCo2ePerKwh,
    kgCo2e: factors.shopOverhead.ratio * kwh * kgCo2ePerKwh,
    rating,
    primary: operation.energy.kind === 'metered',
    flags,
  };
}

/** Set-up energy of a bundle, divided by the hours each order used (methods 6.2); equal parts where none used any. */
export function shareSetupKwh(setupKwh: number, hoursByOrder: readonly number[]): number[] {
  notNegative(setupKwh, '/setupKwh');
  const total = hoursByOrder.reduce((sum, hours, index) => sum + notNegative(hours, `/hoursByOrder/${index}`), 0);
  return hoursByOrder.map((hours) => (total === 0 ? setupKwh / hoursByOrder.length : (setupKwh * hours) / total));
}

const RATING_BY_KIND = {
  metered: DEFAULT_RATING.metered,
  modelled: DEFAULT_RATING.modelled,
  'machine-class': DEFAULT_RATING.classDefault,
} as const;

function provenSolarShare(operation: OperationEnergy, pointer: string, flags: string[]): number {
  if (operation.ownSolar === undefined) return 0;
  const claimed = share(operation.ownSolar.share, `${pointer}/ownSolar/share`);
  if (operation.ownSolar.proof !== 'none') return claimed;
  if (claimed > 0) flags.push('own-solar-unproven');
  return 0;
}

function required(value: number | undefined, pointer: string, machineClass: string): number {
  if (value !== undefined) return notNegative(value, pointer);
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  throw new DomainError(
    'invalid',
    'footprint.energy-basis-missing',
    `${pointer} is missing; machine class ${machineClass} is reckoned by ${field}`,
    [{ pointer, code: 'missing', params: { machineClass } }],
  );
}
