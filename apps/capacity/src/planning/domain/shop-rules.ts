import { DomainError, type FieldError } from '@gewerk/kernel';
import { Compile, type Validator } from 'typebox/schema';
import { CHANGE_SCHEMAS, type OwnJob, type Shop, type ShopChange, ShopSchema } from './shop.js';

/** Jobs of the network stand in the plan under such names. */
export const BOOKING_PREFIX = 'booking ';
const OPERATIONS_MAX = 20_000;
const ERRORS_MAX = 20;

type Forms = Record<ShopChange['kind'], Validator>;
const shopForm = Compile(ShopSchema);
const changeForms: Forms = {
  'machine-outage': Compile(CHANGE_SCHEMAS['machine-outage']) as Validator,
  'order-in': Compile(CHANGE_SCHEMAS['order-in']) as Validator,
  'operation-late': Compile(CHANGE_SCHEMAS['operation-late']) as Validator,
};

/** @throws DomainError `capacity.shop-invalid` naming every wrong field */
export function readShop(body: unknown): Shop {
  assertForm(shopForm as Validator, body);
  const shop = body as Shop;
  const errors = shop.jobs.flatMap((job, index) => brokenRules(job, `/jobs/${index}`));
  const names = new Set<string>();
  for (const [index, { jobId }] of shop.jobs.entries()) {
    if (names.has(jobId)) errors.push(wrong(`/jobs/${index}/jobId`, 'given-twice'));
    names.add(jobId);
  }
  const operations = shop.jobs.reduce((sum, job) => sum + job.operations.length, 0);
  if (operations > OPERATIONS_MAX) errors.push({ pointer: '/jobs', code: 'too-many-operations', params: { max: OPERATIONS_MAX } });
  refuse(errors);
  return shop;
}

/** @throws DomainError `capacity.shop-invalid` naming every wrong field */
export function readChange(body: unknown): ShopChange {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? String(body.kind) : '';
  if (!Object.hasOwn(changeForms, kind)) refuse([{ pointer: '/kind', code: 'enum', params: { allowed: Object.keys(changeForms) } }]);
  assertForm(changeForms[kind as ShopChange['kind']], body);
  const change = body as ShopChange;
  if (change.kind === 'order-in') refuse(brokenRules(change.job, '/job'));
  if (change.kind === 'machine-outage' && !(Date.parse(change.startsAt) < Date.parse(change.endsAt)))
    refuse([wrong('/endsAt', 'before-start')]);
  return change;
}

/** Machines that a shop or one of its jobs names. */
export function machinesOf({ jobs, machines = [] }: Shop): Set<string> {
  const ids = jobs.flatMap(({ operations }) => operations.flatMap(({ options }) => options.map(({ machineId }) => machineId)));
  return new Set([...ids, ...machines.map(({ machineId }) => machineId)]);
}

function brokenRules({ jobId, operations }: OwnJob, pointer: string): FieldError[] {
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

function assertForm(form: Validator, body: unknown): void {
  if (form.Check(body)) return;
  const [, errors] = form.Errors(body);
  refuse(
    errors.map(({ keyword, instancePath, message }) => ({
      pointer: instancePath === '' ? '/' : instancePath,
      code: keyword,
      params: { message },
    })),
  );
}

function wrong(pointer: string, code: string): FieldError {
  return { pointer, code };
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const shown = errors.slice(0, ERRORS_MAX);
  const places = [...new Set(shown.map(({ pointer }) => pointer))].slice(0, 5).join(', ');
  throw new DomainError('invalid', 'capacity.shop-invalid', `Correct these places: ${places}.`, shown);
}
