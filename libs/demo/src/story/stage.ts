import type { SystemAddresses } from '../http/system-client.js';

/** Where the story stands; what recurs is counted from 0 by `round`. */
export interface StoryStep {
  readonly name: 'network' | 'capacity' | 'orders' | 'formation' | 'operation' | 'delivery' | 'memberships' | 'invoices';
  readonly round: number;
}

export interface StoryStage {
  addresses: SystemAddresses;
  progress(line: string): void;
  /** Events on each topic so far; absent: nobody wants to know. */
  eventCounts?(): Promise<Record<string, number>>;
  /** Called before each step, which waits for it: where a test lets something go wrong in the middle of the story. */
  beforeStep?(step: StoryStep): Promise<void>;
}
