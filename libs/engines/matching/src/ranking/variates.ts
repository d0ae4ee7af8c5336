import { seededRandom } from '@gewerk/kernel';

/** FNV-1a, 32 bits: a number from a text, the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Random numbers of one named stream: streams of the same seed do not disturb each other, so that a new firm moves no other. */
export class Variates {
  readonly uniform: () => number;
  #spare: number | null = null;

  constructor(seed: number, stream: string) {
    this.uniform = seededRandom(hashOf(`${seed}/${stream}`));
  }

  /** Standard normal, polar method. */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    for (;;) {
      const [a, b] = [2 * this.uniform() - 1, 2 * this.uniform() - 1];
      const square = a * a + b * b;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = b * scale;
      return a * scale;
    }
  }

  /**
   * Gamma of scale 1 by the method of Marsaglia and Tsang (2000); below shape 1 by its boost.
   * @throws RangeError for a shape that is not positive and finite: no draw would ever be accepted
   */
  gamma(shape: number): number {
    if (!(shape > 0) || !Number.isFinite(shape)) throw new RangeError(`a gamma distribution has a positive shape, not ${shape}`);
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  /** Shares with sum 1. */
  dirichlet(concentrations: readonly number[]): number[] {
    const draws = concentrations.map((concentration) => this.gamma(concentration));
    const sum = draws.reduce((total, draw) => total + draw, 0);
    return draws.map((draw) => draw / sum);
  }
}
