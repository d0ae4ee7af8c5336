import type { RelayPool } from '@gewerk/platform-persistence';

/** Deadlines of all networks that are behind: for metrics and readiness. */
export interface DeadlineBacklog {
  /** Due for more than a minute, whether a handler fails or the kind has none in this release. */
  readonly overdue: number;
  readonly parked: number;
}

export async function deadlineBacklog(relay: RelayPool): Promise<DeadlineBacklog> {
  const [row] = await relay.query<{ overdue: number; parked: number }>(
    `select count(*) filter (where parked_at is null and due_at < app.now() - interval '1 minute')::int as overdue,
       count(*) filter (where parked_at is not null)::int as parked from app.deadline`,
  );
  return { overdue: row?.overdue ?? 0, parked: row?.parked ?? 0 };
}
