import { type DueDeadline, OnDeadline } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ExpireInvitation } from './formation/application/expire-invitation/expire-invitation.js';
import { INVITATION_EXPIRY } from './formation/application/formation-effects.js';

/** What matching does when a time has come. */
@Injectable()
export class MatchingDeadlines {
  constructor(private readonly expireInvitation: ExpireInvitation) {}

  @OnDeadline(INVITATION_EXPIRY)
  async onInvitationExpiry(work: UnitOfWork, due: DueDeadline): Promise<void> {
    await this.expireInvitation.execute(work, due.subject);
  }
}
