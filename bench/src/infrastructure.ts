import { type EmbeddedPostgres, startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { startLocalKafka } from '@gewerk/testing';

export interface Infrastructure {
  readonly postgres: EmbeddedPostgres;
  readonly brokers: string[];
  stop(): Promise<void>;
}

const running = new Set<() => Promise<void>>();

/**
 * A Postgres for one run, named to the testing library so that its databases are created there.
 * @param durable false turns off fsync, full page writes and synchronous commit
 */
export async function startPostgres(durable: boolean): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ durable });
  process.env['GEWERK_TEST_POSTGRES_URL'] = postgres.url;
  return { ...postgres, stop: stoppingOnce(() => postgres.stop()) };
}

export async function startInfrastructure(durable: boolean): Promise<Infrastructure> {
  const postgres = await startPostgres(durable);
  try {
    const kafka = await startLocalKafka();
    const stopKafka = stoppingOnce(() => kafka.stop());
    return {
      postgres,
      brokers: kafka.brokers,
      stop: async () => {
        await stopKafka();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** For a run that is broken off: a server that outlives it would hold memory and ports. */
export async function stopEverything(): Promise<void> {
  await Promise.allSettled([...running].map((stop) => stop()));
}

/** Resolves once `done` holds; looks every few milliseconds. @throws Error after the limit */
export async function until(done: () => boolean, what: string, limitMillis = 120_000): Promise<void> {
  const end = performance.now() + limitMillis;
  while (!done()) {
    if (performance.now() > end) throw new Error(`${what} took longer than ${limitMillis / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function stoppingOnce(stop: () => Promise<void>): () => Promise<void> {
  const once = async (): Promise<void> => {
    if (running.delete(once)) await stop();
  };
  running.add(once);
  return once;
}
