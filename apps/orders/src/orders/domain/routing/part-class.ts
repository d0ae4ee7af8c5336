import type { Material } from '@gewerk/contracts';
import { DENSITY, type Figure, TEMPLATE } from './figures.js';

/** What the measured solid of one piece tells. */
export interface PartFigures {
  readonly volumeCubicMillimetres: number;
  readonly areaSquareMillimetres: number;
  readonly boundingBoxMicrometres: readonly [number, number, number];
}

export type PartClass = 'block' | 'rotational' | 'sheet' | 'plate-cut-out' | 'weldment' | 'casting';

export interface Blank {
  readonly partClass: PartClass;
  readonly nearNet: boolean;
  readonly grossVolumeCubicMillimetres: number;
  readonly grossMassGrams: number;
  readonly netMassGrams: number;
  /** Mean wall thickness 2 V / A. */
  readonly meanWallMillimetres: number;
  /** Surface against that of a plain block of the same proportions and volume; 1 for a block, about 2 for a milled housing. */
  readonly shapeComplexity: number;
  readonly machinedShare: number;
  readonly assumptions: readonly string[];
}

/** Figures as they stand in the list of assumptions of an operation. */
export function assumption(name: string, figure: Figure): string {
  return `${name} ${figure.value} ${figure.unit} (${figure.mark}: ${figure.source})`;
}

/** The blank of a part: near its net shape where the solid fills little of its box, else the box plus allowance. */
export function blankOf(part: PartFigures, material: Material): Blank {
  const extents = extentsMillimetres(part);
  const boxVolume = extents[0] * extents[1] * extents[2];
  const meanWall = (2 * part.volumeCubicMillimetres) / part.areaSquareMillimetres;
  const partClass = partClassOf(part, extents, boxVolume, meanWall);
  const nearNet = partClass !== 'block' && partClass !== 'rotational';
  const machinedShare = !nearNet ? 1 : partClass === 'sheet' ? TEMPLATE.machinedShareSheet.value : TEMPLATE.machinedShareNearNet.value;
  const gross = grossVolume(part, extents, partClass, machinedShare);
  const density = DENSITY[material];
  const grams = (cubicMillimetres: number): number => Math.max(1, Math.round((cubicMillimetres / 1000) * density.value));
  return {
    partClass,
    nearNet,
    grossVolumeCubicMillimetres: gross,
    grossMassGrams: grams(gross),
    netMassGrams: grams(part.volumeCubicMillimetres),
    meanWallMillimetres: meanWall,
    shapeComplexity: Math.max(1, relativeSurface(part, extents, boxVolume)),
    machinedShare,
    assumptions: [
      `part class ${partClass}: the solid fills ${Math.round((100 * part.volumeCubicMillimetres) / boxVolume)} % of its box`,
      nearNet
        ? `${assumption('near-net below', TEMPLATE.nearNetFillShare)}; ${assumption('allowance', TEMPLATE.nearNetAllowance)}`
        : assumption('blank is the box plus', TEMPLATE.boxAllowance),
      assumption('density', density),
    ],
  };
}

/** Longest first. */
export function extentsMillimetres(part: PartFigures): [number, number, number] {
  const [a, b, c] = part.boundingBoxMicrometres.map((extent) => extent / 1000).sort((x, y) => y - x);
  return [a ?? 0, b ?? 0, c ?? 0];
}

function partClassOf(part: PartFigures, extents: readonly [number, number, number], boxVolume: number, meanWall: number): PartClass {
  const fill = part.volumeCubicMillimetres / boxVolume;
  if (isRotational(part, extents)) return 'rotational';
  if (fill >= TEMPLATE.nearNetFillShare.value) return 'block';
  if (meanWall <= TEMPLATE.sheetWall.value) return 'sheet';
  if (extents[2] / extents[0] <= TEMPLATE.plateFlatness.value) return 'plate-cut-out';
  return meanWall <= TEMPLATE.weldmentWall.value ? 'weldment' : 'casting';
}

/**
 * Two equal extents and a solid that fits into the cylinder between them, mostly full. A round-looking pocketed square
 * passes too, which is why the class stands among the assumptions.
 */
function isRotational(part: PartFigures, [a, b, c]: readonly [number, number, number]): boolean {
  const [diameter, length] = nearlyEqual(b, c) ? [b, a] : nearlyEqual(a, b) ? [a, c] : [0, 0];
  if (diameter === 0 || nearlyEqual(a, c)) return false;
  const cylinder = (Math.PI / 4) * diameter ** 2 * length;
  const filled = part.volumeCubicMillimetres / cylinder;
  return filled <= 1.001 && filled >= 0.5;
}

function nearlyEqual(x: number, y: number): boolean {
  return Math.abs(x - y) <= 0.005 * Math.max(x, y);
}

function grossVolume(part: PartFigures, extents: readonly [number, number, number], partClass: PartClass, machinedShare: number): number {
  if (partClass === 'block' || partClass === 'rotational') {
    const [a, b, c] = extents.map((extent) => extent + 2 * TEMPLATE.boxAllowance.value) as [number, number, number];
    if (partClass === 'block') return a * b * c;
    const [diameter, length] = nearlyEqual(extents[1], extents[2]) ? [b, a] : [a, c];
    return (Math.PI / 4) * diameter ** 2 * length;
  }
  return part.volumeCubicMillimetres + TEMPLATE.nearNetAllowance.value * part.areaSquareMillimetres * machinedShare;
}

function relativeSurface(part: PartFigures, [a, b, c]: readonly [number, number, number], boxVolume: number): number {
  const boxArea = 2 * (a * b + b * c + a * c);
  return (part.areaSquareMillimetres / boxArea) * (boxVolume / part.volumeCubicMillimetres) ** (2 / 3);
}
