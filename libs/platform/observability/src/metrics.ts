import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricDefinition, MetricTable } from './metric-table.js';

export type Labels = Readonly<Record<string, string>>;

const SERIES_LIMIT = 2_000;

/**
 * The metrics of one service, by the tables they are declared in. A name or label that is not declared is a fault of the
 * programmer and throws; a label whose values grow without bound stops at a limit instead of filling the memory.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #metrics = new Map<string, Counter | Gauge | Histogram>();
  readonly #totals = new Map<string, number>();
  readonly #collectors: (() => Promise<void> | void)[] = [];

  constructor(service: string, ...tables: readonly MetricTable[]) {
    this.#registry.setDefaultLabels({ service });
    for (const [name, definition] of tables.flatMap((table) => Object.entries(table))) {
      if (this.#metrics.has(name)) throw new Error(`the metric ${name} is declared twice`);
      this.#metrics.set(name, metricOf(this.#registry, name, definition));
    }
  }

  /** Memory, event loop and garbage collection of the process; only where the service has a process to itself. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  count(name: string, labels: Labels = {}, by = 1): void {
    const counter = this.#named(name, Counter);
    if (this.#hasRoom(name, labels)) counter.inc({ ...labels }, by);
  }

  /** Brings a counter to a total that somebody else keeps. */
  countUpTo(name: string, total: number, labels: Labels = {}): void {
    const key = `${name}${JSON.stringify(labels)}`;
    const before = this.#totals.get(key) ?? 0;
    if (total > before || before === 0) this.count(name, labels, Math.max(0, total - before));
    this.#totals.set(key, total);
  }

  set(name: string, value: number, labels: Labels = {}): void {
    const gauge = this.#named(name, Gauge);
    if (this.#hasRoom(name, labels)) gauge.set({ ...labels }, value);
  }

  observe(name: string, value: number, labels: Labels = {}): void {
    const histogram = this.#named(name, Histogram);
    if (this.#hasRoom(name, labels)) histogram.observe({ ...labels }, value);
  }

  /** Asked before each rendering; what fails leaves its metrics as they were. */
  beforeRendering(collector: () => Promise<void> | void): void {
    this.#collectors.push(collector);
  }

  /** Prometheus text format. */
  async render(): Promise<string> {
    await Promise.allSettled(this.#collectors.map(async (collector) => collector()));
    return this.#registry.metrics();
  }

  readonly #seriesSeen = new Map<string, Set<string>>();

  #hasRoom(name: string, labels: Labels): boolean {
    const key = Object.values(labels).join('\u0000');
    let seen = this.#seriesSeen.get(name);
    if (seen === undefined) this.#seriesSeen.set(name, (seen = new Set()));
    if (seen.has(key)) return true;
    if (seen.size >= SERIES_LIMIT) return false;
    seen.add(key);
    return true;
  }

  #named<Kind extends Counter | Gauge | Histogram>(name: string, kind: abstract new (...parameters: never[]) => Kind): Kind {
    const metric = this.#metrics.get(name);
    if (metric instanceof kind) return metric;
    throw new Error(metric === undefined ? `the metric ${name} is not declared` : `the metric ${name} is of another kind`);
  }
}

function metricOf(registry: Registry, name: string, definition: MetricDefinition): Counter | Gauge | Histogram {
  const options = { name, help: definition.help, labelNames: [...(definition.labels ?? [])], registers: [registry] };
  switch (definition.kind) {
    case 'counter':
      return new Counter(options);
    case 'gauge':
      return new Gauge(options);
    case 'histogram':
      return new Histogram({ ...options, ...(definition.buckets === undefined ? {} : { buckets: [...definition.buckets] }) });
  }
}
