import { SERVICES } from '@gewerk/contracts';
import { PUBLISHERS } from '../world/services.js';
import { distinct, type Evidence, type Finding, figure, type Invariant, isState, streamOf } from './invariant.js';

interface OutboxRow {
  event_id: string;
  network_id: string;
  topic: string;
  key: string;
  epoch: number;
  version: string;
  type: string;
  unsent: boolean;
  payload: string;
}

/** Sent rows are deleted after seven days of the system's time, which the story moves by weeks. */
const KEPT_DAYS = 7;

async function outboxAgainstLog(evidence: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  const logged = new Map(distinct(evidence.events).map((event) => [event.id, event]));
  const known = new Set<string>();
  const newest = new Map<string, number>();
  for (const event of logged.values()) newest.set(streamOf(event), Math.max(event.version, newest.get(streamOf(event)) ?? 0));
  let purged = 0;
  for (const service of SERVICES) {
    const rows = await evidence.databases.rows<OutboxRow>(
      service,
      'select event_id, network_id, topic, key, epoch, version, type, unsent, payload from messaging.outbox',
    );
    for (const row of rows) {
      known.add(row.event_id);
      const event = logged.get(row.event_id);
      if (row.unsent) breaches.push(`${service}: ${row.type} ${row.event_id} is unsent`);
      const inLog = newest.get(streamOf({ networkId: row.network_id, topic: row.topic, key: row.key })) ?? 0;
      if (event === undefined && evidence.compacted === true && isState(row.topic) && inLog > Number(row.version)) continue;
      if (event === undefined) breaches.push(`${service}: ${row.type} ${row.event_id} is not in the log`);
      else if (
        event.type !== row.type ||
        streamOf(event) !== streamOf({ networkId: row.network_id, topic: row.topic, key: row.key }) ||
        event.version !== Number(row.version) ||
        event.record.value?.toString('utf8') !== row.payload
      ) {
        breaches.push(`${service}: ${row.type} ${row.event_id} differs from what is in the log`);
      }
    }
    const [{ oldest } = { oldest: new Date(0) }] = await evidence.databases.rows<{ oldest: Date }>(
      service,
      `select app.now() - interval '${KEPT_DAYS} days' as oldest`,
    );
    for (const event of logged.values()) {
      if (PUBLISHERS.get(event.type) !== service || known.has(event.id)) continue;
      if (new Date(event.record.headers['ce_time'] ?? '') < oldest) purged += 1;
      else breaches.push(`${service}: ${event.type} ${event.id} is in the log without a committed row`);
    }
  }
  const twice = [...Map.groupBy(evidence.events, (event) => event.id).values()].filter((records) => records.length > 1).length;
  return {
    looked: `${figure(known.size)} rows, ${figure(logged.size)} events, ${figure(twice)} of them delivered more than once, ${figure(purged)} rows deleted after ${KEPT_DAYS} days`,
    breaches,
  };
}

async function gapFreeVersions(evidence: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  const streams = Map.groupBy(distinct(evidence.events), streamOf);
  for (const [stream, events] of streams) {
    const versions = [...new Set(events.map((event) => event.version))].sort((a, b) => a - b);
    const [first, last] = [versions[0] ?? 0, versions.at(-1) ?? 0];
    if (evidence.compacted === true && isState(events[0]?.topic ?? '')) continue;
    if (first !== 1 || last !== versions.length) breaches.push(`log: ${stream} has ${versions.length} versions from ${first} to ${last}`);
    if (versions.length !== events.length) breaches.push(`log: ${stream} has ${events.length} events in ${versions.length} versions`);
  }
  let heads = 0;
  for (const service of SERVICES) {
    const rows = await evidence.databases.rows<{ network_id: string; topic: string; key: string; version: string }>(
      service,
      'select network_id, topic, key, version from messaging.stream_head',
    );
    heads += rows.length;
    for (const row of rows) {
      const stream = streamOf({ networkId: row.network_id, topic: row.topic, key: row.key });
      const inLog = Math.max(0, ...(streams.get(stream) ?? []).map((event) => event.version));
      if (inLog !== Number(row.version)) breaches.push(`${service}: ${stream} stands at ${row.version}, the log has ${inLog}`);
    }
  }
  if (heads !== streams.size) breaches.push(`${heads} streams are known to publishers, ${streams.size} are in the log`);
  return { looked: `${figure(streams.size)} streams in the log against ${figure(heads)} heads in the outboxes`, breaches };
}

export const publishing: readonly Invariant[] = [
  { number: 1, rule: 'every committed outbox row is published, every published event has a committed row', judge: outboxAgainstLog },
  { number: 3, rule: 'versions of a stream are gap-free', judge: gapFreeVersions },
];
