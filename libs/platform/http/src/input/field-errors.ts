import type { FieldError } from '@gewerk/kernel';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { pointerToken } from './storable.js';

/** Names of a constraint's arguments, so that a message can be made from code and parameters. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  min: ['min'],
  max: ['max'],
  minLength: ['min'],
  maxLength: ['max'],
  isLength: ['min', 'max'],
  arrayMinSize: ['min'],
  arrayMaxSize: ['max'],
  minDate: ['min'],
  maxDate: ['max'],
  isIn: ['allowed'],
  matches: ['pattern'],
  isDivisibleBy: ['divisor'],
  equals: ['expected'],
};

/**
 * class-validator's errors (with their targets) as field errors: `code` is the name of the constraint (`isInt`, `min`),
 * `unknownField` for a field that does not exist; `params` has its limits and an English `message`.
 */
export function fieldErrorsOf(errors: readonly ValidationError[], base = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${pointerToken(error.property)}`;
    const constraints = Object.entries(error.constraints ?? {});
    const own = constraints.map(([constraint, message]) => fieldError(pointer, constraint, message, error));
    return [...own, ...fieldErrorsOf(error.children ?? [], pointer)];
  });
}

function fieldError(pointer: string, constraint: string, message: string, { target, property }: ValidationError): FieldError {
  if (constraint === 'whitelistValidation') {
    return { pointer, code: 'unknownField', params: { message: `${property} is no field of this input`, known: propertiesOf(target) } };
  }
  return { pointer, code: constraint, params: { message, ...limitsOf(target, property, constraint) } };
}

function limitsOf(target: object | undefined, property: string, constraint: string): Record<string, unknown> {
  const metadata = metadataOf(target).find((one) => one.propertyName === property && (one.name ?? one.type) === constraint);
  if (constraint === 'isEnum') return { allowed: metadata?.constraints?.[1] as unknown };
  const names = PARAMETERS[constraint] ?? [];
  const limits = names.map((name, index): [string, unknown] => [name, printable(metadata?.constraints?.[index])]);
  return Object.fromEntries(limits.filter(([, limit]) => limit !== undefined));
}

function printable(limit: unknown): unknown {
  return limit instanceof RegExp ? limit.source : limit;
}

function propertiesOf(target: object | undefined): string[] {
  return [...new Set(metadataOf(target).map((one) => one.propertyName))].sort();
}

function metadataOf(target: object | undefined) {
  if (target === undefined) return [];
  return getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
}
