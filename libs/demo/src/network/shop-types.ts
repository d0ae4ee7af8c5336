export type Process =
  | 'sawing'
  | 'laser-cutting'
  | 'turning'
  | 'milling-3-axis'
  | 'milling-5-axis'
  | 'wire-edm'
  | 'sink-edm'
  | 'welding'
  | 'heat-treatment'
  | 'grinding'
  | 'assembly'
  | 'inspection';

/** One machine group that shops of a type have; figures are assumptions (mark A) within the ranges of methods 12.5. */
export interface GroupTemplate {
  process: Process;
  model: string;
  axes: number;
  envelopeMm: readonly [number, number, number];
  maxMassKg: number;
  accuracyIt: number;
  processCapability: number;
  powerStandbyWatts: number;
  powerProcessWatts: number;
  energyWattHoursPerKilogram: number | null;
  machineEurPerHour: number;
  attendanceBasisPoints: number;
}

const METALS = ['steel', 'tool-steel', 'stainless-steel', 'aluminium'] as const;
export const GROUP_MATERIALS: readonly string[] = METALS;

const group = (
  process: Process,
  model: string,
  axes: number,
  envelopeMm: readonly [number, number, number],
  maxMassKg: number,
  accuracyIt: number,
  power: readonly [number, number],
  machineEurPerHour: number,
  attendanceBasisPoints: number,
  energyWattHoursPerKilogram: number | null = null,
): GroupTemplate => ({
  process,
  model,
  axes,
  envelopeMm,
  maxMassKg,
  accuracyIt,
  processCapability: 1.45,
  powerStandbyWatts: power[0],
  powerProcessWatts: power[1],
  energyWattHoursPerKilogram,
  machineEurPerHour,
  attendanceBasisPoints,
});

const bandSaw = group('sawing', 'band saw 900', 0, [900, 700, 600], 2_000, 13, [500, 3_000], 18, 4_000);
const turning = group('turning', 'turning centre 600', 2, [600, 600, 1_000], 400, 7, [1_500, 4_000], 34, 6_000);
const mill3 = group('milling-3-axis', '3-axis machining centre 1200', 3, [1_200, 700, 650], 1_200, 8, [2_000, 6_000], 38, 6_500);
const mill5 = group('milling-5-axis', '5-axis machining centre 900', 5, [900, 900, 650], 900, 6, [2_500, 8_000], 58, 6_000);
const wire = group('wire-edm', 'wire eroding machine 600', 4, [800, 600, 400], 1_000, 5, [2_000, 5_000], 42, 2_500);
const sink = group('sink-edm', 'sink eroding machine 500', 3, [700, 500, 400], 800, 6, [1_500, 4_000], 40, 3_000);
const grind = group('grinding', 'surface grinding machine 1000', 3, [1_000, 600, 500], 1_000, 5, [2_000, 6_000], 40, 8_000);
const furnace = group('heat-treatment', 'vacuum hardening furnace 900', 0, [900, 700, 700], 800, 11, [2_000, 20_000], 52, 2_000, 1_200);
const laser = group('laser-cutting', 'fibre laser 3015', 2, [3_000, 1_500, 200], 900, 12, [3_000, 15_000], 62, 6_000);
const weld = group('welding', 'TIG welding cell', 0, [2_000, 1_500, 1_200], 1_500, 14, [500, 5_000], 16, 10_000);
const assemble = group('assembly', 'assembly bay', 0, [3_000, 2_000, 2_000], 3_000, 14, [200, 500], 8, 10_000);
const inspect = group('inspection', 'coordinate measuring machine 1200', 3, [1_200, 1_000, 800], 1_500, 5, [600, 1_200], 30, 8_000);

/** What a shop of a type has; order is that of its pride. */
export const SHOP_TYPES = {
  machining: [mill3, mill5, turning, bandSaw, inspect],
  milling: [mill5, mill3, bandSaw],
  toolmaking: [mill5, wire, sink, grind, inspect],
  grinding: [grind, inspect],
  hardening: [furnace, inspect],
  sheet: [laser, weld, bandSaw],
  automation: [assemble, mill3, weld, inspect],
} as const satisfies Record<string, readonly GroupTemplate[]>;

export type ShopType = keyof typeof SHOP_TYPES;
