import { CapacityReported, type CapacityReportedData } from '@gewerk/contracts/capacity';
import type { FieldError } from '@gewerk/kernel';
import { Compile } from 'typebox/schema';
import { brokenRule, normalized, type Report, type ReportRefusal } from '../../domain/report.js';

const envelope = Compile({
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', minLength: 1, maxLength: 200 },
    source: { type: 'string', minLength: 1, maxLength: 400 },
    type: { const: CapacityReported.type },
    time: { type: 'string', format: 'date-time' },
    data: CapacityReported.schema,
  },
});

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * A CloudEvent as the gateway gets it, judged without a look at what we know: its form (the contract's schema), whom it speaks
 * for, its instants. Members the contract does not name are dropped, instants come back in UTC.
 */
export function judgeReport(event: unknown, sender: { companyId: string; now: Date }): Report | ReportRefusal {
  const id = eventIdOf(event);
  const [wellFormed, wrong] = envelope.Errors(event);
  if (!wellFormed || id === null) {
    const errors =
      id === null && wellFormed
        ? [{ pointer: '/id', code: 'pattern', params: { remedy: 'no control characters' } }]
        : wrong.map(fieldError);
    return { id, code: 'capacity.report-invalid', detail: 'The event does not follow the contract; see errors.', errors };
  }
  const { data } = event as { data: CapacityReportedData };
  return brokenRule(id, data, sender) ?? { eventId: id, data: normalized(data) };
}

function eventIdOf(event: unknown): string | null {
  const id = event !== null && typeof event === 'object' && 'id' in event ? event.id : null;
  return typeof id === 'string' && id.length > 0 && id.length <= 200 && id.isWellFormed() && !CONTROL.test(id) ? id : null;
}

function fieldError(error: { keyword: string; instancePath: string; params: unknown; message: string }): FieldError {
  const params = error.params as Record<string, unknown>;
  const missing = error.keyword === 'required' ? (params['requiredProperties'] as string[] | undefined)?.[0] : undefined;
  return {
    pointer: missing === undefined ? error.instancePath : `${error.instancePath}/${missing}`,
    code: error.keyword,
    params: { ...params, message: error.message },
  };
}
