import type { CodeMutationName } from './code-mutations.js';
import type { EmbeddedWorld } from './embedded-world.js';
import { bookedAtOnce, deliveredAgain, killedWhilePublishing, ownedByTheApplication, type Scenario, tenantTables } from './scenarios.js';

/** Something without which an invariant would break, how to take it away, and what shows that it is gone. */
export interface Guard {
  readonly name: string;
  readonly removed: string;
  /** Takes it out of the code that is loaded, or out of the database. */
  readonly code?: CodeMutationName;
  database?(world: EmbeddedWorld): Promise<void>;
  readonly scenario: Scenario;
  readonly told: string;
  /** Holds with the guard and breaks without it, in this way. */
  readonly invariant: number;
  readonly breach: RegExp;
}

export const GUARDS: readonly Guard[] = [
  {
    name: 'inbox watermark',
    removed: 'the pipeline takes every record for new',
    code: 'every record is new',
    scenario: deliveredAgain,
    told: 'everything is delivered once more',
    invariant: 2,
    breach: /answer to hold/,
  },
  {
    name: 'unsent flag: the mark',
    removed: 'the relay does not mark what it published',
    code: 'rows are never marked',
    scenario: killedWhilePublishing,
    told: 'killed while publishing, started again',
    invariant: 1,
    breach: /is unsent/,
  },
  {
    name: 'unsent flag: its order',
    removed: 'the relay marks before it publishes',
    code: 'rows are marked before they are appended',
    scenario: killedWhilePublishing,
    told: 'killed while publishing, started again',
    invariant: 1,
    breach: /is not in the log/,
  },
  {
    name: 'exclusion constraint',
    removed: 'alter table reservation_slot drop constraint machine_taken_once',
    database: async (world) =>
      void (await world.databases.rows('capacity', 'alter table reservation_slot drop constraint machine_taken_once')),
    scenario: bookedAtOnce,
    told: 'overlapping hours booked at once',
    invariant: 8,
    breach: /is taken twice/,
  },
  {
    name: 'forced row level security',
    removed: 'alter table ... no force row level security',
    database: async (world) => {
      for (const table of await tenantTables(world))
        await world.databases.rows('registry', `alter table ${table} no force row level security`);
    },
    scenario: ownedByTheApplication,
    told: "the application's role owns the tables and reads",
    invariant: 17,
    breach: /the application sees/,
  },
];
