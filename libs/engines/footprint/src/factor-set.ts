/** Provenance of a figure (methods 0.2): verified, general literature knowledge, own assumption. */
export type Mark = 'V' | 'K' | 'A';

export interface Provenance {
  readonly mark: Mark;
  readonly source: string;
  /** Year the figure describes. */
  readonly dataYear: number;
  /** What the figure covers, e.g. generation without grid losses. */
  readonly scope: string;
}

export interface VirginRecycledFactor {
  readonly kind: 'routes';
  readonly virginKgCo2ePerKg: number;
  readonly recycledKgCo2ePerKg: number;
  /** Rolling, alloying, semi-finishing: on top of either route. */
  readonly additionalKgCo2ePerKg: number;
}

/** Factors known at some recycled shares only; between them they are interpolated. */
export interface TabulatedFactor {
  readonly kind: 'by-recycled-share';
  readonly points: readonly { readonly recycledShare: number; readonly kgCo2ePerKg: number }[];
}

/** One figure whatever the recycled share, since no source tells the difference. */
export interface SingleFactor {
  readonly kind: 'single';
  readonly kgCo2ePerKg: number;
}

/** No default: databases scatter too widely, so that the supplier must be asked. */
export interface AskSupplier {
  readonly kind: 'ask-supplier';
}

export type MaterialFactor = (VirginRecycledFactor | TabulatedFactor | SingleFactor | AskSupplier) & { readonly provenance: Provenance };

export interface VehicleFactor {
  readonly kgCo2ePerTonneKm: number;
  readonly provenance: Provenance;
}

export interface MachineEnergy {
  readonly kind: 'per-hour';
  readonly standbyKw: number;
  readonly inProcessKw: number;
  readonly provenance: Provenance;
}

export interface BatchEnergy {
  readonly kind: 'per-kg';
  readonly kwhPerKg: number;
  readonly provenance: Provenance;
}

/**
 * All factors of one version. A result names the version; results of two versions are never compared (methods 12.1).
 * Countries by ISO 3166-1 alpha-2, plus `EU` and `world`.
 */
export interface FactorSet {
  readonly version: string;
  readonly validFrom: string;
  readonly grid: { readonly kgCo2ePerKwhByCountry: Readonly<Record<string, number>>; readonly provenance: Provenance };
  readonly naturalGas: { readonly kgCo2ePerKwh: number; readonly provenance: Provenance };
  readonly ownSolar: { readonly kgCo2ePerKwh: number; readonly provenance: Provenance };
  /** Air, heat and light of the shop on top of each process kWh. */
  readonly shopOverhead: { readonly ratio: number; readonly provenance: Provenance };
  readonly materials: Readonly<Record<string, MaterialFactor>>;
  readonly vehicles: Readonly<Record<string, VehicleFactor>>;
  /** Vehicle by the mass of the load, ascending; the last one takes all above. */
  readonly vehicleByLoad: readonly { readonly upToTonnes: number; readonly vehicle: string }[];
  readonly machineClasses: Readonly<Record<string, MachineEnergy | BatchEnergy>>;
}
