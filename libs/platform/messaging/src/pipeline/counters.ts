import type { Item } from './item.js';
import type { Plan } from './plan.js';

const MOST_TYPES = 200;
const MOST_NETWORKS = 10_000;

/** What became of the events that came in, since the start of the process. */
export class ConsumptionCounts {
  handled = 0;
  duplicates = 0;
  parked = 0;
  /** Tries that failed, each counted with all events it was to deal with. */
  retried = 0;
  /** By event type. A type comes from outside, hence the bound on the number of names. */
  readonly passedOver = new Map<string, number>();

  passOver(type: string): void {
    const name = this.passedOver.has(type) || this.passedOver.size < MOST_TYPES ? type : 'other';
    this.passedOver.set(name, (this.passedOver.get(name) ?? 0) + 1);
  }
}

/** The counts of all networks together, for whoever exports metrics, and of each one, for those who may see that one. */
export class PipelineCounters {
  readonly total = new ConsumptionCounts();
  readonly #byNetwork = new Map<string, ConsumptionCounts>();

  ofNetwork(networkId: string): Readonly<ConsumptionCounts> {
    return this.#byNetwork.get(networkId) ?? new ConsumptionCounts();
  }

  dealtWith(plan: Plan): void {
    this.replayed(plan);
    this.#add(plan.duplicates, (counts) => (counts.duplicates += 1));
    this.#add(
      plan.parked.map(({ item }) => item),
      (counts) => (counts.parked += 1),
    );
    this.#add(plan.passedOver, (counts, { type }) => counts.passOver(type ?? 'unknown'));
  }

  /** Duplicates and what was parked before are old news then. */
  replayed({ handled }: Plan): void {
    this.#add(
      handled.map(({ item }) => item),
      (counts) => (counts.handled += 1),
    );
  }

  retried(items: readonly Item[]): void {
    this.#add(items, (counts) => (counts.retried += 1));
  }

  #add(items: readonly Item[], count: (counts: ConsumptionCounts, item: Item) => void): void {
    let networkId: string | null = null;
    let ofNetwork: ConsumptionCounts | null = null;
    for (const item of items) {
      count(this.total, item);
      // Most batches are of one network.
      if (item.stream.networkId !== networkId) {
        networkId = item.stream.networkId;
        ofNetwork = this.#countsOf(networkId);
      }
      if (ofNetwork !== null) count(ofNetwork, item);
    }
  }

  /** Names of networks come from outside, too: beyond the bound only the total counts. */
  #countsOf(networkId: string): ConsumptionCounts | null {
    const known = this.#byNetwork.get(networkId);
    if (known !== undefined) return known;
    if (this.#byNetwork.size >= MOST_NETWORKS) return null;
    const counts = new ConsumptionCounts();
    this.#byNetwork.set(networkId, counts);
    return counts;
  }
}
