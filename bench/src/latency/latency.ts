import { setTimeout as delay } from 'node:timers/promises';
import type { Benchmark, Measured } from '../benchmark.js';
import { startInfrastructure } from '../infrastructure.js';
import { medianOf, quantileOf } from '../side-by-side.js';
import { BarePath } from './bare-path.js';
import type { Path } from './path.js';
import { PlatformPath } from './platform-path.js';

const PER_SECOND = 200;
const SECONDS = 8;
const ROUNDS = 3;

/** From the publishing transaction's begin to a projection row that another connection has read, at a steady pace. */
export const latency: Benchmark = {
  name: 'latency',
  async run(progress) {
    const infrastructure = await startInfrastructure(true);
    const millis = { gewerk: [] as number[][], bare: [] as number[][] };
    try {
      const paths = { gewerk: await PlatformPath.open(infrastructure.brokers), bare: await BarePath.open(infrastructure.brokers) };
      for (const path of Object.values(paths)) await roundOf(path, 2);
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const name of ['gewerk', 'bare'] as const) {
          const measured = await roundOf(paths[name], SECONDS);
          millis[name].push(measured);
          progress(
            `round ${round + 1} of ${ROUNDS}, ${name}: p50 ${fixed(quantileOf(measured, 0.5))} ms, p99 ${fixed(quantileOf(measured, 0.99))} ms`,
          );
        }
      }
      for (const path of Object.values(paths)) await path.close();
    } finally {
      await infrastructure.stop();
    }
    return report(millis);
  },
};

/** Sends at fixed points in time whatever became of the events before. */
async function roundOf(path: Path, seconds: number): Promise<number[]> {
  const startedAt = performance.now();
  const sending: Promise<void>[] = [];
  for (let n = 0; n < PER_SECOND * seconds; n += 1) {
    const due = startedAt + (n * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await delay(early);
    sending.push(path.send());
  }
  await Promise.all(sending);
  return path.arrivals();
}

function report(millis: Readonly<Record<'gewerk' | 'bare', readonly number[][]>>): Measured {
  const quantiles = Object.fromEntries(
    Object.entries(millis).map(([name, rounds]) => [
      name,
      Object.fromEntries(
        ([0.5, 0.9, 0.99] as const).map((quantile) => [`p${quantile * 100}Millis`, rounds.map((round) => quantileOf(round, quantile))]),
      ),
    ]),
  ) as Record<'gewerk' | 'bare', Record<string, number[]>>;
  const row = (name: 'gewerk' | 'bare', title: string): (string | number)[] => [
    title,
    ...Object.values(quantiles[name]).map((rounds) => fixed(medianOf(rounds))),
  ];
  return {
    settings: { eventsPerSecond: PER_SECOND, secondsPerRound: SECONDS, rounds: ROUNDS, fsync: true },
    tables: [
      {
        caption: 'Milliseconds on the way, medians of the rounds',
        columns: ['', 'p50', 'p90', 'p99'],
        rows: [
          row('gewerk', 'Gewerk: begin of the publishing transaction → row read by another connection'),
          row('bare', 'bare kafkajs: send → eachMessage, no database'),
        ],
      },
    ],
    values: quantiles,
  };
}

function fixed(millis: number): string {
  return millis.toFixed(1);
}
