import type { RelayPool } from '@gewerk/platform-persistence';

/** Tasks of all networks: for metrics. */
export interface TaskBacklog {
  /** Due or in hand. */
  readonly waiting: number;
  /** How long the oldest of them has been due. */
  readonly oldestWaitingSeconds: number;
  readonly failed: number;
}

export async function taskBacklog(relay: RelayPool): Promise<TaskBacklog> {
  const [row] = await relay.query<{ waiting: number; age: number; failed: number }>(
    `select count(*) filter (where failed_at is null and due_at <= clock_timestamp())::int as waiting,
       coalesce(extract(epoch from clock_timestamp() - min(due_at) filter (where failed_at is null)), 0)::float8 as age,
       count(*) filter (where failed_at is not null)::int as failed from app.task`,
  );
  return { waiting: row?.waiting ?? 0, oldestWaitingSeconds: Math.max(0, row?.age ?? 0), failed: row?.failed ?? 0 };
}
