import { type MetricTable, Metrics, platformMetrics } from '@gewerk/platform-observability';
import { ownReferences } from '../generate/services.js';
import { askedBy } from './promql.js';

/** Metric to its labels, those aside that every series has. */
export type KnownMetrics = ReadonlyMap<string, readonly string[]>;

const EVERY_SERIES = ['service', 'job', 'instance'];
const OF_PROMETHEUS: readonly (readonly [string, readonly string[]])[] = [
  ['up', []],
  ['ALERTS', ['alertname', 'alertstate', 'severity']],
];

/** What the processes of this release serve, and what Prometheus adds; histograms by their three series. */
export async function knownMetrics(): Promise<KnownMetrics> {
  const own = ownReferences().map(({ metrics }) => metrics);
  const tables: readonly MetricTable[] = [platformMetrics, ...own];
  const declared = tables
    .flatMap((table) => Object.entries(table))
    .flatMap(([name, { kind, labels = [] }]) => seriesOf(name, kind, labels));
  return new Map([...OF_PROMETHEUS, ...declared, ...(await ofTheRuntime())]);
}

function seriesOf(name: string, kind: string, labels: readonly string[]): [string, readonly string[]][] {
  if (kind !== 'histogram') return [[name, labels]];
  return [
    [`${name}_bucket`, [...labels, 'le']],
    [`${name}_sum`, labels],
    [`${name}_count`, labels],
  ];
}

/** Read off this very process, which serves the same. */
async function ofTheRuntime(): Promise<[string, readonly string[]][]> {
  const metrics = new Metrics('check');
  metrics.watchProcess();
  const declared = (await metrics.render()).matchAll(/^# TYPE (\S+) (\S+)$/gm);
  return [...declared].flatMap(([, name = '', kind = '']) => seriesOf(name, kind, ['kind', 'type', 'space', 'version']));
}

/** @returns what is wrong with a query, in a few words each */
export function faultsOfQuery(query: string, known: KnownMetrics, recorded: ReadonlySet<string>): string[] {
  const { selectors, groupedBy } = askedBy(query);
  const faults: string[] = [];
  const labelsAtHand = new Set(EVERY_SERIES);
  for (const { metric, labels } of selectors) {
    const own = recorded.has(metric) ? [] : known.get(metric);
    if (own === undefined) {
      faults.push(`no service has the metric ${metric}`);
      continue;
    }
    for (const label of own) labelsAtHand.add(label);
    faults.push(
      ...labels.filter((label) => !own.includes(label) && !EVERY_SERIES.includes(label)).map((label) => `${metric} has no label ${label}`),
    );
  }
  if (selectors.length === 0) faults.push('asks for no metric');
  if (faults.length === 0)
    faults.push(...groupedBy.filter((label) => !labelsAtHand.has(label)).map((label) => `groups by ${label}, which nothing in it has`));
  return faults;
}
