import { comparePositions, type Position, type Stream } from '../envelope/stream.js';
import type { Fault, Item } from './item.js';

/** What the inbox knows of a stream, read under the lock of its watermark. */
export interface StreamState {
  readonly watermark: Position;
  /** The earliest parked event of the stream, or null. */
  readonly firstParked: Position | null;
  /** Up to here the former generation of this consumer reacted already; null where there is none. */
  readonly reactedUpTo: Position | null;
}

export interface Plan {
  /** In the order of the batch; the flag says whether its reaction is still due. */
  readonly handled: readonly { readonly item: Item; readonly reacts: boolean }[];
  readonly parked: readonly { readonly item: Item; readonly fault: Fault }[];
  /** New watermarks, one for each stream that moved. */
  readonly moved: ReadonlyMap<string, { readonly stream: Stream; readonly position: Position }>;
  /** Streams of state topics whose parked events up to the new watermark are superseded. */
  readonly cleared: ReadonlySet<string>;
  readonly passedOver: readonly Item[];
  readonly duplicates: readonly Item[];
}

export interface PlanOptions {
  isState(topic: string): boolean;
  /** An operator asked for it: that the event is parked does not hold it up. */
  readonly replaying?: boolean;
}

/** Decides, without touching anything, what becomes of each item of a batch. */
export function planBatch(items: readonly Item[], states: ReadonlyMap<string, StreamState>, options: PlanOptions): Plan {
  const draft = new PlanDraft(states, options);
  for (const item of items) draft.add(item);
  return draft;
}

class PlanDraft implements Plan {
  readonly handled: { item: Item; reacts: boolean }[] = [];
  parked: { item: Item; fault: Fault }[] = [];
  readonly moved = new Map<string, { stream: Stream; position: Position }>();
  readonly cleared = new Set<string>();
  readonly passedOver: Item[] = [];
  readonly duplicates: Item[] = [];
  readonly #firstParked = new Map<string, Position>();

  constructor(
    private readonly states: ReadonlyMap<string, StreamState>,
    private readonly options: PlanOptions,
  ) {}

  add(item: Item): void {
    const watermark = this.moved.get(item.streamName)?.position ?? this.#stateOf(item).watermark;
    if (comparePositions(item.position, watermark) <= 0) {
      this.duplicates.push(item);
    } else if (this.options.isState(item.stream.topic) || item.fault?.reason === 'unreadable') {
      // Unreadable records have places in the log, not versions: like states they may skip.
      this.#addState(item);
    } else {
      this.#addFact(item, watermark);
    }
  }

  #addState(item: Item): void {
    const hasParked = this.#parkedOf(item) !== null;
    if (item.fault !== null) this.#park(item, item.fault);
    // A type passed over is no newer state; moving on would hide the parked one from a replay.
    else if (item.event === null) this.#passOver(item, !hasParked);
    else {
      this.#handle(item);
      if (hasParked) this.#clear(item.streamName);
    }
  }

  #addFact(item: Item, watermark: Position): void {
    const isNext = item.position.epoch > watermark.epoch ? item.position.version === 1 : item.position.version === watermark.version + 1;
    const firstParked = this.#parkedOf(item);
    if (firstParked !== null && !(isNext && comparePositions(item.position, firstParked) < 0)) {
      this.#park(item, { reason: 'waiting', error: 'an earlier event of its stream is parked', attempts: 0 });
    } else if (!isNext) {
      const expected = item.position.epoch > watermark.epoch ? 1 : watermark.version + 1;
      const error = `version ${item.position.version} of epoch ${item.position.epoch} came, version ${expected} is missing`;
      this.#park(item, { reason: 'gap', error, attempts: 0 });
    } else if (item.fault !== null) this.#park(item, item.fault);
    else if (item.event === null) this.#passOver(item, true);
    else this.#handle(item);
  }

  #handle(item: Item): void {
    const { reactedUpTo } = this.#stateOf(item);
    this.handled.push({ item, reacts: reactedUpTo === null || comparePositions(item.position, reactedUpTo) > 0 });
    this.#move(item);
  }

  #passOver(item: Item, moves: boolean): void {
    this.passedOver.push(item);
    if (moves) this.#move(item);
  }

  #park(item: Item, fault: Fault): void {
    this.parked.push({ item, fault });
    const first = this.#firstParked.get(item.streamName);
    if (first === undefined || comparePositions(item.position, first) < 0) this.#firstParked.set(item.streamName, item.position);
  }

  #clear(stream: string): void {
    this.cleared.add(stream);
    this.#firstParked.delete(stream);
    this.parked = this.parked.filter((parked) => parked.item.streamName !== stream);
  }

  #move(item: Item): void {
    this.moved.set(item.streamName, { stream: item.stream, position: item.position });
  }

  #parkedOf(item: Item): Position | null {
    const inBatch = this.#firstParked.get(item.streamName) ?? null;
    const before = this.options.replaying === true || this.cleared.has(item.streamName) ? null : this.#stateOf(item).firstParked;
    if (inBatch === null || before === null) return inBatch ?? before;
    return comparePositions(inBatch, before) < 0 ? inBatch : before;
  }

  #stateOf(item: Item): StreamState {
    return this.states.get(item.streamName) ?? NEVER_SEEN;
  }
}

const NEVER_SEEN: StreamState = { watermark: { epoch: 0, version: 0 }, firstParked: null, reactedUpTo: null };
