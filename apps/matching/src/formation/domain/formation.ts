import type { HoldConfirmedData } from '@gewerk/contracts/capacity';
import { type AgreedPlan, askOf, keepsCeilings, type Part, partsOf } from './agreed-plan.js';
import type { Effect, FailureReason, FormationRecord, FormationState, Replacement } from './formation-record.js';
import { broken } from './formation-rules.js';
import { type Invitation, invitationTo } from './invitation.js';

const NEXT: Record<FormationState, readonly FormationState[]> = {
  holding: ['inviting', 'replacing', 'settling', 'failed'],
  inviting: ['settling', 'replacing', 'failed'],
  replacing: ['holding', 'awaiting-customer', 'failed'],
  'awaiting-customer': ['holding', 'replacing', 'failed'],
  settling: ['confirmed', 'holding', 'failed'],
  confirmed: ['dissolved'],
  failed: [],
  dissolved: [],
};

/** Invitations of the first round are replaced, those of the second are not (flow: one replacement round). */
const LAST_ROUND = 2;
/** A hold that ran out while it was being confirmed is asked for once more. */
const HOLD_REQUESTS_AFTER_EXPIRY_MAX = 1;

type ChosenField =
  | 'formationId'
  | 'orderId'
  | 'orderVersion'
  | 'customerCompanyId'
  | 'proposalId'
  | 'planId'
  | 'withStandby'
  | 'chosenAt'
  | 'plan';
type Choice = Pick<FormationRecord, ChosenField>;

/** How a chosen plan becomes a consortium (flow, steps 3 to 6). Every transition stands here; an illegal one throws. */
export class Formation {
  readonly effects: Effect[] = [];

  constructor(
    readonly record: FormationRecord,
    readonly invitations: Invitation[],
  ) {}

  static choose(choice: Choice): Formation {
    const formation = new Formation(
      {
        ...choice,
        ceilings: { price: choice.plan.price.total, promisedAt: choice.plan.promisedAt },
        state: 'holding',
        revision: 1,
        offered: null,
        holdRequestsAfterExpiry: 0,
        holdExpiresAt: null,
        cancelReason: null,
        consortiumId: null,
        bookings: [],
        endReason: null,
      },
      [],
    );
    formation.effects.push({ kind: 'request-hold' });
    return formation;
  }

  get isFinal(): boolean {
    return NEXT[this.record.state].length === 0;
  }

  /** A fact about a hold that was replaced meanwhile, or of a formation that is over, changes nothing any more. */
  isStale(revision: number): boolean {
    return this.isFinal || revision < this.record.revision;
  }

  /** Members whose seat is empty: they declined or stayed silent, and the plan still names them. */
  get vacancies(): readonly Invitation[] {
    const asks = new Set(partsOf(this.record.plan).map(askOf));
    return this.invitations.filter(({ state, part }) => (state === 'declined' || state === 'expired') && asks.has(askOf(part)));
  }

