import type { TaskHandler } from '@gewerk/platform-compute';
import type { EnvironmentSpec } from '@gewerk/platform-config';
import type { Metrics, MetricTable } from '@gewerk/platform-observability';
import type { DatabaseOptions, MigrationClass, RelayPool } from '@gewerk/platform-persistence';
import type { Type } from '@nestjs/common';

/** Metrics of a service's own: their declaration, and how they are read at a scrape, over all networks. */
export interface ServiceMeasures {
  readonly table: MetricTable;
  read(relay: RelayPool, metrics: Metrics): Promise<void>;
}

/** What makes up a service; the same in a process of its own and in the standalone. */
export interface ServiceDefinition {
  /** First part of its topics and of its paths: `/api/<name>`. */
  readonly name: string;
  readonly title: string;
  readonly entities: DatabaseOptions['entities'];
  readonly migrations: readonly MigrationClass[];
  /** Composition root: controllers, the subscriptions among them, and what they need. */
  readonly module: Type<unknown>;
  /** The class with the service's `@Projects` and `@Reacts` methods; also among the controllers of `module`. */
  readonly subscriptions?: Type<unknown>;
  /** Class with the service's `@OnDeadline` methods; among the providers of `module`. */
  readonly deadlines?: Type<unknown>;
  /** Handlers of the service's tasks; among the providers of `module`. */
  // `any`: a list of handlers of different inputs and outputs
  readonly tasks?: readonly Type<TaskHandler<any, any>>[];
  /** Environment variables of this service alone. */
  readonly variables?: EnvironmentSpec;
  /** What the service measures beside what the platform does. */
  readonly measures?: ServiceMeasures;
}
