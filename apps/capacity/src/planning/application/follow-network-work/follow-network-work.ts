import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ReservationRepository } from '../../../holds/outbound/reservation-repository.js';
import { RequestPlan } from '../request-plan/request-plan.js';

interface Followed<Data> {
  work: UnitOfWork;
  data: Data;
}

/** What a firm does for the network is part of its plan: holds, bookings and progress make it anew. */
@Injectable()
export class FollowNetworkWork {
  constructor(
    private readonly reservations: ReservationRepository,
    private readonly requestPlan: RequestPlan,
  ) {}

  /** @param events of one network */
  async ofFormations(events: readonly Followed<{ formationId: string }>[], because: string): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    const { work } = first;
    const formationIds = events.map(({ data }) => data.formationId);
    const companyIds = await this.reservations.companiesOf(work.tx, work.networkId, formationIds);
    await this.requestPlan.execute(work, companyIds, { because, networkOnly: true });
  }

  /** @param events of one network */
  async ofCompanies(events: readonly Followed<{ companyId: string }>[], because: string): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    const companyIds = events.map(({ data }) => data.companyId);
    await this.requestPlan.execute(first.work, companyIds, { because, networkOnly: true });
  }
}
