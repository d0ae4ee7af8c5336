export type Labels = Readonly<Record<string, string>>;

interface Metric {
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  readonly series: Map<string, { labels: Labels; value: number }>;
}

const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Counters and gauges of one service, kept in memory and rendered in the Prometheus text format. Labels name kinds of things
 * (an event type, a route, a status), never companies, persons or ids: a label is readable by whoever operates the system.
 */
export class Metrics {
  readonly #metrics = new Map<string, Metric>();

  /** Adds to a counter; names end in `_total`. */
  count(name: string, help: string, labels: Labels = {}, by = 1): void {
    const series = this.seriesOf(name, 'counter', help, labels);
    series.value += by;
  }

  /** Sets a gauge; names carry their unit (`_seconds`, `_rows`). */
  gauge(name: string, help: string, value: number, labels: Labels = {}): void {
    this.seriesOf(name, 'gauge', help, labels).value = value;
  }

  /** Current value, 0 where nothing was counted yet. */
  valueOf(name: string, labels: Labels = {}): number {
    return this.#metrics.get(name)?.series.get(keyOf(labels))?.value ?? 0;
  }

  /** All series of one metric. */
  seriesNamed(name: string): readonly { labels: Labels; value: number }[] {
    return [...(this.#metrics.get(name)?.series.values() ?? [])];
  }

  /** Prometheus text exposition format 0.0.4. */
  render(): string {
    const lines: string[] = [];
    for (const [name, metric] of [...this.#metrics].sort(([a], [b]) => (a < b ? -1 : 1))) {
      lines.push(`# HELP ${name} ${escapeHelp(metric.help)}`, `# TYPE ${name} ${metric.kind}`);
      for (const [key, { value }] of metric.series) lines.push(`${name}${key} ${value}`);
    }
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }

  private seriesOf(name: string, kind: Metric['kind'], help: string, labels: Labels): { value: number } {
    let metric = this.#metrics.get(name);
    if (metric === undefined) {
      if (!NAME.test(name)) throw new Error(`"${name}" is no metric name: use lower case letters, digits and _`);
      metric = { kind, help, series: new Map() };
      this.#metrics.set(name, metric);
    }
    if (metric.kind !== kind) throw new Error(`${name} is a ${metric.kind}, not a ${kind}`);
    const key = keyOf(labels);
    let series = metric.series.get(key);
    if (series === undefined) {
      series = { labels, value: 0 };
      metric.series.set(key, series);
    }
    return series;
  }
}

function keyOf(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? '' : `{${pairs.map(([name, value]) => `${name}="${escapeLabel(value)}"`).join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
