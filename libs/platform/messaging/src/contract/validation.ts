import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { closed, open } from './closure.js';
import { type EventContract, MAX_PAYLOAD_BYTES } from './contract.js';

/** An event that its own publisher may not send: a bug of the publisher. */
export class UnpublishableEvent extends Error {
  override readonly name = 'UnpublishableEvent';

  constructor(
    readonly type: string,
    reason: string,
  ) {
    super(`${type} cannot be published: ${reason}`);
  }
}

// Contracts carry keywords of their own (classes of disclosure), which a strict Ajv would refuse.
const options = { strict: false, allErrors: false, validateFormats: true } as const;
const closedAjv = new Ajv2019(options);
const openAjv = new Ajv2019(options);
formats.default(closedAjv);
formats.default(openAjv);

const closedValidators = new WeakMap<object, ValidateFunction>();
const openValidators = new WeakMap<object, ValidateFunction>();

/** @returns what is wrong with the data of an event to be published, or null */
export function refusalWhenPublishing(contract: EventContract, data: unknown): string | null {
  return refusal(
    compiled(closedValidators, contract, (schema) => closedAjv.compile(closed(schema))),
    data,
  );
}

/** @returns what is wrong with received data, or null; members that the schema does not name are let through */
export function refusalWhenConsuming(contract: EventContract, data: unknown): string | null {
  return refusal(
    compiled(openValidators, contract, (schema) => openAjv.compile(open(schema))),
    data,
  );
}

/**
 * Freezes the data as the text that goes on the wire.
 * @throws UnpublishableEvent that names the field and what is wrong with it
 */
export function serialized<Data>(contract: EventContract<Data>, data: Data): { key: string; text: string } {
  const wrong = refusalWhenPublishing(contract as EventContract, data);
  if (wrong !== null) throw new UnpublishableEvent(contract.type, wrong);
  const text = JSON.stringify(data);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_PAYLOAD_BYTES) {
    throw new UnpublishableEvent(contract.type, `${bytes} bytes are more than the limit of ${MAX_PAYLOAD_BYTES}; store the bulk as a file`);
  }
  const key = contract.keyOf(data);
  if (!isStreamKey(key)) {
    throw new UnpublishableEvent(contract.type, `its key must be 1 to ${MAX_KEY_LENGTH} characters without control characters`);
  }
  return { key, text };
}

const MAX_KEY_LENGTH = 300;
// Postgres stores no NUL, and none of them belongs into a key.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

export function isStreamKey(key: unknown): key is string {
  return typeof key === 'string' && key.length > 0 && key.length <= MAX_KEY_LENGTH && !CONTROL.test(key) && key.isWellFormed();
}

function compiled(
  cache: WeakMap<object, ValidateFunction>,
  contract: EventContract,
  compile: (schema: object) => ValidateFunction,
): ValidateFunction {
  let validate = cache.get(contract.schema);
  if (validate === undefined) {
    validate = compile(contract.schema);
    cache.set(contract.schema, validate);
  }
  return validate;
}

function refusal(validate: ValidateFunction, data: unknown): string | null {
  return validate(data) ? null : (validate.errors ?? []).map(explained).join('; ');
}

function explained(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  const member = params['additionalProperty'] ?? params['unevaluatedProperty'];
  return `${error.instancePath || '/'} ${error.message ?? error.keyword}${member === undefined ? '' : `: "${String(member)}"`}`;
}
