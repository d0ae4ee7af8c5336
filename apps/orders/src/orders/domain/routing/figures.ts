import type { Material, Process } from '@gewerk/contracts';

/** Provenance of a figure (methods 0.2): verified, general knowledge, or own assumption to be calibrated. */
export type ProvenanceMark = 'V' | 'K' | 'A';

export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly mark: ProvenanceMark;
  readonly source: string;
}

/** Version of the whole table; every order keeps the one it was routed by. */
export const ROUTING_TEMPLATE_VERSION = 'routing-2026.1';

type ByMaterial = Readonly<Record<Material, Figure>>;

function byMaterial(unit: string, mark: ProvenanceMark, source: string, values: Readonly<Record<Material, number>>): ByMaterial {
  const figure = (value: number): Figure => ({ value, unit, mark, source });
  return {
    steel: figure(values.steel),
    'tool-steel': figure(values['tool-steel']),
    'stainless-steel': figure(values['stainless-steel']),
    aluminium: figure(values.aluminium),
    titanium: figure(values.titanium),
  };
}

function one(value: number, unit: string, source: string, mark: ProvenanceMark = 'A'): Figure {
  return { value, unit, mark, source };
}

export const DENSITY = byMaterial('g/cm3', 'K', 'handbook values of S355, 1.2312, 1.4301, EN AW-6082 and Ti-6Al-4V', {
  steel: 7.85,
  'tool-steel': 7.8,
  'stainless-steel': 7.9,
  aluminium: 2.7,
  titanium: 4.43,
});

const MEAN_OF_CYCLE = 'mean over the cutting cycle with tool changes and air cuts, about a third of catalogue rates; medium-sized machine';

/** Volume taken away per minute of the cycle. */
export const REMOVAL_RATE: Readonly<Record<'milling-3-axis' | 'milling-5-axis' | 'turning', ByMaterial>> = {
  'milling-3-axis': byMaterial('cm3/min', 'A', MEAN_OF_CYCLE, {
    steel: 20,
    'tool-steel': 12,
    'stainless-steel': 10,
    aluminium: 80,
    titanium: 5,
  }),
  'milling-5-axis': byMaterial('cm3/min', 'A', `${MEAN_OF_CYCLE}; slimmer tools than on three axes`, {
    steel: 18,
    'tool-steel': 11,
    'stainless-steel': 9,
    aluminium: 85,
    titanium: 5,
  }),
  turning: byMaterial('cm3/min', 'A', MEAN_OF_CYCLE, {
    steel: 30,
    'tool-steel': 18,
    'stainless-steel': 14,
    aluminium: 90,
    titanium: 7,
  }),
};

const FINISHING_PASS = 'one finishing pass, feed times step-over times share of the time in cut';

/** Surface finished per minute. */
export const FINISHING_RATE: Readonly<Record<'milling' | 'turning' | 'grinding', ByMaterial>> = {
  milling: byMaterial('cm2/min', 'A', FINISHING_PASS, {
    steel: 30,
    'tool-steel': 22,
    'stainless-steel': 20,
    aluminium: 60,
    titanium: 12,
  }),
  turning: byMaterial('cm2/min', 'A', FINISHING_PASS, {
    steel: 60,
    'tool-steel': 45,
    'stainless-steel': 40,
    aluminium: 120,
    titanium: 25,
  }),
  grinding: byMaterial('cm2/min', 'A', 'surface or cylindrical grinding of 0.2 mm allowance with sparking out', {
    steel: 12,
    'tool-steel': 10,
    'stainless-steel': 9,
    aluminium: 10,
    titanium: 5,
  }),
};

export const SAWING_RATE = byMaterial('cm2/min', 'K', 'band saw, guide values of blade makers for solid bar', {
  steel: 40,
  'tool-steel': 25,
  'stainless-steel': 20,
  aluminium: 150,
  titanium: 12,
});

export const LASER_SPEED_AT_2_MM = byMaterial('m/min', 'A', 'fibre laser of 6 kW, contours with corners; inverse to the thickness', {
  steel: 6,
  'tool-steel': 4,
  'stainless-steel': 5,
  aluminium: 5,
  titanium: 4,
});

const SETUP_SOURCE = 'set-up of a single-batch shop: clear, clamp, zero, tools, first cut';

