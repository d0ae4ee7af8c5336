/** A running path from "it happened" to "somebody else can know it". */
export interface Path {
  /** Sends one event; the path notes when, and when it arrived. */
  send(): Promise<void>;
  /** Waits until everything sent has arrived. @returns milliseconds from sending to arrival, each event's */
  arrivals(): Promise<number[]>;
  close(): Promise<void>;
}
