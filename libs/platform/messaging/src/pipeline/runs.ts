export interface Typed {
  readonly type: string;
  /** Name of the stream within which order must hold. */
  readonly stream: string;
}

export interface Run<Event extends Typed> {
  readonly type: string;
  readonly events: Event[];
}

/**
 * Cuts events into runs of one type, as few as the rule allows: an event joins the earliest run of its type that is not before
 * the last run that touches its stream. So the order within a stream never changes; between streams there is none.
 */
export function cutRuns<Event extends Typed>(events: readonly Event[]): Run<Event>[] {
  const type = events[0]?.type;
  if (type !== undefined && events.every((event) => event.type === type)) return [{ type, events: [...events] }];
  const runs: Run<Event>[] = [];
  const runsOfType = new Map<string, number[]>();
  const lastRunOfStream = new Map<string, number>();
  for (const event of events) {
    const least = lastRunOfStream.get(event.stream) ?? 0;
    const candidates = runsOfType.get(event.type) ?? [];
    let index = firstAtLeast(candidates, least);
    if (index === undefined) {
      index = runs.push({ type: event.type, events: [] }) - 1;
      candidates.push(index);
      runsOfType.set(event.type, candidates);
    }
    runs[index]?.events.push(event);
    lastRunOfStream.set(event.stream, index);
  }
  return runs;
}

/** The least of the ascending numbers that is not below `least`. */
function firstAtLeast(ascending: readonly number[], least: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return ascending[low];
}
