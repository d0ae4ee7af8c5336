import type { EnvironmentSpec } from '@gewerk/platform-config';
import { type MetricTable, platformMetrics } from '@gewerk/platform-observability';
import { serviceVariables } from '@gewerk/platform-service';
import { ownReferences } from './services.js';

/** What operators look up: environment variables and metrics, read off the code. */
export function operatingReference(): Map<string, string> {
  const own = ownReferences();
  return new Map([
    [
      'docs/reference/configuration.md',
      page('Configuration', 'Environment variables of the process of a service.', [
        section('Every service', variablesTable(serviceVariables)),
        ...own.filter(({ variables }) => size(variables) > 0).map(({ name, variables }) => section(name, variablesTable(variables))),
      ]),
    ],
    [
      'docs/reference/metrics.md',
      page('Metrics', 'Served at `/metrics` on `GEWERK_METRICS_PORT`; every series carries the label `service`.', [
        section('Every service', metricsTable(platformMetrics)),
        ...own.filter(({ metrics }) => size(metrics) > 0).map(({ name, metrics }) => section(name, metricsTable(metrics))),
      ]),
    ],
  ]);
}

const size = (table: object): number => Object.keys(table).length;

function page(title: string, lead: string, sections: readonly string[]): string {
  return [`# ${title}`, '', `Generated from the code by \`npm run generate\`; do not edit. ${lead}`, '', ...sections].join('\n');
}

function section(title: string, table: readonly string[]): string {
  return [`## ${title}`, '', ...table, ''].join('\n');
}

function variablesTable(variables: EnvironmentSpec): string[] {
  const rows = Object.values(variables).map(({ name, about, expects, fallback }) => {
    const otherwise = fallback === undefined ? 'required' : shown(fallback.value);
    return `| \`${name}\` | ${about} | ${expects} | ${otherwise} |`;
  });
  return ['| Variable | What for | Takes | Otherwise |', '|---|---|---|---|', ...rows];
}

function shown(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  return `\`${String(value)}\``;
}

function metricsTable(metrics: MetricTable): string[] {
  const rows = Object.entries(metrics).map(
    ([name, { kind, help, labels = [] }]) => `| \`${name}\` | ${kind} | ${labels.join(', ')} | ${help} |`,
  );
  return ['| Metric | Kind | Labels | What it says |', '|---|---|---|---|', ...rows];
}
