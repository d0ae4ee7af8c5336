import type { Material, Process } from '@gewerk/contracts';
import { clip } from '@gewerk/kernel';

/** What two parts are compared by (methods 7.6). */
export interface PartTraits {
  readonly material: Material;
  readonly processes: readonly Process[];
  readonly netMassGrams: number;
  readonly toleranceIt: number;
}

const STEELS: readonly Material[] = ['steel', 'tool-steel', 'stainless-steel'];

/** Gower similarity without the term of the due date, which a known part no longer has; weights spread over the rest (methods 7.6, 3.6). */
export function similarity(a: PartTraits, b: PartTraits): number {
  const size = clip(1 - Math.abs(Math.log(a.netMassGrams / b.netMassGrams)) / Math.log(10));
  const accuracy = clip(1 - Math.abs(a.toleranceIt - b.toleranceIt) / 8);
  return (0.25 * materialFit(a.material, b.material) + 0.25 * jaccard(a.processes, b.processes) + 0.2 * size + 0.15 * accuracy) / 0.85;
}

/** How new the most unusual of the parts is to the network; null where nothing is known to compare with. */
export function novelty(parts: readonly PartTraits[], known: readonly PartTraits[]): number | null {
  if (known.length === 0 || parts.length === 0) return null;
  return Math.max(...parts.map((part) => 1 - Math.max(...known.map((other) => similarity(part, other)))));
}

function materialFit(a: Material, b: Material): number {
  if (a === b) return 1;
  return STEELS.includes(a) && STEELS.includes(b) ? 0.5 : 0;
}

function jaccard(a: readonly Process[], b: readonly Process[]): number {
  const union = new Set([...a, ...b]);
  if (union.size === 0) return 1;
  const second = new Set(b);
  return [...new Set(a)].filter((process) => second.has(process)).length / union.size;
}
