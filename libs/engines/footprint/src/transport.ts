import { known, notNegative } from './checks.js';
import { DEFAULT_RATING, type RatedContribution } from './data-quality.js';
import type { FactorSet } from './factor-set.js';

/** One element of a transport chain: pick-up, main leg, hub or delivery (methods 6.3, ISO 14083 logic). */
export interface TransportLeg {
  readonly from: string;
  readonly to: string;
  /** Including packaging. */
  readonly massTonnes: number;
  /** Shortest feasible road distance, or great circle. */
  readonly km: number;
  /** Key of the factor set's vehicles; absent: by the mass of the load. */
  readonly vehicle?: string;
  /** Primary data of the carrier; replaces the default. */
  readonly carrierKgCo2ePerTonneKm?: number;
  /**
   * A trip for this load alone: then all kilometres count, the empty return too, whatever the load.
   * Diesel by a factor per vehicle-km, electric by consumption and the grid of a country.
   */
  readonly dedicated?:
    | { readonly totalKm: number; readonly kgCo2ePerVehicleKm: number }
    | { readonly totalKm: number; readonly kwhPerKm: number; readonly country: string };
  readonly rating?: number;
}

export interface LegFootprint extends RatedContribution {
  readonly from: string;
  readonly to: string;
  readonly tonneKm: number;
  /** Key of the vehicle that was reckoned with; null where the carrier or a dedicated trip decided. */
  readonly vehicle: string | null;
  readonly flags: readonly string[];
}

/** Vehicle class for a load (methods 6.3). */
export function vehicleFor(massTonnes: number, factors: FactorSet): string {
  const found = factors.vehicleByLoad.find(({ upToTonnes }) => massTonnes <= upToTonnes);
  if (found === undefined) throw new Error(`factor set ${factors.version} has no vehicle for ${massTonnes} t`);
  return found.vehicle;
}

/** Well-to-wheel emissions of one leg. */
export function legFootprint(leg: TransportLeg, factors: FactorSet, pointer = ''): LegFootprint {
  const tonneKm = notNegative(leg.massTonnes, `${pointer}/massTonnes`) * notNegative(leg.km, `${pointer}/km`);
  const result = { from: leg.from, to: leg.to, tonneKm };
  if (leg.dedicated !== undefined) return { ...result, ...dedicatedTrip(leg, leg.dedicated, factors, `${pointer}/dedicated`) };
  if (leg.carrierKgCo2ePerTonneKm !== undefined) {
    const factor = notNegative(leg.carrierKgCo2ePerTonneKm, `${pointer}/carrierKgCo2ePerTonneKm`);
    const rating = leg.rating ?? DEFAULT_RATING.carrierData;
    return { ...result, vehicle: null, kgCo2e: tonneKm * factor, rating, primary: true, flags: [] };
  }
  const vehicle = leg.vehicle ?? vehicleFor(leg.massTonnes, factors);
  const { kgCo2ePerTonneKm } = known(factors.vehicles, vehicle, `${pointer}/vehicle`);
  const rating = leg.rating ?? DEFAULT_RATING.transportDefault;
  return { ...result, vehicle, kgCo2e: tonneKm * kgCo2ePerTonneKm, rating, primary: false, flags: [] };
}

type Dedicated = NonNullable<TransportLeg['dedicated']>;

function dedicatedTrip(
  leg: TransportLeg,
  trip: Dedicated,
  factors: FactorSet,
  pointer: string,
): Omit<LegFootprint, 'from' | 'to' | 'tonneKm'> {
  const totalKm = notNegative(trip.totalKm, `${pointer}/totalKm`);
  const rating = leg.rating ?? DEFAULT_RATING.carrierData;
  if ('kgCo2ePerVehicleKm' in trip) {
    const kgCo2e = totalKm * notNegative(trip.kgCo2ePerVehicleKm, `${pointer}/kgCo2ePerVehicleKm`);
    return { vehicle: null, kgCo2e, rating, primary: true, flags: [] };
  }
  const byCountry = factors.grid.kgCo2ePerKwhByCountry;
  const isKnown = Object.hasOwn(byCountry, trip.country);
  const grid = byCountry[isKnown ? trip.country : 'EU'] as number;
  return {
    vehicle: null,
    kgCo2e: totalKm * notNegative(trip.kwhPerKm, `${pointer}/kwhPerKm`) * grid,
    rating: isKnown ? rating : Math.min(5, rating + 1),
    primary: true,
    flags: isKnown ? [] : ['country-unknown-eu-value'],
  };
}
