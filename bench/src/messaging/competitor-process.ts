import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CompetitorName, Outcome, Part, Round } from './competitor.js';

/** A competitor beside this process, started with the same flags. It ends with this process. */
export class CompetitorProcess {
  private constructor(
    private readonly name: CompetitorName,
    private readonly child: ChildProcess,
  ) {}

  static async start(name: CompetitorName, brokers: readonly string[]): Promise<CompetitorProcess> {
    const competitor = new CompetitorProcess(name, fork(join(import.meta.dirname, 'competitor.main.js'), [name, ...brokers]));
    await competitor.#answer();
    return competitor;
  }

  /** @returns milliseconds of each part */
  async run(round: Round): Promise<Readonly<Record<Part, number>>> {
    this.child.send(round);
    const outcome = (await this.#answer()) as Outcome;
    if ('error' in outcome) throw new Error(`${this.name}: ${outcome.error}`);
    return outcome;
  }

  async close(): Promise<void> {
    if (!this.child.connected) return;
    this.child.send('close');
    await this.#answer();
    this.child.disconnect();
  }

  async #answer(): Promise<unknown> {
    const ended = new AbortController();
    const gone = once(this.child, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`the process of ${this.name} ended with ${code}`);
    });
    try {
      const [answer] = (await Promise.race([once(this.child, 'message'), gone])) as [unknown];
      return answer;
    } finally {
      ended.abort();
      gone.catch(() => undefined);
    }
  }
}
