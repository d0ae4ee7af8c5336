import type { ConsumeOptions, Consumption, EventTransport, OutgoingRecord } from '../src/transport/transport.js';

export interface Faults {
  /** The process dies before it appends. */
  beforeAppend?(topic: string): void | Promise<void>;
  /** The records are in the log; the process dies before it hears of it. */
  afterAppend?(topic: string): void | Promise<void>;
  /** The batch committed; the process dies before its offset does. */
  afterBatch?(): void | Promise<void>;
}

/** A transport that fails between two steps, wherever a test says. */
export function withFaults(inner: EventTransport, faults: Faults): EventTransport {
  return {
    ensureTopics: (topics) => inner.ensureTopics(topics),
    append: async (topic: string, records: readonly OutgoingRecord[]) => {
      await faults.beforeAppend?.(topic);
      await inner.append(topic, records);
      await faults.afterAppend?.(topic);
    },
    consume: (options: ConsumeOptions): Promise<Consumption> =>
      inner.consume({
        ...options,
        onBatch: async (records, signal, upcoming) => {
          await options.onBatch(records, signal, upcoming);
          await faults.afterBatch?.();
        },
      }),
    rewind: (group, positions) => inner.rewind(group, positions),
    counts: () => inner.counts(),
    lag: (group, topics) => inner.lag(group, topics),
    close: () => inner.close(),
  };
}

export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Throws at its first `times` calls. */
export function crashes(times: number): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw new Crash('the process died here');
  };
}
