import type { Process } from '@gewerk/contracts';
import { TEMPLATE } from './figures.js';
import { type Blank, blankOf, assumption } from './part-class.js';
import {
  type CuttingProcess,
  cuttingTimes,
  grindingTimes,
  hardeningTimes,
  inspectionTimes,
  laserTimes,
  type PartToRoute,
  sampleMinutesPerPiece,
  sawingTimes,
  weldingTimes,
  type WorkTimes,
} from './work-times.js';

export interface RoutedOperation {
  readonly process: Process;
  readonly name: string;
  readonly setupMinutes: number;
  readonly programmingMinutes: number;
  readonly unitMinutes: number;
  readonly inspectionMinutesPerPiece: number;
  /** Of one piece as it comes to the machine. */
  readonly pieceMassGrams: number;
  /** Of the whole lot after the operation. */
  readonly massAfterGrams: number;
  readonly accuracyIt: number;
  readonly splittable: boolean;
  readonly suppliesMaterial: boolean;
  readonly assumptions: readonly string[];
}

export interface Route {
  readonly blank: Blank;
  /** In the order of work: each follows the one before. */
  readonly operations: readonly RoutedOperation[];
}

interface Step {
  readonly process: Process;
  readonly name: string;
  readonly times: WorkTimes;
  readonly massAfterPieceGrams: number;
  readonly accuracyIt: number;
  readonly reason: string;
}

const CONTRACT_TEXT_MAX = 300;

/**
 * Routing of one part by template: blank, milling or turning, heat treatment, grinding, inspection (flow: routing before the
 * full process planner exists). Every figure stands in the assumptions of its operation with mark and source.
 */
export function routePart(part: PartToRoute): Route {
  const blank = blankOf(part.figures, part.material);
  const steps = [...blankSteps(part, blank), ...machiningSteps(part, blank)];
  const sampling = part.inspection === 'sample';
  const last = steps.length - 1;
  const operations = steps.map(
    (step, index): RoutedOperation => ({
      process: step.process,
      name: step.name,
      setupMinutes: step.times.setupMinutes,
      programmingMinutes: step.times.programmingMinutes,
      unitMinutes: step.times.unitMinutes,
      inspectionMinutesPerPiece: sampling && index === last ? sampleMinutesPerPiece(part) : 0,
      pieceMassGrams: index === 0 ? blank.grossMassGrams : (steps[index - 1]?.massAfterPieceGrams ?? blank.grossMassGrams),
      massAfterGrams: step.massAfterPieceGrams * part.pieces,
      accuracyIt: step.accuracyIt,
      splittable: isSplittable(step.process, part.pieces),
      suppliesMaterial: index === 0,
      assumptions: [
        step.reason,
        ...(index === 0 ? blank.assumptions : []),
        ...step.times.assumptions,
        ...(sampling && index === last ? [assumption('sample', TEMPLATE.sampleShare)] : []),
      ].map((text) => text.slice(0, CONTRACT_TEXT_MAX)),
    }),
  );
  return { blank, operations };
}

/** How the blank comes about; castings are bought by the firm that machines them. */
function blankSteps(part: PartToRoute, blank: Blank): Step[] {
  const massAfterPieceGrams = blank.grossMassGrams;
  switch (blank.partClass) {
    case 'casting':
      return [];
    case 'sheet':
      return [{ ...laser(part, blank), name: 'Cut and bend sheet', massAfterPieceGrams }];
    case 'weldment':
      return [
        { ...laser(part, blank), name: 'Cut plates', massAfterPieceGrams },
        {
          process: 'welding',
          name: 'Weld blank',
          times: weldingTimes(part, blank),
          massAfterPieceGrams,
          accuracyIt: 16,
          reason: assumption('open shape of plate up to a mean wall of', TEMPLATE.weldmentWall),
        },
      ];
    default:
      return [
        {
          process: 'sawing',
          name: blank.partClass === 'plate-cut-out' ? 'Cut blank out of plate' : 'Saw blank',
          times: sawingTimes(part, blank),
          massAfterPieceGrams,
          accuracyIt: 14,
          reason: blank.partClass === 'plate-cut-out' ? assumption('flat part', TEMPLATE.plateFlatness) : 'blank from bar or block stock',
        },
      ];
  }
}

