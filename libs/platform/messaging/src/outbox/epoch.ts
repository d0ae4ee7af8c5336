import pg from 'pg';

/**
 * Begins a new epoch after a publisher's database was restored from a backup: it no longer knows which versions it published
 * since, so its streams begin again at version 1, and consumers tell new events from old ones. Stop the service's relay first.
 * @returns the new epoch
 */
export async function raiseEpoch(ownerUrl: string): Promise<number> {
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  try {
    const { rows } = await owner.query<{ epoch: number }>('update messaging.epoch set epoch = epoch + 1 returning epoch');
    return rows[0]?.epoch ?? Number.NaN;
  } finally {
    await owner.end();
  }
}
