import type { Benchmark, Measured, Table } from '../benchmark.js';
import { startInfrastructure } from '../infrastructure.js';
import { inTurns, type Series } from '../side-by-side.js';
import { COMPETITORS, PARTS, type Part, type Round } from './competitor.js';
import { CompetitorProcess } from './competitor-process.js';
import { PlatformMessaging } from './platform.js';
import { type ProfileEntry, profileOf } from './profile.js';
import { BATCH, PARTITIONS, workloadOf } from './workload.js';

interface Shape extends Round {
  /** Rounds that nobody counts. Services and brokers run for weeks; a fresh broker gets faster for a dozen rounds. */
  readonly warming: number;
  readonly rounds: number;
  readonly durable: boolean;
}

const EVENTS = 30_000;
const SHAPES: readonly Shape[] = [
  { events: EVENTS, streams: 1000, warming: 4, rounds: 5, durable: false },
  { events: EVENTS, streams: EVENTS, warming: 1, rounds: 3, durable: false },
  { events: EVENTS, streams: 1000, warming: 4, rounds: 5, durable: true },
];

interface Comparison {
  readonly shape: Shape;
  readonly perSecond: Readonly<Record<Part, readonly Series[]>>;
}

/** Outbox → relay → Kafka → pipeline against the same moves written by hand. */
export const messaging: Benchmark = {
  name: 'messaging',
  async run(progress) {
    const comparisons: Comparison[] = [];
    let profile: ProfileEntry[] = [];
    for (const durable of [false, true]) {
      progress(`starting Kafka and Postgres, fsync ${onOff(durable)}`);
      const infrastructure = await startInfrastructure(durable);
      try {
        for (const shape of SHAPES.filter((each) => each.durable === durable)) {
          comparisons.push(await compare(infrastructure.brokers, shape, progress));
        }
        if (!durable) profile = await profiled(infrastructure.brokers, progress);
      } finally {
        await infrastructure.stop();
      }
    }
    return report(comparisons, profile);
  },
};

async function compare(brokers: readonly string[], shape: Shape, progress: (line: string) => void): Promise<Comparison> {
  const competitors = new Map<string, CompetitorProcess>();
  try {
    for (const name of COMPETITORS) competitors.set(name, await CompetitorProcess.start(name, brokers));
    for (let round = 0; round < shape.warming; round += 1) {
      progress(`${shape.streams} streams, fsync ${onOff(shape.durable)}, warming, ${round + 1} of ${shape.warming}`);
      for (const competitor of competitors.values()) await competitor.run(shape);
    }
    const perSecond = await inTurns([...competitors.keys()], shape.rounds, async (name, round) => {
      const millis = await (competitors.get(name) as CompetitorProcess).run(shape);
      const rates = Object.fromEntries(PARTS.map((part) => [part, (shape.events / millis[part]) * 1000])) as Record<Part, number>;
      const said = PARTS.map((part) => `${part} ${Math.round(rates[part])}/s`).join(', ');
      progress(`${shape.streams} streams, fsync ${onOff(shape.durable)}, round ${round + 1} of ${shape.rounds}, ${name}: ${said}`);
      return rates;
    });
    return { shape, perSecond };
  } finally {
    for (const competitor of competitors.values()) await competitor.close();
  }
}

async function profiled(brokers: readonly string[], progress: (line: string) => void): Promise<ProfileEntry[]> {
  progress('profile of the pipeline');
  const platform = await PlatformMessaging.open(brokers);
  try {
    // A pass that nobody counts gets the code compiled.
    const warming = workloadOf(EVENTS, 1000);
    await platform.relay(warming);
    await platform.pipeline(warming);
    await platform.clear();
    const workload = workloadOf(EVENTS, 1000);
    await platform.relay(workload);
    return await profileOf(EVENTS, () => platform.pipeline(workload));
  } finally {
    await platform.close();
  }
}

function report(comparisons: readonly Comparison[], profile: readonly ProfileEntry[]): Measured {
  const tables = comparisons.map(({ shape, perSecond }): Table => {
    const rows = PARTS.map((part) => {
      const [ours = 0, ...peers] = COMPETITORS.map((name) => perSecond[part].find((series) => series.name === name)?.median ?? 0);
      return [TITLES[part], Math.round(ours), ...peers.flatMap((peer) => [Math.round(peer), (ours / peer).toFixed(2)])];
    });
    const caption = `${shape.events} events over ${shape.streams} streams, fsync ${onOff(shape.durable)}, medians of ${shape.rounds} rounds, events/s`;
    return { caption, columns: ['', 'Gewerk', 'bare', 'ratio', 'bare, our records', 'ratio to that'], rows };
  });
  const parts: Table = {
    caption: "Where the pipeline's time goes (1,000 streams, fsync off; profiled, so slower than above)",
    columns: ['', 'ms per 1,000 events'],
    rows: profile.map(({ what, millisPerThousand }) => [what, millisPerThousand.toFixed(1)]),
  };
  return {
    settings: {
      batch: BATCH,
      partitions: PARTITIONS,
      consumedAtOnce: 1,
      payloadBytes: Buffer.byteLength(JSON.stringify(workloadOf(1, 1).events[0])),
    },
    tables: [...tables, parts],
    values: { comparisons, profile },
  };
}

const TITLES: Record<Part, string> = {
  relay: 'relay: outbox → Kafka',
  pipeline: 'pipeline: Kafka → inbox, projection, outbox',
  together: 'both at once, outbox → effects',
};

function onOff(durable: boolean): string {
  return durable ? 'on' : 'off';
}
