import type { ServiceName } from '@gewerk/contracts';
import { HoldPlaced } from '@gewerk/contracts/capacity';
import type { Evidence } from '../invariants/invariant.js';

/** A breach made by hand, which the judge of one invariant must find: so that no invariant is one that cannot fail. */
export interface Tampering {
  readonly invariant: number;
  readonly what: string;
  readonly service?: ServiceName;
  readonly sql?: string;
  log?(events: Evidence['events']): Evidence['events'];
}

export const TAMPERING: readonly Tampering[] = [
  {
    invariant: 1,
    what: 'a row of the outbox is deleted',
    service: 'billing',
    sql: 'delete from messaging.outbox where (network_id, id) in (select network_id, id from messaging.outbox order by id desc limit 1)',
  },
  {
    invariant: 2,
    what: 'an event has a second effect',
    service: 'collaboration',
    sql: `insert into consortium_log select network_id, formation_id, gen_random_uuid(), kind, detail, happened_at from consortium_log limit 1`,
  },
  {
    invariant: 3,
    what: 'a version is drawn but never published',
    service: 'orders',
    sql: 'update messaging.stream_head set version = version + 1',
  },
  {
    invariant: 4,
    what: 'a reaction is missing from the log',
    log: (events) => events.filter((event) => event.type !== HoldPlaced.type),
  },
  {
    invariant: 5,
    what: 'a projection is changed by hand',
    service: 'capacity',
    sql: "update machine set label = label || '.' where machine_id = (select min(machine_id::text)::uuid from machine)",
  },
  {
    invariant: 6,
    what: 'a command is kept without its answer',
    service: 'registry',
    sql: 'update app.idempotency set status = null where key = (select min(key) from app.idempotency)',
  },
  {
    invariant: 7,
    what: 'an order stands still',
    service: 'orders',
    sql: "update customer_order set state = 'ready'",
  },
  {
    invariant: 9,
    what: 'a confirmed hold is held again',
    service: 'capacity',
    sql: "update hold set state = 'held' where state = 'confirmed'",
  },
  {
    invariant: 10,
    what: 'the memo of an old entry is changed',
    service: 'billing',
    sql: "update journal_entry set memo = memo || '.' where entry_number = 3",
  },
  {
    invariant: 17,
    what: "a row names another network's company",
    service: 'sustainability',
    sql: `update company_country set network_id = (select max(network_id::text)::uuid from company_country)
          where company_id = (select company_id from company_country order by network_id limit 1)`,
  },
];
