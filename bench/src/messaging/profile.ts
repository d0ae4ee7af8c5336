import { Session } from 'node:inspector/promises';
import pg from 'pg';

export interface ProfileEntry {
  readonly what: string;
  /** Milliseconds per 1,000 events. */
  readonly millisPerThousand: number;
}

/** Statements by a piece of their text; what waits for the database is known by them. */
const STATEMENTS: readonly (readonly [piece: string, what: string])[] = [
  ['insert into messaging.watermark', 'database: lock and move the watermark of each stream'],
  ['insert into messaging.consumer_offset', 'database: remember the offset beside the watermarks; is anything parked?'],
  ['insert into offer', 'database: the projection'],
  ['insert into messaging.stream_head', 'database: draw versions from the stream heads, write the outbox'],
  ['', 'database: begin, networks of the transaction, commit'],
];

/** Functions of our process by their file; the innermost that is named decides. */
const PLACES: readonly (readonly [piece: string, what: string])[] = [
  ['/kafkajs/', 'process: the Kafka client (records with 12 headers each)'],
  ['/kafka-record', 'process: headers to text'],
  ['/contract/', 'process: JSON Schema, in and out'],
  ['/ajv', 'process: JSON Schema, in and out'],
  ['/envelope/codec', 'process: decode the envelope'],
  ['/pipeline/', 'process: plan of the batch, runs, bookkeeping'],
  ['/inbox/', 'process: plan of the batch, runs, bookkeeping'],
  ['/outbox/', 'process: drafts of outgoing events'],
  ['/units/', 'process: drafts of outgoing events'],
  ['/array-literal', 'process: parameters of statements'],
  ['/pg', 'process: parameters of statements'],
  ['/bench/dist/src/messaging/', 'process: the handlers of this benchmark'],
];

/** Runs the work once under the profiler of V8 and with a clock around every statement. @returns the largest parts first */
export async function profileOf(events: number, work: () => Promise<unknown>): Promise<ProfileEntry[]> {
  const spent = new Map<string, number>();
  const add = (what: string, millis: number): void => void spent.set(what, (spent.get(what) ?? 0) + millis);
  const restore = timeStatements(add);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  try {
    await work();
  } finally {
    restore();
  }
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const places = placesOf(profile.nodes);
  profile.samples?.forEach((id, index) => {
    const place = places.get(id);
    if (place !== undefined) add(place, (profile.timeDeltas?.[index] ?? 0) / 1000);
  });
  return [...spent]
    .map(([what, millis]) => ({ what, millisPerThousand: (millis / events) * 1000 }))
    .filter(({ millisPerThousand }) => millisPerThousand >= 0.05)
    .sort((a, b) => b.millisPerThousand - a.millisPerThousand);
}

function timeStatements(add: (what: string, millis: number) => void): () => void {
  const original = pg.Client.prototype.query;
  const timed = function (this: pg.Client, ...parameters: unknown[]): unknown {
    const startedAt = performance.now();
    const result = Reflect.apply(original as never, this, parameters) as unknown;
    if (result instanceof Promise) {
      const [query] = parameters as [string | { readonly text: string }];
      const text = typeof query === 'string' ? query : query.text;
      const what = STATEMENTS.find(([piece]) => text.includes(piece))?.[1] ?? '';
      const done = (): void => add(what, performance.now() - startedAt);
      result.then(done, done);
    }
    return result;
  };
  pg.Client.prototype.query = timed as never;
  return () => {
    pg.Client.prototype.query = original;
  };
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: number[];
}

/** What each node of the call tree counts for; idle time and the profiler itself count for nothing. */
function placesOf(nodes: readonly ProfileNode[]): Map<number, string> {
  const parents = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const places = new Map<number, string>();
  for (const node of nodes) {
    const { functionName } = node.callFrame;
    if (functionName === '(idle)' || functionName === '(root)') continue;
    if (functionName === '(garbage collector)') {
      places.set(node.id, 'process: garbage collection');
      continue;
    }
    places.set(node.id, 'process: Node, network, the rest');
    for (let at: ProfileNode | undefined = node; at !== undefined; at = byId.get(parents.get(at.id) ?? -1)) {
      const { url } = at.callFrame;
      const found = PLACES.find(([piece]) => url.includes(piece));
      if (url.startsWith('node:inspector')) {
        places.delete(node.id);
        break;
      }
      if (found === undefined) continue;
      places.set(node.id, found[1]);
      break;
    }
  }
  return places;
}
