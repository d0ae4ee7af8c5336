const MOST_TYPES = 200;

/** Counts since the start of the process; read by whoever exports metrics. */
export class PipelineCounters {
  handled = 0;
  duplicates = 0;
  parked = 0;
  retried = 0;
  readonly passedOver: Record<string, number> = {};

  /** @param type as it came from outside, hence the bound on the number of names */
  passOver(type: string): void {
    const name = type in this.passedOver || Object.keys(this.passedOver).length < MOST_TYPES ? type : 'other';
    this.passedOver[name] = (this.passedOver[name] ?? 0) + 1;
  }
}
