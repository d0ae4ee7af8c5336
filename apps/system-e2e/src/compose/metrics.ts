import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './compose-file.js';

/** What Prometheus makes itself, and the queries of nobody's process. */
const NOT_SERVED = /^(?:up|ALERTS|scrape_.*)$/;

/** Names of the metrics that a process serves, as its exposition declares them. */
export function servedNames(exposition: string): string[] {
  return [...exposition.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1] ?? '');
}

/** Every metric of ours or of the runtime that an alert or a dashboard asks for, without the suffixes of histograms. */
export function askedNames(): string[] {
  const files = ['deploy/prometheus/alerts.yml', ...globSync('deploy/grafana/dashboards/*.json', { cwd: ROOT })];
  const text = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n');
  // A colon before or after it: the name of a recorded series.
  const names = text.match(/(?<![\w:/.-])(?:gewerk|process|nodejs)_[a-z0-9_]+(?![\w:])/g) ?? [];
  return [...new Set(names.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')))].filter((name) => !NOT_SERVED.test(name)).sort();
}
