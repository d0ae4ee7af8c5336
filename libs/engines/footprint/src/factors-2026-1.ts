import type { FactorSet, MachineEnergy, MaterialFactor, Provenance, VehicleFactor } from './factor-set.js';

const ukTransport2025: Provenance = {
  mark: 'V',
  source: 'UK Government GHG conversion factors 2025, tank-to-wheel plus well-to-tank',
  dataYear: 2025,
  scope: 'well-to-wheel, UK average load; to be replaced by GLEC v3 defaults or carrier data',
};

const publishedPower: Provenance = {
  mark: 'A',
  source: 'within the range of published measurements; one measured milling case shows 13.0 kW roughing and 7.4 kW finishing',
  dataYear: 2024,
  scope: 'mean electric power of the machine without shop overhead',
};

const steelRoutes: Provenance = {
  mark: 'K',
  source:
    'blast furnace and scrap-electric routes; public values scatter from 1.8 to 2.3 and from 0.36 to 0.70 (worldsteel mean of all routes 1.92)',
  dataYear: 2023,
  scope: 'cradle to gate of the mill; chips leave burden-free, no credit (cut-off)',
};

const titaniumScatter: Provenance = {
  mark: 'V',
  source: 'additive.tools comparison of databases, which differ by 3 to 5 times',
  dataYear: 2024,
  scope: 'cradle to gate, Ti-6Al-4V',
};

const noDefault: MaterialFactor = {
  kind: 'ask-supplier',
  provenance: { mark: 'A', source: 'no default on purpose', dataYear: 2026, scope: 'forces a question to the supplier' },
};

const tonneKm = (kgCo2ePerTonneKm: number): VehicleFactor => ({ kgCo2ePerTonneKm, provenance: ukTransport2025 });

const perHour = (standbyKw: number, inProcessKw: number): MachineEnergy => ({
  kind: 'per-hour',
  standbyKw,
  inProcessKw,
  provenance: publishedPower,
});

const perKg = (kwhPerKg: number) => ({ kind: 'per-kg' as const, kwhPerKg, provenance: publishedPower });

const steel = (additionalKgCo2ePerKg: number): MaterialFactor => ({
  kind: 'routes',
  virginKgCo2ePerKg: 2.32,
  recycledKgCo2ePerKg: 0.7,
  additionalKgCo2ePerKg,
  provenance: steelRoutes,
});

const aluminium = (additionalKgCo2ePerKg: number): MaterialFactor => ({
  kind: 'routes',
  virginKgCo2ePerKg: 6.8,
  recycledKgCo2ePerKg: 0.5,
  additionalKgCo2ePerKg,
  provenance: {
    mark: 'V',
    source: 'european-aluminium.eu for primary metal; recycled (K) and semi-finishing (A) from general knowledge',
    dataYear: 2024,
    scope: 'European primary metal; the world mean is 16.1',
  },
});

// biome-ignore format: one table
const GRID_2023 = {
  AT: 0.11081, BE: 0.13811, CH: 0.03484, CZ: 0.44972, DE: 0.38095, DK: 0.15165, ES: 0.17405, FI: 0.07916, FR: 0.05604,
  GB: 0.23759, HU: 0.20419, IE: 0.29081, IT: 0.33072, LU: 0.10526, NL: 0.26762, NO: 0.03008, PL: 0.66193, PT: 0.16555,
  RO: 0.24058, SE: 0.0407, SI: 0.23128, SK: 0.11677, TR: 0.46459, EU: 0.24383, CN: 0.58582, IN: 0.70513, US: 0.38598,
  world: 0.48599,
};

/** Methods 12.1, 12.2, 12.3 and 12.5. */
export const FACTORS_2026_1: FactorSet = {
  version: '2026.1',
  validFrom: '2026-01-01',
  grid: {
    kgCo2ePerKwhByCountry: GRID_2023,
    provenance: {
      mark: 'V',
      source: 'Ember-based table of thegreenwebfoundation/co2.js',
      dataYear: 2023,
      scope: 'generation, life-cycle view; imports and grid losses (3 to 6 %) are missing',
    },
  },
  naturalGas: {
    kgCo2ePerKwh: 0.2,
    provenance: { mark: 'K', source: 'natural gas burnt in a furnace', dataYear: 2023, scope: 'combustion' },
  },
  ownSolar: {
    kgCo2ePerKwh: 0.041,
    provenance: {
      mark: 'K',
      source: 'IPCC AR5 WG3 annex III, median of roof photovoltaics',
      dataYear: 2014,
      scope: 'life cycle of the plant',
    },
  },
  shopOverhead: {
    ratio: 1.3,
    provenance: { mark: 'A', source: 'own assumption', dataYear: 2026, scope: 'compressed air, heat and light of the shop' },
  },
  materials: {
    steel: steel(0.25),
    'tool-steel': steel(0.6),
    'stainless-steel': {
      kind: 'by-recycled-share',
      points: [
        { recycledShare: 0.3, kgCo2ePerKg: 6.8 },
        { recycledShare: 0.5, kgCo2ePerKg: 3.7 },
        { recycledShare: 0.75, kgCo2ePerKg: 2.45 },
        { recycledShare: 0.85, kgCo2ePerKg: 1.95 },
      ],
      provenance: { mark: 'V', source: 'worldstainless, by scrap share', dataYear: 2023, scope: 'cradle to gate of the mill' },
    },
    // The worked 3.02 of methods 12.2 is the metal alone; bars, plates and profiles carry their making on top.
    aluminium: aluminium(0),
    'aluminium-semi-finished': aluminium(0.4),
    'titanium-wrought': { kind: 'single', kgCo2ePerKg: 50, provenance: titaniumScatter },
    'titanium-powder': { kind: 'single', kgCo2ePerKg: 107.5, provenance: titaniumScatter },
    brass: noDefault,
    copper: noDefault,
    plastics: noDefault,
  },
  vehicles: {
    'van-diesel': tonneKm(0.78225),
    'rigid-3.5-7.5t': tonneKm(0.65057),
    'rigid-7.5-17t': tonneKm(0.45608),
    'rigid-over-17t': tonneKm(0.20882),
    'rigid-average': tonneKm(0.2408),
    'articulated-over-33t': tonneKm(0.09502),
    'heavy-truck-average': tonneKm(0.12522),
    'freight-train': tonneKm(0.0347),
    'container-ship': tonneKm(0.01977),
  },
  vehicleByLoad: [
    { upToTonnes: 0.8, vehicle: 'van-diesel' },
    { upToTonnes: 3, vehicle: 'rigid-7.5-17t' },
    { upToTonnes: Number.POSITIVE_INFINITY, vehicle: 'rigid-over-17t' },
  ],
  machineClasses: {
    'turning-small': perHour(1.5, 4),
    'turning-large': perHour(3, 10),
    'milling-3-axis': perHour(2, 6),
    'milling-5-axis': perHour(2.5, 8),
    grinding: perHour(2, 6),
    'wire-edm': perHour(2, 5),
    'sink-edm': perHour(1.5, 4),
    'laser-cutting-fibre': perHour(3, 15),
    'press-brake': perHour(1, 5),
    'tig-welding': perHour(0.5, 5),
    'laser-powder-bed': perHour(2, 4),
    'vacuum-hardening': perKg(1.2),
    annealing: perKg(0.6),
  },
};
