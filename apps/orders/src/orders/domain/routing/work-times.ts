import type { Material, Process } from '@gewerk/contracts';
import { FINISHING_RATE, LASER_SPEED_AT_2_MM, PROGRAMMING_MINUTES, REMOVAL_RATE, SAWING_RATE, SETUP_MINUTES, TEMPLATE } from './figures.js';
import { assumption, type Blank, extentsMillimetres, type PartFigures } from './part-class.js';

/** One part of an order as the templates see it. */
export interface PartToRoute {
  readonly figures: PartFigures;
  readonly material: Material;
  readonly pieces: number;
  readonly toleranceIt: number;
  readonly roughnessRaNanometres: number | null;
  readonly inspection: Inspection;
  readonly hardened: boolean;
}

export type Inspection = 'none' | 'sample' | 'full' | 'first-article';

export type CuttingProcess = 'milling-3-axis' | 'milling-5-axis' | 'turning';

export interface WorkTimes {
  readonly setupMinutes: number;
  readonly programmingMinutes: number;
  /** First piece on the template machine. */
  readonly unitMinutes: number;
  readonly assumptions: readonly string[];
}

function timesOf(process: Process, unitMinutes: number, assumptions: readonly string[], programmingFactor = 1): WorkTimes {
  const setup = SETUP_MINUTES[process];
  const programming = PROGRAMMING_MINUTES[process];
  return {
    setupMinutes: setup.value,
    programmingMinutes: Math.round((programming?.value ?? 0) * programmingFactor),
    unitMinutes: Math.round(unitMinutes * 100) / 100,
    assumptions: [
      assumption('set-up', setup),
      ...(programming === undefined ? [] : [assumption('programming', programming)]),
      ...assumptions,
    ],
  };
}

/** Milling or turning of one piece: roughing by volume, finishing by surface, handling by mass and clampings. */
export function cuttingTimes(part: PartToRoute, blank: Blank, process: CuttingProcess, gradeReached: number): WorkTimes {
  const removal = REMOVAL_RATE[process][part.material];
  const finishing = FINISHING_RATE[process === 'turning' ? 'turning' : 'milling'][part.material];
  const removedCm3 = Math.max(0, blank.grossVolumeCubicMillimetres - part.figures.volumeCubicMillimetres) / 1000;
  const surfaceCm2 = (part.figures.areaSquareMillimetres / 100) * blank.machinedShare;
  const finish = finishFactorOf(gradeReached);
  const clampings = process === 'milling-3-axis' ? (blank.shapeComplexity > 1.5 ? 3 : 2) : 2;
  const minutes =
    removedCm3 / removal.value + (surfaceCm2 / finishing.value) * finish.value + clampings * handlingMinutes(blank.grossMassGrams);
  return timesOf(
    process,
    minutes,
    [
      assumption(`removal of ${round1(removedCm3)} cm3 at`, removal),
      assumption(`finishing of ${round1(surfaceCm2)} cm2 at`, finishing),
      finish.text,
      `${clampings} clampings; ${assumption('handling', TEMPLATE.handlingMinutes)}, ${assumption('and', TEMPLATE.handlingMinutesPerKilogram)}`,
    ],
    process === 'turning' ? 1 : blank.shapeComplexity,
  );
}

export function sawingTimes(part: PartToRoute, blank: Blank): WorkTimes {
  const [, b, c] = extentsMillimetres(part.figures);
  const allowance = 2 * TEMPLATE.boxAllowance.value;
  const sectionCm2 = ((b + allowance) * (c + allowance)) / 100;
  const rate = SAWING_RATE[part.material];
  return timesOf('sawing', sectionCm2 / rate.value + handlingMinutes(blank.grossMassGrams), [
    assumption(`cut of ${round1(sectionCm2)} cm2 at`, rate),
    assumption('handling', TEMPLATE.handlingMinutes),
  ]);
}

export function laserTimes(part: PartToRoute, blank: Blank): WorkTimes {
  const [a, b] = extentsMillimetres(part.figures);
  const lengthMetres = (2 * (a + b) * TEMPLATE.contourFactor.value) / 1000;
  const speed = LASER_SPEED_AT_2_MM[part.material];
  const metresPerMinute = (speed.value * 2) / Math.max(1, blank.meanWallMillimetres);
  const bending = blank.partClass === 'sheet' ? TEMPLATE.bendingMinutes.value : 0;
  return timesOf('laser-cutting', lengthMetres / metresPerMinute + handlingMinutes(blank.grossMassGrams) + bending, [
    assumption(`contour of ${round1(lengthMetres)} m in a wall of ${round1(blank.meanWallMillimetres)} mm at 2 mm`, speed),
    assumption('contour', TEMPLATE.contourFactor),
    ...(bending === 0 ? [] : [assumption('bending', TEMPLATE.bendingMinutes)]),
  ]);
}

