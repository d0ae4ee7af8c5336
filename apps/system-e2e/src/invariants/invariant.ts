import { allTopics, type ServiceName } from '@gewerk/contracts';
import type { SystemAddresses } from '@gewerk/demo';
import type { Databases } from '../world/databases.js';
import type { LoggedEvent } from '../world/event-log.js';

/** A network and the companies in it: nothing of one may stand in another. */
export interface KnownNetwork {
  readonly networkId: string;
  readonly companyIds: readonly string[];
}

/** Everything that was written: all databases and the whole log. */
export interface Evidence {
  readonly databases: Databases;
  /** Every record of the log, repeats included, each partition in its order. */
  readonly events: readonly LoggedEvent[];
  readonly networks: readonly KnownNetwork[];
  /** The log may keep only the newest state of a stream of a state topic. */
  readonly compacted?: boolean;
  /** Where services answer; absent: only what was written is judged. */
  readonly addresses?: SystemAddresses;
}

export interface Finding {
  /** What was looked at, with counts. */
  readonly looked: string;
  /** Each breach in one line; empty where the invariant holds. */
  readonly breaches: readonly string[];
}

/** An invariant of docs/reliability.md. */
export interface Invariant {
  readonly number: number;
  readonly rule: string;
  judge(evidence: Evidence): Promise<Finding>;
}

/** Records of one event: the first of each id. */
export function distinct(events: readonly LoggedEvent[]): LoggedEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

export function ofType(events: readonly LoggedEvent[], ...types: readonly { readonly type: string }[]): LoggedEvent[] {
  const wanted = new Set(types.map(({ type }) => type));
  return distinct(events).filter((event) => wanted.has(event.type));
}

const STATE_TOPICS = new Set(allTopics.filter((topic) => topic.kind === 'state').map((topic) => topic.name));

export function isState(topic: string): boolean {
  return STATE_TOPICS.has(topic);
}

export function streamOf({ networkId, topic, key }: Pick<LoggedEvent, 'networkId' | 'topic' | 'key'>): string {
  return `${networkId} ${topic} ${key}`;
}

/** One line per group that has more than one member. */
export function repeated<T>(items: readonly T[], nameOf: (item: T) => string): string[] {
  return [...Map.groupBy(items, nameOf)].filter(([, group]) => group.length > 1).map(([name, group]) => `${group.length} times ${name}`);
}

export const figure = (n: number): string => n.toLocaleString('en');

export interface WatermarkRow {
  network_id: string;
  topic: string;
  key: string;
  epoch: number;
  version: string;
}

/** How far a service has dealt with each stream. */
export async function watermarksOf({ databases }: Evidence, service: ServiceName): Promise<Map<string, WatermarkRow>> {
  const rows = await databases.rows<WatermarkRow>(
    service,
    'select network_id, topic, key, epoch, version from messaging.watermark where consumer = $1',
    [service],
  );
  return new Map(rows.map((row) => [streamOf({ networkId: row.network_id, topic: row.topic, key: row.key }), row]));
}
