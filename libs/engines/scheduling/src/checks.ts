import { DomainError } from '@gewerk/kernel';

export function refuse(code: string, pointer: string, remedy: string, params: Record<string, unknown> = {}): DomainError {
  return new DomainError('invalid', code, `${pointer}: ${remedy}`, [{ pointer, code, params }]);
}

export function hoursAt(value: number, pointer: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw refuse('scheduling.hours-out-of-range', pointer, `${String(value)} is no number of hours; give a finite number of at least 0`, {
    given: value,
  });
}
