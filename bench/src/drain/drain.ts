import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newId, seededId } from '@gewerk/kernel';
import { encode, KafkaTransport } from '@gewerk/platform-messaging';
import { createEmptyDatabase } from '@gewerk/testing';
import pg from 'pg';
import type { Benchmark, Measured } from '../benchmark.js';
import { startInfrastructure } from '../infrastructure.js';
import { medianOf } from '../side-by-side.js';
import { residentBytes } from '../start/process-tree.js';
import { drained } from './consumer.js';
import { eventsOf } from '../messaging/workload.js';

const EVENTS = 100_000;
const STREAMS = 5000;
const HEAP_MEBIBYTES = 128;
const SAMPLE_MILLIS = 100;
/** The database gets slow with so many left, and quick again with so few. */
const SLOW_FROM_LEFT = 60_000;
const SLOW_TO_LEFT = 20_000;
const SLOW_STATEMENT_SECONDS = 0.5;
/** How much more the last quarter may hold than the second. */
const GROWTH_MOST = 1.15;
const LIMIT_SECONDS = 240;

type Phase = 'drains' | 'slow' | 'drains again';

interface Sample {
  readonly phase: Phase;
  readonly second: number;
  readonly residentMebibytes: number;
  readonly left: number;
}

/** A full queue meets a small consumer: does it drain, and does memory stay where it is, also while the database cannot keep up? */
export const drain: Benchmark = {
  name: 'drain',
  async run(progress) {
    const infrastructure = await startInfrastructure(true);
    const transport = new KafkaTransport({ brokers: infrastructure.brokers, clientId: 'bench-drain' });
    try {
      await fill(transport, progress);
      return report(await drainedBy(infrastructure.brokers, transport, progress));
    } finally {
      await transport.close();
      await infrastructure.stop();
    }
  },
};

/** Appends as a relay would, without its database. */
async function fill(transport: KafkaTransport, progress: (line: string) => void): Promise<void> {
  await transport.ensureTopics([drained.topic]);
  const network = newId();
  const versions = new Map<string, number>();
  const time = new Date();
  const events = eventsOf(EVENTS, STREAMS);
  for (let from = 0; from < EVENTS; from += 2000) {
    const records = events.slice(from, from + 2000).map((event, index) => {
      const version = (versions.get(event.offerId) ?? 0) + 1;
      versions.set(event.offerId, version);
      const id = seededId(`event ${from + index}`, time.getTime());
      const place = { networkId: network, topic: drained.topic.name, key: event.offerId, epoch: 1, version };
      const cause = { correlationId: id, causationId: null, hops: 0, traceparent: null };
      return encode({ ...place, ...cause, id, type: drained.type, source: '/gewerk/bench', time }, JSON.stringify(event));
    });
    await transport.append(drained.topic.name, records);
  }
  progress(`${EVENTS} events wait in ${drained.topic.name}`);
}

