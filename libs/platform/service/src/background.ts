import { TaskRunner } from '@gewerk/platform-compute';
import { collectDeadlineHandlers, DeadlineSweeper } from '@gewerk/platform-deadlines';
import { forgetOldAnswers, forgetOldDenials } from '@gewerk/platform-http';
import type { UnitsOfWork } from '@gewerk/platform-messaging';
import type { Database, RelayPool } from '@gewerk/platform-persistence';
import type { INestApplication, LoggerService } from '@nestjs/common';
import type { ServiceDefinition } from './definition.js';

export interface BackgroundParts {
  database: Database;
  units: UnitsOfWork;
  relayPool: RelayPool;
  logger: LoggerService;
}

const HOUR_MILLIS = 3_600_000;

/** What a service does without being asked: deadlines that fall due, tasks that wait. */
export class Background {
  readonly #sweeper: DeadlineSweeper | null;
  readonly #runner: TaskRunner | null;
  readonly #housekeeping: () => Promise<void>;
  #timer: NodeJS.Timeout | null = null;

  constructor(definition: ServiceDefinition, app: INestApplication, { database, units, relayPool, logger }: BackgroundParts) {
    const onFault = (error: Error): void => logger.warn(error.message);
    const handlers = definition.deadlines === undefined ? null : collectDeadlineHandlers(app.get(definition.deadlines, { strict: false }));
    this.#housekeeping = async () => {
      for (const forget of [forgetOldAnswers, forgetOldDenials]) await forget(relayPool).catch(onFault);
    };
    this.#sweeper = handlers === null ? null : new DeadlineSweeper({ database, relay: relayPool, units, handlers, onFault });
    const tasks = (definition.tasks ?? []).map((task) => app.get(task, { strict: false }));
    this.#runner = tasks.length === 0 ? null : new TaskRunner({ relayPool, units, handlers: tasks, onFault });
  }

  async start(): Promise<void> {
    await this.#sweeper?.start();
    await this.#runner?.start();
    this.#timer = setInterval(() => void this.#housekeeping(), HOUR_MILLIS).unref();
  }

  /** The time was moved: what is due now is due now. */
  wake(): void {
    this.#sweeper?.wake();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#sweeper?.stop();
    await this.#runner?.stop();
  }
}
