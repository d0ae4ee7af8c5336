import type { HoldConfirmedData } from '@gewerk/contracts/capacity';
import type { FormationFailedData, MemberReplacedData } from '@gewerk/contracts/matching';
import type { AgreedPlan, Ceilings } from './agreed-plan.js';
import type { Invitation } from './invitation.js';

/**
 * holding: hours are asked for · inviting: members answer · replacing: somebody else is looked for · awaiting-customer: a replacement
 * exceeds a ceiling · settling: all accepted, the hold is to become bookings · confirmed · failed · dissolved.
 */
export type FormationState = 'holding' | 'inviting' | 'replacing' | 'awaiting-customer' | 'settling' | 'confirmed' | 'failed' | 'dissolved';

export type Replacement = Omit<MemberReplacedData, 'formationId' | 'revision' | 'price' | 'promisedAt'>;
export type FailureReason = FormationFailedData['reason'];

/** What the world must learn or do because of a transition; the application turns each into events, deadlines or tasks. */
export type Effect =
  | { readonly kind: 'request-hold' }
  | { readonly kind: 'invite'; readonly invitation: Invitation }
  | { readonly kind: 'close-invitation'; readonly invitation: Invitation }
  | { readonly kind: 'find-replacement' }
  | { readonly kind: 'replaced'; readonly replacement: Replacement }
  | { readonly kind: 'settle'; readonly settlement: 'confirm' | 'release'; readonly revision: number }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly detail: string }
  | { readonly kind: 'dissolved'; readonly reason: string };

export interface FormationRecord {
  readonly formationId: string;
  readonly orderId: string;
  readonly orderVersion: number;
  readonly customerCompanyId: string;
  readonly proposalId: string;
  readonly planId: string;
  readonly withStandby: boolean;
  readonly chosenAt: string;
  readonly ceilings: Ceilings;
  state: FormationState;
  revision: number;
  plan: AgreedPlan;
  /** Waits for the customer's word. */
  offered: { readonly plan: AgreedPlan; readonly replacements: readonly Replacement[] } | null;
  holdRequestsAfterExpiry: number;
  holdExpiresAt: string | null;
  /** Set where the order was cancelled while a settlement was under way. */
  cancelReason: string | null;
  consortiumId: string | null;
  bookings: HoldConfirmedData['bookings'];
  endReason: string | null;
}
