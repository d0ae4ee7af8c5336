import type { ServiceName } from '@gewerk/contracts';
import { answering, type ServiceProcess, startProcess } from '../processes.js';

/** One instance of a service under a supervisor that starts it afresh when it ends by itself, as Kubernetes would. */
export class SupervisedService {
  #process: ServiceProcess | null = null;
  /** Whether it ought to run now. */
  #wanted = false;
  #ready: Promise<void> = Promise.resolve();
  /** How it ended by itself, each time. */
  readonly endings: string[] = [];

  constructor(
    readonly name: ServiceName,
    private readonly ports: { readonly http: number; readonly metrics: number },
    private readonly environment: Record<string, string>,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** What Prometheus would read now. */
  async metrics(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`)).text();
  }

  /** Everything that any process of it wrote. */
  readonly lines: string[] = [];

  log(): string {
    return this.#process?.log() ?? '';
  }

  async start(): Promise<void> {
    this.#wanted = true;
    this.#ready = this.#begin();
    await this.#ready;
  }

  async kill(): Promise<void> {
    this.#wanted = false;
    await this.#process?.kill();
  }

  /** SIGSTOP: it stands still and nobody is told. */
  freeze(): void {
    this.#process?.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.child.kill('SIGCONT');
  }

  /** SIGTERM, and its exit code. */
  async stop(): Promise<number | null> {
    this.#wanted = false;
    return (await this.#process?.stop()) ?? null;
  }

  async #begin(): Promise<void> {
    const { http, metrics } = this.ports;
    const environment = { ...this.environment, GEWERK_PORT: String(http), GEWERK_METRICS_PORT: String(metrics) };
    const entry = `apps/${this.name}/dist/src/main.js`;
    const started = startProcess(this.name, entry, environment, { onLine: (line) => this.lines.push(line) });
    this.#process = started;
    started.child.once('exit', (code, signal) => {
      if (!this.#wanted || this.#process !== started) return;
      this.endings.push(`exit ${code ?? signal}: ${started.log().split('\n').slice(-2).join(' | ')}`);
      this.#ready = this.#begin();
      this.#ready.catch(() => undefined);
    });
    await answering(started, `${this.address}/api/${this.name}/health/ready`).catch((error: unknown) => {
      // It ended before it was ready and a fresh one is on its way: that one counts.
      if (this.#process === started) throw error;
      return this.#ready;
    });
  }
}
