import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnytimeSearch, Sequencing } from '@gewerk/engine-scheduling';

/** What the searches of one command tell each other. */
export interface Report {
  readonly island: number;
  /** Epochs that the sender has finished. */
  readonly epoch: number;
  readonly objective: number;
  readonly iterations: number;
  readonly elite: Sequencing | null;
  readonly isDone: boolean;
}

export interface IslandLimits {
  /** Iterations of this search; null: until told to stop. */
  readonly iterations: number | null;
  readonly islands: number;
}

const SLICE_MILLIS = 8;
/** On the largest shops a single one takes tenths of a second. */
const SLICE_ITERATIONS_FIRST = 1;
/** Searches exchange their best after so many iterations each. */
const EPOCH_ITERATIONS = 20_000;

/**
 * One search, advanced in slices of a few milliseconds so that messages and signals get through. With a limit of iterations the
 * islands go in step: what was found in epoch e reaches the others at the end of their epoch e + 1, whatever their speed, so that
 * equal seeds give equal results. Without one they take what has arrived.
 */
export class Island {
  stopped = false;
  private epoch = 0;
  private reported = Number.POSITIVE_INFINITY;
  private imported = Number.POSITIVE_INFINITY;
  private sliceIterations = SLICE_ITERATIONS_FIRST;
  private readonly mail: Report[] = [];
  private readonly finished = new Set<number>();
  private wake: (() => void) | null = null;

  constructor(
    private readonly index: number,
    readonly search: AnytimeSearch,
    private readonly limits: IslandLimits,
    private readonly send: (report: Report) => void,
  ) {}

  receive(report: Report): void {
    this.mail.push(report);
    if (report.isDone) this.finished.add(report.island);
    this.wake?.();
  }

  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  async run(): Promise<void> {
    const { search, limits } = this;
    const isInStep = limits.iterations !== null;
    while (!this.stopped && !search.isProven && search.iterations < (limits.iterations ?? Number.POSITIVE_INFINITY)) {
      const epochEnd = Math.min((this.epoch + 1) * EPOCH_ITERATIONS, limits.iterations ?? Number.POSITIVE_INFINITY);
      this.slice(epochEnd - search.iterations);
      if (search.iterations >= epochEnd || search.isProven) {
        this.epoch += 1;
        this.report(false);
        if (isInStep) await this.exchangeInStep();
      } else if (!isInStep && search.objective < this.reported) this.report(false);
      if (!isInStep) this.exchangeFreely();
      await nextTurn();
    }
    this.report(true);
  }

  private slice(most: number): void {
    const startedAt = performance.now();
    this.search.step(Math.min(most, this.sliceIterations));
    const millis = performance.now() - startedAt;
    if (millis < SLICE_MILLIS / 2) this.sliceIterations *= 2;
    else if (millis > SLICE_MILLIS * 2) this.sliceIterations = Math.max(1, this.sliceIterations >> 1);
  }

  private report(isDone: boolean): void {
    const { search, index, epoch } = this;
    const isBetter = search.objective < this.reported;
    this.reported = Math.min(this.reported, search.objective);
    const elite = isBetter ? search.exportBest() : null;
    this.send({ island: index, epoch, objective: search.objective, iterations: search.iterations, elite, isDone });
  }

  private exchangeFreely(): void {
    for (const { elite, objective } of this.mail.splice(0)) {
      if (elite === null || objective >= this.imported) continue;
      this.imported = objective;
      this.search.importElite(elite);
    }
  }

  private async exchangeInStep(): Promise<void> {
    const due = this.epoch - 1;
    const others = this.limits.islands - 1;
    const hasAll = (): boolean => {
      const reported = new Set(this.mail.filter(({ epoch, isDone }) => epoch === due && !isDone).map(({ island }) => island));
      return reported.size + [...this.finished].filter((island) => !reported.has(island)).length >= others;
    };
    while (due > 0 && !this.stopped && !hasAll()) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
    const arrived = this.mail.filter(({ epoch }) => epoch <= due).sort((a, b) => a.epoch - b.epoch || a.island - b.island);
    for (const report of arrived) {
      this.mail.splice(this.mail.indexOf(report), 1);
      if (report.elite !== null) this.search.importElite(report.elite);
    }
  }
}