async function drainedBy(brokers: readonly string[], transport: KafkaTransport, progress: (line: string) => void): Promise<Sample[]> {
  const database = await createEmptyDatabase();
  const environment = settingsOf(database.url, brokers);
  await consumer(environment, 'migrate').ended;
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  const { child, ended, output } = consumer(environment);
  const samples: Sample[] = [];
  let [phase, left, saidAt]: [Phase, number, number] = ['drains', EVENTS, 0];
  try {
    while (left > 0) {
      if (seconds() > LIMIT_SECONDS) throw new Error(`${left} of ${EVENTS} events are left after ${LIMIT_SECONDS} s`);
      await delay(SAMPLE_MILLIS);
      // While the group is being founded its coordinator does not answer.
      left = await transport.lag('drain', [drained.topic.name]).catch(() => left);
      const resident = residentBytes(child.pid ?? 0);
      if (resident === null || child.exitCode !== null) throw new Error(`the consumer ended:\n${output()}`);
      if (phase === 'drains' && left <= SLOW_FROM_LEFT) {
        await makeSlow(database.url, true);
        phase = 'slow';
      } else if (phase === 'slow' && left <= SLOW_TO_LEFT) {
        await makeSlow(database.url, false);
        phase = 'drains again';
      }
      samples.push({ phase, second: seconds(), residentMebibytes: resident / 2 ** 20, left });
      if (seconds() - saidAt > 5) {
        saidAt = seconds();
        progress(`${phase}: ${left} left, ${(resident / 2 ** 20).toFixed(0)} MiB resident`);
      }
    }
    return samples;
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

function settingsOf(databaseUrl: string, brokers: readonly string[]): Record<string, string> {
  const as = (role: string): string => databaseUrl.replace(/\/\/[^@]+@/, `//${role}@`);
  return {
    GEWERK_PORT: '0',
    GEWERK_DATABASE_URL: as('gewerk_app'),
    GEWERK_RELAY_DATABASE_URL: as('gewerk_relay'),
    GEWERK_OWNER_DATABASE_URL: databaseUrl,
    GEWERK_TRANSPORT: 'kafka',
    GEWERK_KAFKA_BROKERS: brokers.join(','),
    GEWERK_OIDC_ISSUER: 'http://127.0.0.1:9/identity',
    GEWERK_LOG_LEVEL: 'warn',
  };
}

/** Every batch then waits in its own transaction, as behind a database that cannot keep up. */
async function makeSlow(ownerUrl: string, slow: boolean): Promise<void> {
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  await owner.query(
    slow
      ? `create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(${SLOW_STATEMENT_SECONDS}); return null; end $$;
         create trigger slow before insert on offer for each statement execute function be_slow();`
      : 'drop trigger slow on offer',
  );
  await owner.end();
}

function consumer(environment: Record<string, string>, ...parameters: string[]) {
  const program = fileURLToPath(new URL('./consumer.main.js', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [`--max-old-space-size=${HEAP_MEBIBYTES}`, program, ...parameters], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-10_000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, ended, output: () => said };
}

function report(samples: readonly Sample[]): Measured {
  const phases = (['drains', 'slow', 'drains again'] as const).map((phase) => {
    const own = samples.filter((sample) => sample.phase === phase);
    const [first, last] = [own[0], own.at(-1)];
    const before = phase === 'drains' ? EVENTS : (first?.left ?? 0);
    const began = phase === 'drains' ? 0 : (first?.second ?? 0);
    const name = phase === 'slow' ? `held back by a database that takes ${SLOW_STATEMENT_SECONDS} s per batch` : phase;
    return [name, before - (last?.left ?? 0), ((last?.second ?? 0) - began).toFixed(1), ...columns(own)];
  });
  const whole = quartersOf(samples);
  const growth = (whole[3] ?? 0) / (whole[1] ?? 1);
  const verdict = `${growth.toFixed(2)}: ${growth <= GROWTH_MOST ? 'flat' : 'it grows'}`;
  return {
    settings: { events: EVENTS, streams: STREAMS, maxOldSpaceMebibytes: HEAP_MEBIBYTES, fsync: true },
    tables: [
      {
        caption: 'Resident MiB of the consumer, medians of the quarters of each phase',
        columns: ['', 'events handled', 's', 'first', 'second', 'third', 'last'],
        rows: [...phases, ['the whole run', EVENTS, (samples.at(-1)?.second ?? 0).toFixed(1), ...columns(samples)]],
      },
      { caption: 'Last quarter of the whole run against the second (flat up to 1.15)', columns: ['last / second'], rows: [[verdict]] },
    ],
    values: { samples },
  };
}

function columns(samples: readonly Sample[]): string[] {
  return quartersOf(samples).map((mebibytes) => mebibytes.toFixed(0));
}

function quartersOf(samples: readonly Sample[]): number[] {
  const size = samples.length / 4;
  return [0, 1, 2, 3].map((quarter) =>
    medianOf(samples.slice(Math.floor(quarter * size), Math.floor((quarter + 1) * size)).map(({ residentMebibytes }) => residentMebibytes)),
  );
}
