import type { Benchmark, Measured, Table } from '../benchmark.js';
import { startInfrastructure } from '../infrastructure.js';
import { inTurns, type Series } from '../side-by-side.js';
import { BareMessaging } from './bare.js';
import type { Competitor } from './competitor.js';
import { PlatformMessaging } from './platform.js';
import { type ProfileEntry, profileOf } from './profile.js';
import { BATCH, PARTITIONS, type Workload, workloadOf } from './workload.js';

interface Shape {
  readonly events: number;
  readonly streams: number;
  readonly rounds: number;
  readonly durable: boolean;
}

type Part = 'relay' | 'pipeline' | 'together';
const PARTS: readonly Part[] = ['relay', 'pipeline', 'together'];
const EVENTS = 30_000;
const SHAPES: readonly Shape[] = [
  { events: EVENTS, streams: 1000, rounds: 5, durable: false },
  { events: EVENTS, streams: EVENTS, rounds: 3, durable: false },
  { events: EVENTS, streams: 1000, rounds: 3, durable: true },
];

interface Outcome {
  readonly shape: Shape;
  readonly perSecond: Readonly<Record<Part, readonly Series[]>>;
}

/** Outbox → relay → Kafka → pipeline against the same moves written by hand. */
export const messaging: Benchmark = {
  name: 'messaging',
  async run(progress) {
    const outcomes: Outcome[] = [];
    let profile: ProfileEntry[] = [];
    for (const durable of [false, true]) {
      progress(`starting Kafka and Postgres, fsync ${onOff(durable)}`);
      const infrastructure = await startInfrastructure(durable);
      try {
        for (const shape of SHAPES.filter((each) => each.durable === durable)) {
          outcomes.push(await compare(infrastructure.brokers, shape, progress));
        }
        if (!durable) profile = await profiled(infrastructure.brokers, progress);
      } finally {
        await infrastructure.stop();
      }
    }
    return report(outcomes, profile);
  },
};

async function compare(brokers: readonly string[], shape: Shape, progress: (line: string) => void): Promise<Outcome> {
  const competitors: Record<string, Competitor> = {
    gewerk: await PlatformMessaging.open(brokers),
    bare: await BareMessaging.open(brokers),
  };
  try {
    for (const competitor of Object.values(competitors)) await once(competitor, workloadOf(3000, 300));
    const perSecond = await inTurns(Object.keys(competitors), shape.rounds, async (name, round) => {
      const millis = await once(competitors[name] as Competitor, workloadOf(shape.events, shape.streams), () =>
        workloadOf(shape.events, shape.streams),
      );
      const rates = Object.fromEntries(PARTS.map((part) => [part, (shape.events / millis[part]) * 1000])) as Record<Part, number>;
      const said = PARTS.map((part) => `${part} ${Math.round(rates[part])}/s`).join(', ');
      progress(`${shape.streams} streams, fsync ${onOff(shape.durable)}, round ${round + 1} of ${shape.rounds}, ${name}: ${said}`);
      return rates;
    });
    return { shape, perSecond };
  } finally {
    for (const competitor of Object.values(competitors)) await competitor.close();
  }
}

/** @returns milliseconds of each part */
async function once(competitor: Competitor, workload: Workload, another = () => workloadOf(3000, 300)): Promise<Record<Part, number>> {
  const relay = await competitor.relay(workload);
  const pipeline = await competitor.pipeline(workload);
  await competitor.clear();
  const together = await competitor.together(another());
  await competitor.clear();
  return { relay, pipeline, together };
}

async function profiled(brokers: readonly string[], progress: (line: string) => void): Promise<ProfileEntry[]> {
  progress('profile of the pipeline');
  const platform = await PlatformMessaging.open(brokers);
  try {
    await once(platform, workloadOf(3000, 300));
    const workload = workloadOf(EVENTS, 1000);
    await platform.relay(workload);
    return await profileOf(EVENTS, () => platform.pipeline(workload));
  } finally {
    await platform.close();
  }
}

function report(outcomes: readonly Outcome[], profile: readonly ProfileEntry[]): Measured {
  const tables = outcomes.map(({ shape, perSecond }): Table => {
    const rows = PARTS.map((part) => {
      const [ours = 0, bare = 0] = ['gewerk', 'bare'].map((name) => perSecond[part].find((series) => series.name === name)?.median ?? 0);
      return [TITLES[part], Math.round(ours), Math.round(bare), (ours / bare).toFixed(2)];
    });
    const caption = `${shape.events} events over ${shape.streams} streams, fsync ${onOff(shape.durable)}, medians of ${shape.rounds} rounds`;
    return { caption, columns: ['', 'Gewerk, events/s', 'bare, events/s', 'ratio'], rows };
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
    values: { outcomes, profile },
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
