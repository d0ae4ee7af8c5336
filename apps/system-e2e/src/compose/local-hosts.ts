import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { type LocalRedis, startLocalKafka, startLocalRedis } from '@gewerk/testing';
import pg from 'pg';
import { createClient } from 'redis';

/** The hosts of docker-compose.yml that services talk to, running on this machine. */
export interface LocalHosts {
  /** Replaces `host:port` of the compose network by where it is here. */
  mapped(text: string): string;
  readonly redis: boolean;
  stop(): Promise<void>;
}

export async function startLocalHosts(redisPassword: string): Promise<LocalHosts> {
  const kafka = await startLocalKafka();
  const postgres = await startEmbeddedPostgres({ durable: false });
  await demandPasswords(postgres.url, postgres.dataDirectory);
  const redis = await startRedis(redisPassword);
  const addresses: Readonly<Record<string, string>> = {
    'kafka:9092': kafka.brokers.join(','),
    'postgres:5432': new URL(postgres.url).host,
    'redis:6379': redis === null ? `127.0.0.1:${await freePort()}` : new URL(redis.url).host,
    'collector:4318': `127.0.0.1:${await freePort()}`,
  };
  return {
    mapped: (text) => Object.entries(addresses).reduce((result, [host, address]) => result.replaceAll(host, address), text),
    redis: redis !== null,
    stop: async () => {
      await redis?.stop();
      await kafka.stop();
      await postgres.stop();
    },
  };
}

/** As in the compose file; otherwise a wrong password would go unnoticed. The superuser is let in, since its password is the image's. */
async function demandPasswords(url: string, dataDirectory: string): Promise<void> {
  const lines = ['host all postgres 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256', ''];
  writeFileSync(path.join(dataDirectory, 'pg_hba.conf'), lines.join('\n'));
  const client = new pg.Client(`${url}/postgres`);
  await client.connect();
  await client.query('select pg_reload_conf()');
  await client.end();
}

/** @returns null where redis-server is not installed: services count requests by themselves then */
async function startRedis(password: string): Promise<LocalRedis | null> {
  const redis = await startLocalRedis().catch(() => null);
  if (redis === null) return null;
  const client = createClient({ url: redis.url, socket: { reconnectStrategy: false } });
  await client.connect();
  await client.configSet('requirepass', password);
  client.destroy();
  return redis;
}
