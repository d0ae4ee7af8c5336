import type { ConsortiumInstance } from '@gewerk/engine-matching';
import type highsLoader from 'highs';
import { linearModel } from './linear-model.js';

export interface HighsResult {
  readonly priceEur: number;
  readonly millis: number;
}

/** HiGHS as a WebAssembly module. The time is that of the solver alone, reading its model included, writing it not. */
export async function loadHighs(): Promise<(instance: ConsortiumInstance) => HighsResult> {
  // The package's types describe its CommonJS face, an import gets the other.
  const { default: load } = (await import('highs')) as unknown as { default: (typeof highsLoader)['default'] };
  const highs = await load();
  return (instance) => {
    const model = linearModel(instance);
    const startedAt = performance.now();
    const { Status, ObjectiveValue } = highs.solve(model, { mip_rel_gap: 1e-9, threads: 1, log_to_console: false });
    const millis = performance.now() - startedAt;
    if (Status !== 'Optimal') throw new Error(`HiGHS ended with ${Status}`);
    return { priceEur: ObjectiveValue, millis };
  };
}
