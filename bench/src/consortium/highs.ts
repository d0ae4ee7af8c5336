import type { ConsortiumInstance } from '@gewerk/engine-matching';
import { linearModel } from './linear-model.js';

interface Highs {
  solve(model: string, options?: Record<string, string | number | boolean>): { Status: string; ObjectiveValue: number };
}

export interface HighsResult {
  readonly priceEur: number;
  readonly millis: number;
}

/** HiGHS as a WebAssembly module; null where the package is not installed, which the table then says. */
export async function loadHighs(): Promise<((instance: ConsortiumInstance) => HighsResult) | null> {
  const name = process.env['GEWERK_BENCH_HIGHS'] ?? 'highs';
  const module: { default: () => Promise<Highs> } | null = await import(name).catch(() => null);
  if (module === null) return null;
  const highs = await module.default();
  return (instance) => {
    const model = linearModel(instance);
    const startedAt = performance.now();
    const { Status, ObjectiveValue } = highs.solve(model, { mip_rel_gap: 1e-9, threads: 1, log_to_console: false });
    const millis = performance.now() - startedAt;
    if (Status !== 'Optimal') throw new Error(`HiGHS ended with ${Status}`);
    return { priceEur: ObjectiveValue, millis };
  };
}
