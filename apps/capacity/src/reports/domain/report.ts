import type { CapacityReportedData } from '@gewerk/contracts/capacity';
import { intersect, normalise } from '@gewerk/engine-scheduling';
import type { FieldError } from '@gewerk/kernel';
import type { Statement } from '../../machines/domain/availability.js';
import { toSpan, toWindow, toWindows } from '../../machines/domain/spans.js';

/** A member's clock may run ahead of ours by this much, not more (flow: capacity event of a member system). */
const AHEAD_MILLIS_MAX = 5 * 60_000;
const HORIZON_DAYS_MAX = 400;
const DAY_MILLIS = 86_400_000;

export interface Report {
  /** CloudEvents `id`; with the company as source it names the event. */
  eventId: string;
  data: CapacityReportedData;
}

export interface ReportRefusal {
  /** Null where the event does not even tell. */
  id: string | null;
  code: string;
  detail: string;
  errors: FieldError[];
}

export function isRefusal(judged: Report | ReportRefusal): judged is ReportRefusal {
  return 'code' in judged;
}

/** The first rule that a well-formed report breaks, or null. */
export function brokenRule(id: string, data: CapacityReportedData, sender: { companyId: string; now: Date }): ReportRefusal | null {
  const refusal = (code: string, pointer: string, detail: string, params: Record<string, unknown> = {}): ReportRefusal => ({
    id,
    code,
    detail,
    errors: [{ pointer, code, params }],
  });
  if (data.companyId.toLowerCase() !== sender.companyId) {
    return refusal('capacity.report-of-another-company', '/data/companyId', 'You report for your own company only: send its id.');
  }
  if (reportLiesAhead(data, sender.now)) {
    return refusal('capacity.report-ahead-of-time', '/data/asOf', 'asOf lies ahead; set the clock of the sending system.', {
      aheadMinutesMax: 5,
    });
  }
  const horizon = toSpan(data.horizon);
  if (!(horizon[0] < horizon[1]) || horizon[1] - horizon[0] > HORIZON_DAYS_MAX * DAY_MILLIS) {
    return refusal('capacity.horizon-invalid', '/data/horizon', 'The horizon ends after it starts and spans at most 400 days.', {
      daysMax: HORIZON_DAYS_MAX,
    });
  }
  for (const [index, window] of data.freeWindows.entries()) {
    const span = toSpan(window);
    const pointer = `/data/freeWindows/${index}`;
    if (!(span[0] < span[1])) return refusal('capacity.window-empty', pointer, 'A free window ends after it starts.');
    if (span[0] < horizon[0] || span[1] > horizon[1]) {
      return refusal(
        'capacity.window-outside-horizon',
        pointer,
        'Free windows lie inside the horizon: widen the horizon or cut the window.',
      );
    }
  }
  return null;
}

export function reportLiesAhead(data: CapacityReportedData, now: Date): boolean {
  return !(Date.parse(data.asOf) <= now.getTime() + AHEAD_MILLIS_MAX);
}

/** The free hours of a report, merged and cut to its horizon: what came past the gateway was not judged there. */
export function statedHours(data: CapacityReportedData): Pick<Statement, 'asOf' | 'horizon' | 'freeSpans' | 'includedBookingIds'> {
  const horizon = toSpan(data.horizon);
  return {
    asOf: new Date(data.asOf),
    horizon,
    freeSpans: intersect(data.freeWindows.map(toSpan), [horizon]),
    includedBookingIds: new Set(data.includedBookingIds.map((id) => id.toLowerCase())),
  };
}

/** Ids in small letters, instants in UTC, windows merged. */
export function normalized(data: CapacityReportedData): CapacityReportedData {
  return {
    companyId: data.companyId.toLowerCase(),
    machineId: data.machineId.toLowerCase(),
    asOf: new Date(data.asOf).toISOString(),
    horizon: toWindow(toSpan(data.horizon)),
    freeWindows: toWindows(normalise(data.freeWindows.map(toSpan))),
    includedBookingIds: data.includedBookingIds.map((id) => id.toLowerCase()),
  };
}
