import { DomainError, type FieldError } from '@gewerk/kernel';
import { type ArgumentMetadata, Injectable, UnsupportedMediaTypeException, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { fieldErrorsOf } from './field-errors.js';
import { unstorable } from './storable.js';

/** Turns what came in into the DTO that the route asks for, or refuses it naming every wrong field by JSON pointer. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      validationError: { target: true, value: false },
      exceptionFactory: (errors: ValidationError[]) => invalidInput(fieldErrorsOf(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    refuse(unstorable(value), metadata);
    if (metadata.type === 'body' && metadata.data === undefined && this.toValidate(metadata)) {
      if (Buffer.isBuffer(value)) throw new UnsupportedMediaTypeException();
      if (value !== undefined && (value === null || typeof value !== 'object' || Array.isArray(value))) {
        refuse([{ pointer: '', code: 'isObject', params: { message: 'the body must be a JSON object' } }], metadata);
      }
    }
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof DomainError) refuse(error.errors, metadata);
      throw error;
    }
  }
}

/** The refusal of an input, by field. */
export function invalidInput(errors: readonly FieldError[]): DomainError {
  const places = [...new Set(errors.map(({ pointer }) => (pointer === '' ? 'the input itself' : pointer)))];
  const shown = places.slice(0, 5).join(', ');
  const more = places.length > 5 ? ` and ${places.length - 5} more` : '';
  return new DomainError('invalid', 'http.input-invalid', `Correct these fields: ${shown}${more}.`, errors);
}

/** Pointers point into the body; for the rest `in` says where the field stands. */
function refuse(errors: readonly FieldError[], { type, data }: ArgumentMetadata): void {
  if (errors.length === 0) return;
  if (type === 'body') throw invalidInput(errors);
  const place = type === 'param' ? 'path' : type;
  const prefix = data === undefined ? '' : `/${data}`;
  throw invalidInput(errors.map((error) => ({ ...error, pointer: prefix + error.pointer, params: { ...error.params, in: place } })));
}
