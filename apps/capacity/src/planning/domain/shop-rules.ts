import type { FieldError } from '@gewerk/kernel';
import type { OwnJob, Shop } from './shop.js';

/** Jobs of the network stand in the plan under such names. */
export const BOOKING_PREFIX = 'booking ';
const OPERATIONS_MAX = 20_000;

/** What of a well-formed shop cannot be. */
export function brokenRulesOfShop({ jobs }: Shop): FieldError[] {
  const errors = jobs.flatMap((job, index) => brokenRulesOfJob(job, `/jobs/${index}`));
  const names = new Set<string>();
  for (const [index, { jobId }] of jobs.entries()) {
    if (names.has(jobId)) errors.push(wrong(`/jobs/${index}/jobId`, 'given-twice'));
    names.add(jobId);
  }
  const operations = jobs.reduce((sum, job) => sum + job.operations.length, 0);
  if (operations > OPERATIONS_MAX) errors.push({ pointer: '/jobs', code: 'too-many-operations', params: { max: OPERATIONS_MAX } });
  return errors;
}

/** Machines that a shop or one of its jobs names. */
export function machinesOf({ jobs, machines = [] }: Shop): Set<string> {
  const ids = jobs.flatMap(({ operations }) => operations.flatMap(({ options }) => options.map(({ machineId }) => machineId)));
  return new Set([...ids, ...machines.map(({ machineId }) => machineId)]);
}

export function brokenRulesOfJob({ jobId, operations }: OwnJob, pointer: string): FieldError[] {
  const errors: FieldError[] = [];
  if (jobId.startsWith(BOOKING_PREFIX)) errors.push(wrong(`${pointer}/jobId`, 'reserved-name'));
  const ids = new Set<string>();
  for (const [index, { operationId, options }] of operations.entries()) {
    if (ids.has(operationId)) errors.push(wrong(`${pointer}/operations/${index}/operationId`, 'given-twice'));
    ids.add(operationId);
    if (new Set(options.map(({ machineId }) => machineId)).size < options.length) {
      errors.push(wrong(`${pointer}/operations/${index}/options`, 'given-twice'));
    }
  }
  for (const [index, { after = [] }] of operations.entries()) {
    if (after.some((id) => !ids.has(id))) errors.push(wrong(`${pointer}/operations/${index}/after`, 'operation-unknown'));
  }
  if (errors.length === 0 && hasCycle(operations)) errors.push(wrong(`${pointer}/operations`, 'cycle'));
  return errors;
}

function hasCycle(operations: OwnJob['operations']): boolean {
  const done = new Set<string>();
  let waiting = [...operations];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ after = [] }) => after.every((id) => done.has(id)));
    if (ready.length === 0) return true;
    for (const { operationId } of ready) done.add(operationId);
    waiting = waiting.filter(({ operationId }) => !done.has(operationId));
  }
  return false;
}

function wrong(pointer: string, code: string): FieldError {
  return { pointer, code };
}
