import type { Sequencing } from './disjunctive-graph.js';

/** A search that can be stopped at any time; whoever advances it watches the clock. Less is better. */
export interface AnytimeSearch {
  readonly objective: number;
  readonly lowerBound: number;
  readonly isProven: boolean;
  readonly iterations: number;
  step(iterations: number): void;
  exportBest(): Sequencing;
  importElite(elite: Sequencing): void;
}