  holdPlaced(expiresAt: string, now: Date, answerBy: Date): void {
    this.#mustBeIn('hold-placed', 'holding');
    this.record.holdExpiresAt = expiresAt;
    if (this.vacancies.length > 0) return this.#fillVacancies();
    const round = this.record.revision === 1 ? 1 : LAST_ROUND;
    const parts = partsOf(this.record.plan);
    this.#closeInvitationsExceptFor(parts);
    const asked = new Set(this.invitations.filter((invitation) => invitation.isLive).map(({ part }) => askOf(part)));
    for (const part of parts.filter((candidate) => !asked.has(askOf(candidate)))) {
      const invitation = invitationTo(part, { revision: this.record.revision, round, sentAt: now, expiresAt: answerBy });
      this.invitations.push(invitation);
      this.effects.push({ kind: 'invite', invitation });
    }
    if (this.#allAccepted()) this.#settle();
    else this.#moveTo('inviting');
  }

  /** @param keptRevision the hold of a former revision that capacity kept; it is given back too */
  holdRefused(detail: string, keptRevision: number | null): void {
    this.#mustBeIn('hold-refused', 'holding');
    if (keptRevision !== null) this.effects.push({ kind: 'settle', settlement: 'release', revision: keptRevision });
    this.#fail('hold-refused', detail);
  }

  /** Of hours that were held: a confirmation came too late, or members took too long. */
  holdExpired(): void {
    const { record } = this;
    if (record.state !== 'settling') {
      this.#mustBeIn('hold-expired', 'holding', 'inviting', 'replacing', 'awaiting-customer');
      return this.#fail('hold-expired', 'the held hours ran out before all members had answered');
    }
    if (record.cancelReason !== null) return this.#fail('order-cancelled', record.cancelReason);
    if (record.holdRequestsAfterExpiry >= HOLD_REQUESTS_AFTER_EXPIRY_MAX) {
      return this.#fail('hold-expired', 'the held hours ran out twice before they could be booked');
    }
    record.holdRequestsAfterExpiry += 1;
    this.#requestHold();
  }

  answered(invitationId: string, answer: 'accepted' | 'declined', reason: string | null, now: Date): void {
    const invitation = this.invitations.find((candidate) => candidate.invitationId === invitationId);
    if (invitation?.state !== 'open' || this.isFinal) {
      throw broken('InvitationMustBeOpenWhenAnswered', { invitationId, state: invitation?.state });
    }
    this.#mustBeIn('invitation-answered', 'holding', 'inviting', 'replacing', 'awaiting-customer');
    invitation.close(answer, reason, now);
    this.effects.push({ kind: 'close-invitation', invitation });
    this.#goOnAfterAnswer();
  }

  /** Silence counts as a refusal. Nothing happens to an invitation that is no longer open. */
  invitationExpired(invitationId: string, now: Date): void {
    const invitation = this.invitations.find((candidate) => candidate.invitationId === invitationId);
    if (invitation?.state !== 'open' || this.isFinal) return;
    invitation.close('expired', null, now);
    this.effects.push({ kind: 'close-invitation', invitation });
    this.#goOnAfterAnswer();
  }

  replaced(plan: AgreedPlan, replacements: readonly Replacement[]): void {
    this.#mustBeIn('member-replaced', 'replacing');
    if (keepsCeilings(plan, this.record.ceilings)) return this.#take(plan, replacements);
    this.record.offered = { plan, replacements };
    this.#moveTo('awaiting-customer');
  }

  /** More seats became empty while a replacement was looked for. */
  replacementOutdated(): void {
    this.#mustBeIn('replacement-outdated', 'replacing');
    this.#fillVacancies();
  }

  noReplacement(detail: string): void {
    this.#mustBeIn('no-replacement', 'replacing');
    this.effects.push({ kind: 'settle', settlement: 'release', revision: this.record.revision });
    this.#fail('no-replacement', detail);
  }

  approved(isApproved: boolean): void {
    const { offered } = this.record;
    if (this.record.state !== 'awaiting-customer' || offered === null)
      throw broken('CustomerMustBeAskedBeforeApproval', { state: this.record.state });
    this.record.offered = null;
    if (isApproved) return this.#take(offered.plan, offered.replacements);
    this.effects.push({ kind: 'settle', settlement: 'release', revision: this.record.revision });
    this.#fail('ceiling-exceeded', 'the customer did not accept the price or date of the replacement');
  }

  confirmed(bookings: HoldConfirmedData['bookings'], consortiumId: string): void {
    this.#mustBeIn('hold-confirmed', 'settling');
    this.record.bookings = bookings;
    this.record.consortiumId = consortiumId;
    this.#moveTo('confirmed');
    this.effects.push({ kind: 'confirmed' });
    if (this.record.cancelReason !== null) this.dissolved(this.record.cancelReason);
  }

  /** Before settlement the hold is released; during it the answer is awaited; after it the consortium is dissolved (flow, Leaving). */
  orderCancelled(reason: string): void {
    const { record } = this;
    if (this.isFinal) return;
    if (record.state === 'confirmed') return this.dissolved(reason);
    if (record.state === 'settling') {
      record.cancelReason = reason;
      return;
    }
    this.effects.push({ kind: 'settle', settlement: 'release', revision: this.record.revision });
    this.#fail('order-cancelled', reason);
  }

  dissolved(reason: string): void {
    if (this.record.state !== 'confirmed') throw broken('FormationMustBeConfirmedBeforeDissolution', { state: this.record.state });
    this.#moveTo('dissolved');
    this.record.endReason = reason;
    this.effects.push({ kind: 'dissolved', reason });
  }

  #goOnAfterAnswer(): void {
    const { state } = this.record;
    const hasVacancy = this.vacancies.length > 0;
    // While a hold is asked for, vacancies wait for its answer; while a replacement is looked for, its result is checked against them.
    if (state === 'inviting' && hasVacancy) this.#fillVacancies();
    else if (state === 'inviting' && this.#allAccepted()) this.#settle();
    else if (state === 'awaiting-customer' && hasVacancy && !this.#offerCoversVacancies()) {
      this.record.offered = null;
      this.#fillVacancies();
    }
  }

  #offerCoversVacancies(): boolean {
    const offered = new Set(partsOf(this.record.offered?.plan ?? this.record.plan).map(askOf));
    return this.vacancies.every(({ part }) => !offered.has(askOf(part)));
  }

