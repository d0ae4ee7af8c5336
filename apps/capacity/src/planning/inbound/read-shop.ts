import { DomainError, type FieldError } from '@gewerk/kernel';
import { Compile, type Validator } from 'typebox/schema';
import type { Shop, ShopChange } from '../domain/shop.js';
import { brokenRulesOfJob, brokenRulesOfShop } from '../domain/shop-rules.js';
import { CHANGE_SCHEMAS, ShopSchema } from './shop-schema.js';

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
  refuse(brokenRulesOfShop(shop));
  return shop;
}

/** @throws DomainError `capacity.shop-invalid` naming every wrong field */
export function readChange(body: unknown): ShopChange {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? String(body.kind) : '';
  if (!Object.hasOwn(changeForms, kind)) refuse([{ pointer: '/kind', code: 'enum', params: { allowed: Object.keys(changeForms) } }]);
  assertForm(changeForms[kind as ShopChange['kind']], body);
  const change = body as ShopChange;
  if (change.kind === 'order-in') refuse(brokenRulesOfJob(change.job, '/job'));
  if (change.kind === 'machine-outage' && !(Date.parse(change.startsAt) < Date.parse(change.endsAt)))
    refuse([{ pointer: '/endsAt', code: 'before-start' }]);
  return change;
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

function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const shown = errors.slice(0, ERRORS_MAX);
  const places = [...new Set(shown.map(({ pointer }) => pointer))].slice(0, 5).join(', ');
  throw new DomainError('invalid', 'capacity.shop-invalid', `Correct these places: ${places}.`, shown);
}
