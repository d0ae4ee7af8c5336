import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Sequencing } from '@gewerk/engine-scheduling';
import { EXIT_DONE, type Invocation, numberOption, onlyArgument } from '../command-line/command.js';
import { describeSolution } from './describe-solution.js';
import { Island, type IslandLimits, type Report } from './island.js';
import { type Planned, readPlanFile } from './read-plan-file.js';
import { searchOver } from './search-over.js';

const DEFAULT_SECONDS = 10;
const WORKERS_DEFAULT = 2;
/** Left for stopping the workers and writing the answer. */
const CLOSING_SECONDS = 0.02;

export async function planSolve(invocation: Invocation): Promise<number> {
  const file = onlyArgument(invocation, 'the file to plan');
  const given = numberOption(invocation, 'seconds', { min: 0.01, max: 86_400 });
  const iterations = numberOption(invocation, 'iterations', { min: 1, max: 1e12, whole: true }) ?? null;
  const seed = numberOption(invocation, 'seed', { min: 0, max: 2 ** 31, whole: true }) ?? 1;
  const islands = numberOption(invocation, 'workers', { min: 1, max: 64, whole: true }) ?? WORKERS_DEFAULT;
  // The clock of the process runs since its start: loading counts as well. Without --seconds, iterations alone are the limit.
  const endsAtMillis = given === undefined && iterations !== null ? null : ((given ?? DEFAULT_SECONDS) - CLOSING_SECONDS) * 1000;
  const planned = await readPlanFile(file, invocation);
  const perIsland = iterations === null ? null : Math.ceil(iterations / islands);
  const run = new Solving(planned, { seed, limits: { iterations: perIsland, islands }, endsAtMillis });
  const { best, total } = await run.finish();
  console.log(JSON.stringify(describeSolution(planned, best, run.lowerBound, total, performance.now() / 1000)));
  return EXIT_DONE;
}

interface SolvingOptions {
  readonly seed: number;
  readonly limits: IslandLimits;
  readonly endsAtMillis: number | null;
}

/** One search in this thread, the others in worker threads; progress goes to standard error. */
class Solving {
  readonly lowerBound: number;
  private readonly here: Island;
  private readonly workers: Worker[] = [];
  private readonly latest = new Map<number, { objective: number; iterations: number; elite: Sequencing | null }>();
  private readonly done: Promise<void>[] = [];
  private shown = Number.POSITIVE_INFINITY;

  constructor(
    private readonly planned: Planned,
    private readonly options: SolvingOptions,
  ) {
    const search = searchOver(planned, options.seed);
    this.lowerBound = search.lowerBound;
    this.here = new Island(0, search, options.limits, (report) => this.pass(report));
    this.show(search.objective);
    if (search.isProven) return;
    for (let index = 1; index < options.limits.islands; index += 1) this.startWorker(index);
  }

  async finish(): Promise<{ best: Sequencing; total: number }> {
    const { here, options } = this;
    const interrupted = (): void => this.stop();
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const timer =
      options.endsAtMillis === null ? null : setTimeout(() => this.stop(), Math.max(0, options.endsAtMillis - performance.now()));
    await here.run();
    if (options.limits.iterations === null || here.stopped) this.stop();
    else await Promise.all(this.done);
    if (timer !== null) clearTimeout(timer);
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await Promise.all(this.workers.map((worker) => worker.terminate()));
    const total = [...this.latest.values()].reduce((sum, { iterations }) => sum + iterations, 0);
    const ranked = [...this.latest].filter(([, { elite }]) => elite !== null).sort(([a, x], [b, y]) => x.objective - y.objective || a - b);
    return { best: ranked[0]?.[1].elite ?? here.search.exportBest(), total };
  }

  private startWorker(index: number): void {
    const { seed, limits } = this.options;
    const workerData = { planned: this.planned, seed: seed + index * 7919, index, limits };
    const worker = new Worker(new URL('./worker.main.js', import.meta.url), { workerData });
    this.workers.push(worker);
    const ended = new Promise<void>((resolve) => {
      worker.on('message', (report: Report) => {
        this.pass(report);
        if (report.isDone) resolve();
      });
      // A search that is lost (memory, a killed thread) costs quality, not the answer.
      worker.once('error', (error) => {
        console.error(`worker ${index} stopped: ${error.message}`);
        this.pass({
          island: index,
          epoch: Number.MAX_SAFE_INTEGER,
          objective: Number.POSITIVE_INFINITY,
          iterations: 0,
          elite: null,
          isDone: true,
        });
        resolve();
      });
      worker.once('exit', () => resolve());
    });
    this.done.push(ended);
  }

  /** Keeps the best of every island and hands its reports on to the others. */
  private pass(report: Report): void {
    const known = this.latest.get(report.island);
    const { objective, iterations } = report;
    const elite = report.elite ?? known?.elite ?? null;
    this.latest.set(report.island, { objective: Math.min(objective, known?.objective ?? Number.POSITIVE_INFINITY), iterations, elite });
    if (report.island !== 0) this.here.receive(report);
    for (const [index, worker] of this.workers.entries()) if (index + 1 !== report.island) worker.postMessage(report);
    this.show(objective);
    if (objective <= this.lowerBound && this.options.limits.iterations === null) this.stop();
  }

  private stop(): void {
    this.here.stop();
  }

  private show(objective: number): void {
    if (objective >= this.shown) return;
    this.shown = objective;
    const seconds = (performance.now() / 1000).toFixed(2);
    console.error(`${seconds} s  objective ${objective}  lower bound ${this.lowerBound}`);
  }
}
