import type { StrategyVector } from '@gewerk/contracts';
import { DomainError } from '@gewerk/kernel';

/** How a network works: what it strives for and the limits its consortia keep (methods 2.2, 4.2). */
export interface NetworkConfiguration {
  name: string;
  currency: string;
  timeZone: string;
  closedDays: string[];
  strategy: StrategyVector;
  selections: Record<string, string[]>;
  sustainabilityAmbition: number;
  limits: { maxMembers: number; minInterfaceCompatibility: number; minSuitability: number };
}

const SUM_TOLERANCE = 1e-6;

/** Rules: strategy shares sum to 1; the time zone exists; closed days are real dates. */
export function assertConfiguration(configuration: NetworkConfiguration): void {
  const sum = Object.values(configuration.strategy).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) {
    refuse('/strategy', 'sum-not-one', `the five strategy shares must sum to 1, they sum to ${sum.toFixed(6)}`, { sum });
  }
  if (!isTimeZone(configuration.timeZone)) {
    refuse('/timeZone', 'unknown-time-zone', `"${configuration.timeZone}" is no IANA time zone; use one such as Europe/Berlin`, {});
  }
  configuration.closedDays.forEach((day, index) => {
    if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) {
      refuse(`/closedDays/${index}`, 'no-such-day', `${day} is no day of the calendar`, {});
    }
  });
}

function refuse(pointer: string, code: string, detail: string, params: Record<string, unknown>): never {
  throw new DomainError('invalid', 'governance.configuration-invalid', detail, [{ pointer, code, params }]);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
