import { type Bar, ganttSvg } from '@gewerk/engine-scheduling';
import type { Machine } from '../../machines/domain/machine.js';
import { keyOfOperation, type ShopPlan } from '../domain/plan.js';

const MINUTE_MILLIS = 60_000;

/** A row per machine, the network's work beside the firm's own; what is late has a red edge. */
export function planGantt({ operations, late }: ShopPlan, machines: readonly Machine[]): string {
  const originMillis = Math.min(...operations.map(({ startsAt }) => Date.parse(startsAt)));
  const minute = (instant: string): number => Math.round((Date.parse(instant) - originMillis) / MINUTE_MILLIS);
  const lateOnes = new Set(late.map(({ jobId, operationId }) => keyOfOperation(jobId, operationId)));
  const bars = operations.map(
    ({ jobId, operationId, machineId, startsAt, endsAt }): Bar => ({
      row: machineId,
      group: jobId,
      label: `job ${jobId}, operation ${operationId}`,
      start: minute(startsAt),
      end: minute(endsAt),
      isLate: lateOnes.has(keyOfOperation(jobId, operationId)),
    }),
  );
  const rows = machines.map(({ machineId, label }) => ({ id: machineId, label }));
  return ganttSvg(rows, bars, (time) => new Date(originMillis + time * MINUTE_MILLIS).toISOString().slice(5, 16).replace('T', ' '));
}
