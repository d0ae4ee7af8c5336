import { newId } from '@gewerk/kernel';
import type { Part } from './agreed-plan.js';

/** superseded: the plan asks something else of the company by now, or nothing. */
type InvitationState = 'open' | 'accepted' | 'declined' | 'expired' | 'superseded';

export interface InvitationRecord {
  readonly invitationId: string;
  readonly part: Part;
  readonly revision: number;
  readonly round: number;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly state: InvitationState;
  readonly answeredAt: string | null;
  readonly reason: string | null;
}

/** One company asked for its part in one role. */
export class Invitation {
  #record: InvitationRecord;

  constructor(record: InvitationRecord) {
    this.#record = record;
  }

  get record(): InvitationRecord {
    return this.#record;
  }

  get invitationId(): string {
    return this.#record.invitationId;
  }

  get part(): Part {
    return this.#record.part;
  }

  get state(): InvitationState {
    return this.#record.state;
  }

  get round(): number {
    return this.#record.round;
  }

  /** Asked and not refused: the company's word, or the wait for it, still counts. */
  get isLive(): boolean {
    return this.state === 'open' || this.state === 'accepted';
  }

  close(state: 'accepted' | 'declined' | 'expired', reason: string | null, now: Date): void {
    this.#record = { ...this.#record, state, reason, answeredAt: now.toISOString() };
  }

  supersede(): void {
    this.#record = { ...this.#record, state: 'superseded' };
  }
}

export function invitationTo(part: Part, sending: { revision: number; round: number; sentAt: Date; expiresAt: Date }): Invitation {
  const { revision, round, sentAt, expiresAt } = sending;
  return new Invitation({
    invitationId: newId(sentAt.getTime()),
    part,
    revision,
    round,
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: 'open',
    answeredAt: null,
    reason: null,
  });
}
