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
    for (const item of plan.duplicates) this.#add(item, (counts) => (counts.duplicates += 1));
    for (const { item } of plan.parked) this.#add(item, (counts) => (counts.parked += 1));
    for (const item of plan.passedOver) this.#add(item, (counts) => counts.passOver(item.type ?? 'unknown'));
  }

  /** Duplicates and what was parked before are old news then. */
  replayed({ handled }: Plan): void {
    for (const { item } of handled) this.#add(item, (counts) => (counts.handled += 1));
  }

  retried(items: readonly Item[]): void {
    for (const item of items) this.#add(item, (counts) => (counts.retried += 1));
  }

  #add(item: Item, count: (counts: ConsumptionCounts) => void): void {
    count(this.total);
    let counts = this.#byNetwork.get(item.stream.networkId);
    if (counts === undefined) {
      // Names of networks come from outside, too.
      if (this.#byNetwork.size >= MOST_NETWORKS) return;
      counts = new ConsumptionCounts();
      this.#byNetwork.set(item.stream.networkId, counts);
    }
    count(counts);
  }
}
