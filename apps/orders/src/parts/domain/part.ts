import { DomainError } from '@gewerk/kernel';
import type { PartFigures } from '../../orders/domain/routing/part-class.js';

export type PartState = 'measuring' | 'measured' | 'failed';

export interface Part {
  readonly partId: string;
  readonly ownerCompanyId: string;
  readonly name: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly state: PartState;
  /** Present once measured. */
  readonly figures: (PartFigures & { readonly solids: number }) | null;
  /** Present once failed: what is wrong with the file and what to do. */
  readonly failure: { readonly code: string; readonly reason: string } | null;
  readonly receivedAt: Date;
  readonly measuredAt: Date | null;
}

export interface Measurement {
  readonly volumeMm3: number;
  readonly areaMm2: number;
  readonly boundingBoxMm: readonly [number, number, number];
  readonly solids: number;
}

/** A part is measured once: its bytes never change, so neither do its figures. */
export function measured(part: Part, measurement: Measurement, at: Date): Part {
  assertMeasuring(part);
  const micrometres = measurement.boundingBoxMm.map((extent) => Math.max(1, Math.round(extent * 1000)));
  return {
    ...part,
    state: 'measured',
    measuredAt: at,
    figures: {
      volumeCubicMillimetres: measurement.volumeMm3,
      areaSquareMillimetres: measurement.areaMm2,
      boundingBoxMicrometres: micrometres as [number, number, number],
      solids: measurement.solids,
    },
  };
}

export function failed(part: Part, code: string, reason: string, at: Date): Part {
  assertMeasuring(part);
  return { ...part, state: 'failed', measuredAt: at, failure: { code, reason: reason.slice(0, 1000) } };
}

function assertMeasuring(part: Part): void {
  if (part.state === 'measuring') return;
  const detail = `the part is ${part.state} already; send changed bytes as a new part`;
  throw new DomainError('conflict', 'orders.part-must-be-measured-once', detail, [], { rule: 'PartMustBeMeasuredOnce', state: part.state });
}
