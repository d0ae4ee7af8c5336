/** The value functions that all scores share (methods 0.4); 1 is always good. */

export function clip(x: number, low = 0, high = 1): number {
  return Math.max(low, Math.min(high, x));
}

/** Higher is better: 0 at `a`, 1 at `b`. */
export function up(x: number, a: number, b: number): number {
  return clip((x - a) / (b - a));
}

/** Lower is better: 1 at `a`, 0 at `b`. */
export function down(x: number, a: number, b: number): number {
  return 1 - up(x, a, b);
}

/** 1 at zero, one half at `h`. */
export function half(x: number, h: number): number {
  return 1 / (1 + x / h);
}

/** 0 outside (a, d), rising a..b, 1 on b..c, falling c..d. */
export function trap(x: number, a: number, b: number, c: number, d: number): number {
  if (x <= a || x >= d) return 0;
  if (x < b) return (x - a) / (b - a);
  if (x <= c) return 1;
  return (d - x) / (d - c);
}

/** Have against need: 0 below the need, 1 up to `o` times the need, then falling to one half. */
export function ratioFit(have: number, need: number, o: number): number {
  if (have < need) return 0;
  const ratio = have / need;
  return ratio <= o ? 1 : 1 - 0.5 * Math.min(1, (ratio - o) / o);
}

/** Target fit: below the need proportional, above it slightly less (methods 0.4). */
export function need(v: number, n: number, d = 0.15): number {
  return Math.min(1, v / n) * (1 - d * Math.max(0, v - n));
}

/** Weighted geometric mean with floor `eps`; weights sum to 1. */
export function weightedGeometricMean(values: readonly number[], weights: readonly number[], eps = 0.01): number {
  let log = 0;
  for (let i = 0; i < values.length; i += 1) log += (weights[i] ?? 0) * Math.log(Math.max(values[i] ?? 0, eps));
  return Math.exp(log);
}
