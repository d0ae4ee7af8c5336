import { OnDeadline } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ExpireHold, HOLD_EXPIRY } from './holds/application/expire-hold/expire-hold.js';
import { FREE_HOURS_DUE } from './planning/application/publish-free-hours/publish-free-hours.js';
import { RequestPlan } from './planning/application/request-plan/request-plan.js';

/** What capacity does when time is up. */
@Injectable()
export class CapacityDeadlines {
  constructor(
    private readonly expireHold: ExpireHold,
    private readonly requestPlan: RequestPlan,
  ) {}

  @OnDeadline(HOLD_EXPIRY)
  async onHoldExpiry(work: UnitOfWork, due: { subject: string }): Promise<void> {
    await this.expireHold.execute(work, due.subject);
  }

  @OnDeadline(FREE_HOURS_DUE)
  async onFreeHoursDue(work: UnitOfWork, due: { subject: string }): Promise<void> {
    await this.requestPlan.execute(work, [due.subject], { because: 'day-passed', networkOnly: true });
  }
}