export function weldingTimes(part: PartToRoute, blank: Blank): WorkTimes {
  const [a, b, c] = extentsMillimetres(part.figures);
  const seamMetres = (4 * (a + b + c)) / 1000;
  const rate = TEMPLATE.weldingRate;
  return timesOf('welding', seamMetres / rate.value + handlingMinutes(blank.grossMassGrams), [
    assumption(`seams along the edges of the box, ${round1(seamMetres)} m at`, rate),
  ]);
}

/** Share of a furnace charge that the lot takes, spread over its pieces. */
export function hardeningTimes(part: PartToRoute, blank: Blank): WorkTimes {
  const lotKilograms = (blank.netMassGrams * part.pieces) / 1000;
  const share = Math.max(TEMPLATE.furnaceShareMin.value, lotKilograms / TEMPLATE.furnaceChargeKilograms.value);
  return timesOf('heat-treatment', (share * TEMPLATE.furnaceCycleMinutes.value) / part.pieces, [
    assumption('cycle', TEMPLATE.furnaceCycleMinutes),
    assumption(`lot of ${round1(lotKilograms)} kg in a charge of`, TEMPLATE.furnaceChargeKilograms),
    assumption('at least', TEMPLATE.furnaceShareMin),
  ]);
}

export function grindingTimes(part: PartToRoute, blank: Blank): WorkTimes {
  const groundCm2 = (part.figures.areaSquareMillimetres / 100) * TEMPLATE.groundShare.value;
  const rate = FINISHING_RATE.grinding[part.material];
  return timesOf('grinding', groundCm2 / rate.value + 2 * handlingMinutes(blank.netMassGrams), [
    assumption('ground', TEMPLATE.groundShare),
    assumption(`${round1(groundCm2)} cm2 at`, rate),
  ]);
}

/** Measuring one piece in full. */
function inspectionMinutesPerPiece(part: PartToRoute): number {
  return Math.max(
    TEMPLATE.inspectionMinutesMin.value,
    (part.figures.areaSquareMillimetres / 100) * TEMPLATE.inspectionMinutesPerFeatureArea.value,
  );
}

/** A measuring operation of its own: every piece, or the full report of the first one. */
export function inspectionTimes(part: PartToRoute): WorkTimes {
  const perPiece = inspectionMinutesPerPiece(part);
  const minutes = part.inspection === 'first-article' ? (perPiece * TEMPLATE.firstArticleFactor.value) / part.pieces : perPiece;
  return timesOf('inspection', minutes, [
    assumption('measuring', TEMPLATE.inspectionMinutesPerFeatureArea),
    ...(part.inspection === 'first-article' ? [assumption('first article', TEMPLATE.firstArticleFactor)] : []),
  ]);
}

/** Sampling goes with the last machining operation; shown as minutes on average over the lot. */
export function sampleMinutesPerPiece(part: PartToRoute): number {
  const sampled = Math.max(1, Math.ceil(part.pieces * TEMPLATE.sampleShare.value));
  return Math.round(((inspectionMinutesPerPiece(part) * sampled) / part.pieces) * 100) / 100;
}

function finishFactorOf(gradeReached: number): { value: number; text: string } {
  if (gradeReached <= 7) return { value: TEMPLATE.fineFinishFactor.value, text: assumption('fine', TEMPLATE.fineFinishFactor) };
  if (gradeReached >= 11) return { value: TEMPLATE.coarseFinishFactor.value, text: assumption('coarse', TEMPLATE.coarseFinishFactor) };
  return { value: 1, text: `one finishing pass reaches IT ${gradeReached} (K: usual grades of milling and turning)` };
}

function handlingMinutes(massGrams: number): number {
  const minutes = TEMPLATE.handlingMinutes.value + (massGrams / 1000) * TEMPLATE.handlingMinutesPerKilogram.value;
  return Math.min(TEMPLATE.handlingMinutesMax.value, minutes);
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