  #fillVacancies(): void {
    const final = this.vacancies.find((invitation) => invitation.round >= LAST_ROUND);
    if (final === undefined) {
      if (this.record.state !== 'replacing') this.#moveTo('replacing');
      this.effects.push({ kind: 'find-replacement' });
      return;
    }
    this.effects.push({ kind: 'settle', settlement: 'release', revision: this.record.revision });
    this.#fail('no-replacement', 'a member of the replacement round declined or stayed silent');
  }

  #take(plan: AgreedPlan, replacements: readonly Replacement[]): void {
    this.record.plan = plan;
    for (const replacement of replacements) this.effects.push({ kind: 'replaced', replacement });
    this.#requestHold();
  }

  #requestHold(): void {
    this.record.revision += 1;
    this.#moveTo('holding');
    this.effects.push({ kind: 'request-hold' });
  }

  #settle(): void {
    this.#moveTo('settling');
    this.effects.push({ kind: 'settle', settlement: 'confirm', revision: this.record.revision });
  }

  #fail(reason: FailureReason, detail: string): void {
    this.#moveTo('failed');
    this.record.endReason = detail;
    this.#closeInvitationsExceptFor([]);
    this.effects.push({ kind: 'failed', reason, detail });
  }

  #closeInvitationsExceptFor(parts: readonly Part[]): void {
    const asks = new Set(parts.map(askOf));
    for (const invitation of this.invitations) {
      if (!invitation.isLive || asks.has(askOf(invitation.part))) continue;
      invitation.supersede();
      this.effects.push({ kind: 'close-invitation', invitation });
    }
  }

  #allAccepted(): boolean {
    const accepted = new Set(this.invitations.filter(({ state }) => state === 'accepted').map(({ part }) => askOf(part)));
    return partsOf(this.record.plan).every((part) => accepted.has(askOf(part)));
  }

  #moveTo(state: FormationState): void {
    if (!NEXT[this.record.state].includes(state)) throw broken('TransitionMustBeLegal', { from: this.record.state, to: state });
    this.record.state = state;
  }

  #mustBeIn(transition: string, ...states: FormationState[]): void {
    if (!states.includes(this.record.state)) throw broken('TransitionMustBeLegal', { transition, state: this.record.state });
  }
}