export const SETUP_MINUTES: Readonly<Record<Process, Figure>> = {
  sawing: one(15, 'min', SETUP_SOURCE),
  'laser-cutting': one(20, 'min', SETUP_SOURCE),
  turning: one(60, 'min', SETUP_SOURCE),
  'milling-3-axis': one(90, 'min', SETUP_SOURCE),
  'milling-5-axis': one(120, 'min', SETUP_SOURCE),
  'wire-edm': one(60, 'min', SETUP_SOURCE),
  'sink-edm': one(90, 'min', SETUP_SOURCE),
  welding: one(45, 'min', SETUP_SOURCE),
  'heat-treatment': one(30, 'min', 'charging and thermocouples'),
  grinding: one(75, 'min', `${SETUP_SOURCE}; dressing of the wheel`),
  assembly: one(30, 'min', SETUP_SOURCE),
  inspection: one(30, 'min', 'alignment on the coordinate measuring machine'),
};

/** For a plain part; multiplied by the shape complexity for milling. */
export const PROGRAMMING_MINUTES: Readonly<Partial<Record<Process, Figure>>> = {
  'laser-cutting': one(15, 'min', 'nesting'),
  turning: one(45, 'min', 'CAM from the solid model'),
  'milling-3-axis': one(90, 'min', 'CAM from the solid model, plain part'),
  'milling-5-axis': one(150, 'min', 'CAM from the solid model with simulation, plain part'),
  grinding: one(20, 'min', 'cycle parameters'),
  inspection: one(60, 'min', 'measuring program from the solid model'),
};

export const TEMPLATE = {
  nearNetFillShare: one(0.35, 'share of the box', 'below it, cutting from the solid wastes more than a blank near the shape costs'),
  boxAllowance: one(3, 'mm per side', 'cutting and clamping allowance of bar and plate'),
  nearNetAllowance: one(3, 'mm', 'machining allowance of castings, weldments and cut-outs'),
  sheetWall: one(8, 'mm', 'mean wall (2 V / A) up to which a part counts as sheet'),
  weldmentWall: one(20, 'mm', 'mean wall (2 V / A) up to which an open shape is welded from plate rather than cast'),
  plateFlatness: one(0.25, 'smallest to largest extent', 'flat enough to be cut out of plate'),
  machinedShareNearNet: one(0.4, 'share of the surface', 'functional faces of a near-net part'),
  machinedShareSheet: one(0.05, 'share of the surface', 'bores and edges of a sheet part'),
  groundShare: one(0.25, 'share of the surface', 'fits and seats'),
  fiveAxisComplexity: one(2.2, 'surface against a plain block', 'from there on undercuts and free surfaces are likely'),
  fiveAxisIt: one(7, 'ISO 286 grade', 'one clamping instead of several keeps the grade without grinding'),
  grindingIt: one(6, 'ISO 286 grade', 'milling and turning reach IT 7 with usual effort', 'K'),
  grindingRa: one(400, 'nm', 'usual limit of fine milling and turning', 'K'),
  gradeBeforeGrinding: one(9, 'ISO 286 grade', 'the blank of a ground part'),
  fineFinishFactor: one(1.4, 'times the finishing time', 'IT 7 and finer: second pass, measuring on the machine'),
  coarseFinishFactor: one(0.8, 'times the finishing time', 'IT 11 and coarser'),
  handlingMinutes: one(3, 'min per clamping', 'pick up, clean, clamp, remove'),
  handlingMinutesPerKilogram: one(0.4, 'min/kg per clamping', 'heavier pieces need help or a crane'),
  handlingMinutesMax: one(15, 'min per clamping', 'crane'),
  bendingMinutes: one(5, 'min per piece', 'forming of sheet is no process of its own here and counted with cutting'),
  contourFactor: one(2.5, 'times the outline of the sheet', 'inner contours'),
  weldingRate: one(0.25, 'm/min', 'manual gas-shielded welding with tacking and dressing'),
  furnaceCycleMinutes: one(360, 'min', 'hardening and one tempering in a vacuum furnace'),
  furnaceChargeKilograms: one(200, 'kg', 'charge of a medium furnace, shared with other orders'),
  furnaceShareMin: one(0.25, 'share of a charge', 'least that is charged to a small lot'),
  inspectionMinutesPerFeatureArea: one(0.02, 'min/cm2', 'measuring effort grows with the surface'),
  inspectionMinutesMin: one(6, 'min per piece', 'handling and the few main dimensions'),
  sampleShare: one(0.1, 'share of the pieces', 'sample of a small batch, at least one piece'),
  firstArticleFactor: one(6, 'times the inspection of one piece', 'full report on the first piece, in the manner of EN 9102', 'A'),
  splitPieces: one(10, 'pieces', 'smaller lots are not worth a second set-up'),
} as const;
