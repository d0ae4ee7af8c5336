import type { Process } from '@gewerk/contracts';

/** One unit of a machine group, as the registry last told. */
export interface Machine {
  machineId: string;
  companyId: string;
  machineGroupId: string;
  siteId: string;
  process: Process;
  model: string;
  label: string;
  /** The company no longer lists it. */
  retired: boolean;
}

export interface Shift {
  weekday: number;
  startMinute: number;
  endMinute: number;
}

/** When a site works, in its own time zone. */
export interface SiteHours {
  siteId: string;
  companyId: string;
  timeZone: string;
  shifts: Shift[];
  closedDays: string[];
}
