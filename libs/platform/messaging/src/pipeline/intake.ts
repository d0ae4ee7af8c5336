import { comparePositions } from '../envelope/stream.js';
import { type Move, Moves } from '../inbox/moves.js';
import type { GroupPosition, IncomingRecord } from '../transport/transport.js';
import type { Item } from './item.js';

/** A batch before its transaction begins: all that its records tell by themselves. */
export interface Intake {
  readonly items: readonly Item[];
  /** The networks whose rows the transaction sees. */
  readonly networkIds: readonly string[];
  /** The last position that the items bring to each stream. */
  readonly furthest: Moves;
  /** Where the group stands after them; empty where the records are part of a batch that is tried one by one. */
  readonly offsets: readonly GroupPosition[];
}

export function intakeOf(items: readonly Item[], offsets: readonly GroupPosition[] = []): Intake {
  const furthest = new Map<string, Move>();
  for (const { streamName, stream, position } of items) {
    const known = furthest.get(streamName);
    if (known === undefined || comparePositions(position, known.position) > 0) furthest.set(streamName, { streamName, stream, position });
  }
  const moves = [...furthest.values()];
  return { items, networkIds: [...new Set(moves.map(({ stream }) => stream.networkId))], furthest: new Moves(moves), offsets };
}

/** @param records those of a partition in the order of their offsets */
export function offsetsAfter(records: readonly IncomingRecord[]): GroupPosition[] {
  const last = new Map<string, IncomingRecord>();
  let previous: IncomingRecord | undefined;
  for (const record of records) {
    if (previous !== undefined && (record.partition !== previous.partition || record.topic !== previous.topic)) {
      last.set(`${previous.topic}/${previous.partition}`, previous);
    }
    previous = record;
  }
  if (previous !== undefined) last.set(`${previous.topic}/${previous.partition}`, previous);
  return [...last.values()].map(({ topic, partition, offset }) => ({ topic, partition, nextOffset: offset + 1n }));
}
