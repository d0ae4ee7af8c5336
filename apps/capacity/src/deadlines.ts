import { OnDeadline } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ExpireHold, HOLD_EXPIRY } from './holds/application/expire-hold/expire-hold.js';

/** What capacity does when time is up. */
@Injectable()
export class CapacityDeadlines {
  constructor(private readonly expireHold: ExpireHold) {}

  @OnDeadline(HOLD_EXPIRY)
  async onHoldExpiry(work: UnitOfWork, due: { subject: string }): Promise<void> {
    await this.expireHold.execute(work, due.subject);
  }
}
