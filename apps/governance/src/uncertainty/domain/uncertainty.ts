import { nextMode, type ResilienceMode, type UncertaintyBand, uncertaintyBand } from '@gewerk/engine-resilience';
import { DomainError } from '@gewerk/kernel';

export interface RegionUncertainty {
  region: string;
  index: number;
  shocksPerYear: number;
}

/** What is told of the world: an index from 0 (calm) to 1, how far it can be trusted, and the regions. */
export interface UncertaintyReading {
  index: number;
  confidence: number;
  regions: RegionUncertainty[];
}

export interface UncertaintyState extends UncertaintyReading {
  band: UncertaintyBand;
  mode: ResilienceMode;
}

/**
 * The state that a reading puts the network in (methods 5.1, 5.3): the band by the index, the mode with its hysteresis from the
 * mode before.
 */
export function stateAfter(reading: UncertaintyReading, formerMode: ResilienceMode | null): UncertaintyState {
  const seen = new Set<string>();
  reading.regions.forEach(({ region }, position) => {
    if (seen.has(region)) {
      throw new DomainError('invalid', 'governance.region-twice', `region "${region}" is listed twice; keep one entry`, [
        { pointer: `/regions/${position}/region`, code: 'duplicate', params: { region } },
      ]);
    }
    seen.add(region);
  });
  return { ...reading, band: uncertaintyBand(reading.index), mode: nextMode(reading.index, formerMode) };
}
