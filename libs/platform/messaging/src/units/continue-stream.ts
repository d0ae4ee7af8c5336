import { noteCorrelation } from '@gewerk/platform-observability';
import type { TopicContract } from '../contract/contract.js';
import type { UnitOfWork } from './units-of-work.js';

/**
 * A command that carries on what began a stream of this service (the order's, the formation's) goes on under its correlation id,
 * so that one id leads from the first request to the last effect. A stream that does not exist changes nothing.
 */
export async function continueStream(work: UnitOfWork, topic: TopicContract, key: string): Promise<void> {
  const [head] = await work.tx.query<{ correlation_id: string | null; traceparent: string | null }[]>(
    'select correlation_id, traceparent from messaging.stream_head where network_id = $1 and topic = $2 and key = $3',
    [work.networkId, topic.name, key],
  );
  const correlationId = head?.correlation_id ?? null;
  if (correlationId === null || correlationId === work.origin.correlationId) return;
  noteCorrelation([work.origin.correlationId, correlationId], [head?.traceparent]);
  work.continueAs(correlationId);
}