function laser(part: PartToRoute, blank: Blank): Omit<Step, 'name' | 'massAfterPieceGrams'> {
  return { process: 'laser-cutting', times: laserTimes(part, blank), accuracyIt: 13, reason: assumption('sheet', TEMPLATE.sheetWall) };
}

function machiningSteps(part: PartToRoute, blank: Blank): Step[] {
  const ground = needsGrinding(part);
  const gradeCut = ground ? Math.max(part.toleranceIt, TEMPLATE.gradeBeforeGrinding.value) : part.toleranceIt;
  const { process, reason } = cuttingProcessOf(part, blank, ground);
  const net = blank.netMassGrams;
  const steps: Step[] = [
    {
      process,
      name: process === 'turning' ? 'Turn' : process === 'milling-5-axis' ? 'Mill on five axes' : 'Mill',
      times: cuttingTimes(part, blank, process, gradeCut),
      massAfterPieceGrams: net,
      accuracyIt: gradeCut,
      reason: blank.partClass === 'casting' ? `${reason}; the casting is bought in` : reason,
    },
  ];
  if (part.hardened) {
    steps.push({
      process: 'heat-treatment',
      name: 'Harden',
      times: hardeningTimes(part, blank),
      massAfterPieceGrams: net,
      accuracyIt: 18,
      reason: 'the order asks for hardened parts',
    });
  }
  if (ground) {
    steps.push({
      process: 'grinding',
      name: 'Grind',
      times: grindingTimes(part, blank),
      massAfterPieceGrams: net,
      accuracyIt: part.toleranceIt,
      reason: `${assumption('up to', TEMPLATE.grindingIt)}, ${assumption('or Ra up to', TEMPLATE.grindingRa)}`,
    });
  }
  if (part.inspection === 'full' || part.inspection === 'first-article') {
    steps.push({
      process: 'inspection',
      name: part.inspection === 'full' ? 'Measure every piece' : 'First article report',
      times: inspectionTimes(part),
      massAfterPieceGrams: net,
      accuracyIt: part.toleranceIt,
      reason: `inspection "${part.inspection}" as ordered`,
    });
  }
  return steps;
}

function needsGrinding(part: PartToRoute): boolean {
  const smooth = part.roughnessRaNanometres !== null && part.roughnessRaNanometres <= TEMPLATE.grindingRa.value;
  // Hardening distorts: a grade that cutting reached before has to be restored after it (methods 0.7 grinds after hardening).
  const distorted = part.hardened && part.toleranceIt <= TEMPLATE.gradeBeforeGrinding.value - 1;
  return part.toleranceIt <= TEMPLATE.grindingIt.value || smooth || distorted;
}

function cuttingProcessOf(part: PartToRoute, blank: Blank, ground: boolean): { process: CuttingProcess; reason: string } {
  if (blank.partClass === 'rotational')
    return { process: 'turning', reason: 'two equal extents and a solid that fills the cylinder: turned (A)' };
  if (blank.partClass !== 'sheet' && blank.shapeComplexity >= TEMPLATE.fiveAxisComplexity.value) {
    return { process: 'milling-5-axis', reason: assumption('five axes from a shape complexity of', TEMPLATE.fiveAxisComplexity) };
  }
  if (!ground && part.toleranceIt <= TEMPLATE.fiveAxisIt.value) {
    return { process: 'milling-5-axis', reason: assumption('five axes up to', TEMPLATE.fiveAxisIt) };
  }
  return { process: 'milling-3-axis', reason: `three axes suffice for a shape complexity of ${blank.shapeComplexity.toFixed(2)}` };
}

function isSplittable(process: Process, pieces: number): boolean {
  const joint = process === 'heat-treatment' || process === 'inspection';
  return !joint && pieces >= TEMPLATE.splitPieces.value;
}
