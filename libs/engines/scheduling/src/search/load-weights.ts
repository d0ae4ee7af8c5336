import type { RandomSource } from './random-source.js';

const WEIGHTS = [0, 0.1, 0.3, 0.6, 1, 2, 3] as const;
const EXPLORATION_SHARE = 0.3;
const FORGETTING = 0.98;

/**
 * What a unit of additional processing time costs in a run. In shops with many alternatives the loads bind more than the sequences, and
 * the best price differs from shop to shop: it is drawn by recent success.
 */
export class LoadWeights {
  private drawn = 0;
  private readonly successes = WEIGHTS.map(() => 0);

  constructor(private readonly random: RandomSource) {}

  draw(): number {
    const { random, successes } = this;
    const total = successes.reduce((sum, success) => sum + success, 0);
    this.drawn = random.below(WEIGHTS.length);
    if (total > 0 && random.fraction() >= EXPLORATION_SHARE) {
      let left = random.fraction() * total;
      this.drawn = 0;
      while (this.drawn < WEIGHTS.length - 1 && left >= successes[this.drawn]!) {
        left -= successes[this.drawn]!;
        this.drawn += 1;
      }
    }
    return WEIGHTS[this.drawn]!;
  }

  /** @param success of the run with the weight drawn last, 0 to 1 */
  reward(success: number): void {
    for (let i = 0; i < this.successes.length; i += 1) this.successes[i]! *= FORGETTING;
    this.successes[this.drawn]! += success;
  }
}
