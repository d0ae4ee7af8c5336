import type { RelayPool } from '@gewerk/platform-persistence';

/** What a service's database holds back, over all networks: for metrics and readiness. */
export interface MessagingBacklog {
  readonly unsentEvents: number;
  /** Age of the oldest unsent event; 0 where none is. */
  readonly oldestUnsentSeconds: number;
  readonly parkedEvents: number;
  readonly parkedStreams: number;
}

export async function messagingBacklog(relay: RelayPool): Promise<MessagingBacklog> {
  const [row] = await relay.query<Record<'unsent' | 'age' | 'parked' | 'streams', number>>(
    `select o.unsent, o.age, p.parked, p.streams from
       (select count(*)::int as unsent, coalesce(extract(epoch from app.now() - min(event_time)), 0)::float8 as age
        from messaging.outbox where unsent) o,
       (select count(*)::int as parked, count(distinct (network_id, consumer, topic, key))::int as streams from messaging.parked) p`,
  );
  return {
    unsentEvents: row?.unsent ?? 0,
    oldestUnsentSeconds: Math.max(0, row?.age ?? 0),
    parkedEvents: row?.parked ?? 0,
    parkedStreams: row?.streams ?? 0,
  };
}
