import { DomainError, type ErrorKind } from '@gewerk/kernel';

interface Rule {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly detail: string;
}

/** What must hold while a consortium is formed; a refusal names the rule in `params.rule`. */
const RULES = {
  ProposalMustBeValidWhenChosen: {
    kind: 'conflict',
    code: 'matching.proposal-expired',
    detail: 'the proposal is no longer valid; ask for a new one',
  },
  ChoiceMustNameTheCurrentOrderVersion: {
    kind: 'conflict',
    code: 'matching.order-version-outdated',
    detail: 'the order changed since the proposal was made; ask for a new one',
  },
  CancelledOrderMustNotBeFormed: { kind: 'conflict', code: 'matching.order-cancelled', detail: 'the order was cancelled' },
  OrderMustHaveOneLiveFormation: {
    kind: 'conflict',
    code: 'matching.formation-already-live',
    detail: 'a consortium is already chosen for this order; wait for it, or end it first',
  },
  PlanMustBelongToProposal: { kind: 'not-found', code: 'matching.plan-not-found', detail: 'the proposal has no such plan' },
  StandbyMustBeOfferedWhenChosen: {
    kind: 'unprocessable',
    code: 'matching.plan-without-standby',
    detail: 'this plan has no standby variant; choose it with withStandby false',
  },
  InvitationMustBeOpenWhenAnswered: {
    kind: 'conflict',
    code: 'matching.invitation-not-open',
    detail: 'the invitation was answered, ran out or was replaced by another',
  },
  TransitionMustBeLegal: {
    kind: 'conflict',
    code: 'matching.formation-transition-illegal',
    detail: 'this cannot happen to the formation in its present state',
  },
  FormationMustBeConfirmedBeforeDissolution: {
    kind: 'conflict',
    code: 'matching.formation-not-confirmed',
    detail: 'only a confirmed consortium is dissolved; cancel the order to end a formation under way',
  },
  CustomerMustBeAskedBeforeApproval: {
    kind: 'conflict',
    code: 'matching.approval-not-awaited',
    detail: 'the formation waits for no approval',
  },
} as const satisfies Record<string, Rule>;

export type FormationRule = keyof typeof RULES;

export function broken(rule: FormationRule, params: Readonly<Record<string, unknown>> = {}): DomainError {
  const { kind, code, detail } = RULES[rule];
  return new DomainError(kind, code, detail, [], { rule, ...params });
}

export function formationNotFound(formationId: string): DomainError {
  return new DomainError('not-found', 'matching.formation-not-found', `there is no formation ${formationId} that you may see`);
}

export function invitationNotFound(invitationId: string): DomainError {
  return new DomainError('not-found', 'matching.invitation-not-found', `there is no invitation ${invitationId} that you may see`);
}
