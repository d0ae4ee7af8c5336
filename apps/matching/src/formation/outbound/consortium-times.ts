import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';

/** How long orders took until all members had accepted and the hours were booked. */
export interface HoursToConsortium {
  readonly orders: number;
  /** Null before the first. */
  readonly medianHours: number | null;
  readonly slowestHours: number | null;
}

@Injectable()
export class ConsortiumTimes {
  /** Of the consortia confirmed in the last 90 days; an order counts once, by its first confirmation. */
  async read(work: UnitOfWork): Promise<HoursToConsortium> {
    const [row] = (await work.tx.query(
      `select count(*)::integer as orders, percentile_cont(0.5) within group (order by hours) as "medianHours", max(hours) as "slowestHours"
       from (
         select extract(epoch from min(sequel.happened_at) - min((placed.submitted ->> 'submittedAt')::timestamptz))::double precision / 3600 as hours
         from decision_sequel sequel
           join placed_order placed on placed.network_id = sequel.network_id and placed.id = sequel.order_id
         where sequel.network_id = $1 and sequel.kind = 'confirmed'
         group by sequel.order_id having min(sequel.happened_at) > $2::timestamptz - interval '90 days') confirmed`,
      [work.networkId, work.now],
    )) as [HoursToConsortium];
    return row;
  }
}
