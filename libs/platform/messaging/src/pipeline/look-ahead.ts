import { setImmediate as turn } from 'node:timers/promises';
import type { IncomingRecord } from '../transport/transport.js';
import type { HandlerTable } from './handlers.js';
import { type Intake, intakeOf, offsetsAfter } from './intake.js';
import { type Item, itemOf } from './item.js';

/** Records decoded between two looks at what the database answered. */
const SLICE = 25;

interface Preparation {
  readonly items: Item[];
  intake: Intake | null;
}

/**
 * Decodes and validates the records that will come next while the database works on those in hand: one process thread then
 * keeps two processors busy. What is asked for before it is ready is decoded on the spot.
 */
export class LookAhead {
  readonly #begun = new WeakMap<readonly IncomingRecord[], Preparation>();

  constructor(private readonly handlers: HandlerTable) {}

  /** @param records the same array that `begin` was given, or any other */
  intakeOf(records: readonly IncomingRecord[]): Intake {
    const preparation = this.#begun.get(records) ?? { items: [], intake: null };
    this.#decode(records, preparation, records.length);
    return preparation.intake ?? intakeOf(preparation.items, offsetsAfter(records));
  }

  /** Returns at once and works on between other things. The array may never be asked for. */
  begin(upcoming: () => readonly IncomingRecord[]): void {
    // A decoder that throws does so again for whoever asks for the items, and is dealt with there.
    this.#prepare(upcoming).catch(() => undefined);
  }

  async #prepare(upcoming: () => readonly IncomingRecord[]): Promise<void> {
    await turn();
    const records = upcoming();
    const preparation: Preparation = { items: [], intake: null };
    this.#begun.set(records, preparation);
    while (preparation.items.length < records.length) {
      await turn();
      this.#decode(records, preparation, preparation.items.length + SLICE);
    }
    await turn();
    preparation.intake = intakeOf(preparation.items, offsetsAfter(records));
  }

  #decode(records: readonly IncomingRecord[], { items }: Preparation, end: number): void {
    for (let index = items.length; index < Math.min(end, records.length); index += 1) {
      items.push(itemOf(records[index] as IncomingRecord, this.handlers));
    }
  }
}
