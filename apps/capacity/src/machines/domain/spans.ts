import type { Window } from '@gewerk/contracts';
import { totalHours, type Window as Span } from '@gewerk/engine-scheduling';

/** Windows are instants as text on the wire; inside they are the engine's half-open spans of Unix milliseconds. */
export type { Span };

export function toSpan(window: Window): Span {
  return [Date.parse(window.startsAt), Date.parse(window.endsAt)];
}

export function toWindow([startMillis, endMillis]: Span): Window {
  return { startsAt: new Date(startMillis).toISOString(), endsAt: new Date(endMillis).toISOString() };
}

export function toWindows(spans: readonly Span[]): Window[] {
  return spans.map(toWindow);
}

export function minutesIn(spans: readonly Span[]): number {
  return totalHours(spans) * 60;
}

export function overlap(first: Span, second: Span): boolean {
  return first[0] < second[1] && second[0] < first[1];
}
