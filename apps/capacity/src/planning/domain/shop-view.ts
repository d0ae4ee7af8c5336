import type { StoredReservation } from '../../holds/domain/reservation.js';
import type { Machine, SiteHours } from '../../machines/domain/machine.js';
import type { ShopPlanning } from './plan.js';

/** What the plan of one firm is made of. */
export interface ShopView {
  now: Date;
  planning: Pick<ShopPlanning, 'shop' | 'outages' | 'delays' | 'plan' | 'doneJobs' | 'publishedPercent'>;
  /** Those that are not withdrawn. */
  machines: readonly Machine[];
  sites: ReadonlyMap<string, SiteHours>;
  /** Held, booked and running. */
  reservations: readonly StoredReservation[];
}
