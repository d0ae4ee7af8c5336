import { DomainError, type FieldError } from '@gewerk/kernel';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** Checks bodies and queries against their DTO classes; unknown fields are refused by name. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => refusalOf(errors),
  });
}

function refusalOf(errors: readonly ValidationError[]): DomainError {
  const fields = errors.flatMap((error) => fieldErrors(error, ''));
  const summary = fields.slice(0, 5).map((field) => `${field.pointer}: ${String(field.params?.['message'] ?? field.code)}`);
  return new DomainError('invalid', 'http.invalid-input', summary.join('; '), fields);
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    code: constraint === 'whitelistValidation' ? 'unknown-field' : kebab(constraint),
    params: { message: constraint === 'whitelistValidation' ? `there is no field ${error.property}; leave it out` : message },
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
