import type { StoryStep } from '@gewerk/demo';
import type { Checks } from '../checks.js';
import type { World } from '../world/world.js';
import type { Fault } from './fault.js';

/** A fault at a step of the story; `until` names a later step that waits for it, by default the next one with faults. */
export interface PlannedFault {
  readonly step: StoryStep['name'];
  readonly round: number;
  readonly what: string;
  readonly fault: Fault;
  readonly until?: StoryStep['name'];
}

interface Running {
  readonly planned: PlannedFault;
  readonly passed: Promise<void>;
}

/** Lets the planned faults happen while the story goes on. */
export class Conductor {
  #running: Running[] = [];
  #finished: Promise<void> | null = null;
  readonly #struck = new Set<PlannedFault>();

  constructor(
    private readonly world: World,
    private readonly checks: Checks,
    private readonly plan: readonly PlannedFault[],
    private readonly progress: (line: string) => void,
  ) {}

  async beforeStep(step: StoryStep): Promise<void> {
    const due = this.plan.filter((planned) => planned.step === step.name && planned.round === step.round);
    await this.#over(({ planned }) => planned.until === step.name || (planned.until === undefined && due.length > 0));
    if (due.length === 0) return;
    // The story goes on from a settled state: what it then decides does not depend on how late a fault made the news before.
    await this.world.quiet();
    for (const planned of due) await this.#strike(planned);
  }

  /** Everything planned has happened and is over. */
  finish(): Promise<void> {
    this.#finished ??= this.#end();
    return this.#finished;
  }

  async #end(): Promise<void> {
    await this.#over(() => true);
    const left = this.plan.filter((planned) => !this.#struck.has(planned)).map(({ what }) => what);
    this.checks.check(`all ${this.plan.length} planned faults struck`, left.length === 0, left.join(', '));
    await this.world.quiet();
  }

  async #strike(planned: PlannedFault): Promise<void> {
    this.#struck.add(planned);
    this.progress(`  !! ${planned.what}`);
    try {
      const { passed } = await planned.fault(this.world, this.checks);
      const told = passed.catch((error: unknown) => this.checks.check(planned.what, false, String((error as Error).stack ?? error)));
      this.#running.push({ planned, passed: told });
    } catch (error) {
      this.checks.check(planned.what, false, String((error as Error).stack ?? error));
    }
  }

  async #over(which: (running: Running) => boolean): Promise<void> {
    const ending = this.#running.filter(which);
    await Promise.all(ending.map(({ passed }) => passed));
    this.#running = this.#running.filter((running) => !ending.includes(running));
  }
}
