import { createHash } from 'node:crypto';
import { type Outcome, outcomeLabel } from '@gewerk/engine-matching';
import { canonicalJson } from '@gewerk/kernel';

/** What happened after a ranking, by the operation it was made for. Facts come from several topics and may come in any order. */
export type SequelContent =
  | ({ readonly kind: 'chosen'; readonly formationId: string; readonly proposalId: string; readonly planId: string } & Placed)
  | ({ readonly kind: 'replaced'; readonly formationId: string; readonly fromCompanyId: string; readonly cause: string } & Placed)
  | ({ readonly kind: 'confirmed'; readonly formationId: string; readonly consortiumId: string } & Placed)
  | { readonly kind: 'ended'; readonly formationId: string; readonly how: 'failed' | 'dissolved'; readonly reason: string }
  | {
      readonly kind: 'finished';
      readonly formationId: string;
      readonly companyId: string;
      readonly plannedEndsAt: string;
      readonly goodPieces: number;
      readonly scrapPieces: number;
    }
  | { readonly kind: 'complained'; readonly formationId: string; readonly affectedPieces: number }
  | { readonly kind: 'delivered'; readonly formationId: string; readonly onTime: boolean }
  | {
      readonly kind: 'rated';
      readonly formationId: string;
      readonly companyId: string;
      readonly quality: number;
      readonly punctuality: number;
      readonly communication: number;
      readonly satisfaction: number;
    };

interface Placed {
  readonly companyId: string;
  /** Of the company in the ranking; null where it had none there, or where the ranking was made before places were kept. */
  readonly place: number | null;
}

/** A line that is appended to a decision; the decision itself stays as it was written (methods 0.6). */
export interface Sequel {
  readonly decisionId: string;
  readonly orderId: string;
  readonly operationId: string;
  /** ISO instant. */
  readonly happenedAt: string;
  readonly content: SequelContent;
}

export interface StoredSequel extends Sequel {
  readonly entry: number;
}

/** SHA-256 over the hash before it, its place and what it says; chained apart from the decisions, which are written at other times. */
export function sequelHash(
  previousHash: string,
  { entry, decisionId, orderId, operationId, happenedAt }: StoredSequel,
  content: string,
): string {
  return createHash('sha256')
    .update(`${previousHash}\n${canonicalJson({ entry, decisionId, orderId, operationId, happenedAt })}\n${content}`)
    .digest('hex');
}

/** What became of an operation, as far as it is known. */
export interface DecisionOutcome extends Outcome {
  readonly companyId: string;
  readonly formationId: string;
  /** y of methods 3.12. */
  readonly label: number;
  readonly deliveredAt: string;
}

export interface Standing {
  /** Who does the operation; null while nobody was chosen, and after the formation ended. */
  readonly companyId: string | null;
  readonly formationId: string | null;
  /** The customer refused the delivery and has accepted none since: nothing is learnt from the case before. */
  readonly isDisputed: boolean;
  readonly outcome: DecisionOutcome | null;
}

const HOUR_MILLIS = 3_600_000;
/** Later than planned by more than this is late, as in the registry's evidence (methods 5.4). */
const BUFFER_MILLIS = 48 * HOUR_MILLIS;

/** Reads the lines of one decision together. Only the formation that was chosen last counts. */
export function standingOf(sequels: readonly Sequel[]): Standing {
  const seats = sequels.filter(({ content }) => content.kind === 'chosen' || content.kind === 'replaced' || content.kind === 'confirmed');
  const seat = seats.at(-1)?.content as ({ formationId: string } & Placed) | undefined;
  const none: Standing = { companyId: null, formationId: null, isDisputed: false, outcome: null };
  if (seat === undefined) return none;
  const own = sequels.filter(({ content }) => content.formationId === seat.formationId);
  const delivered = own.findLast(({ content }) => content.kind === 'delivered');
  if (delivered === undefined) {
    if (own.some(({ content }) => content.kind === 'ended')) return none;
    const isDisputed = own.some(({ content }) => content.kind === 'complained');
    return { companyId: seat.companyId, formationId: seat.formationId, isDisputed, outcome: null };
  }
  const outcome = outcomeOf(own, seat.companyId, (delivered.content as { onTime: boolean }).onTime);
  const { companyId, formationId } = seat;
  return {
    ...{ companyId, formationId, isDisputed: false },
    outcome: { companyId, formationId, ...outcome, label: outcomeLabel(outcome), deliveredAt: delivered.happenedAt },
  };
}

/** Without word from the shop, the order stands for its operation. */
function outcomeOf(own: readonly Sequel[], companyId: string, isOrderOnTime: boolean): Outcome {
  const lots = own.flatMap(({ content, happenedAt }) =>
    content.kind === 'finished' && content.companyId === companyId ? [{ ...content, finishedAt: happenedAt }] : [],
  );
  const inTime = lots.filter(({ finishedAt, plannedEndsAt }) => Date.parse(finishedAt) <= Date.parse(plannedEndsAt) + BUFFER_MILLIS);
  const good = lots.reduce((sum, { goodPieces }) => sum + goodPieces, 0);
  const made = lots.reduce((sum, { goodPieces, scrapPieces }) => sum + goodPieces + scrapPieces, 0);
  const hasComplaint = own.some(({ content }) => content.kind === 'complained');
  return {
    onTime: lots.length === 0 ? Number(isOrderOnTime) : inTime.length / lots.length,
    rightFirstTime: made === 0 ? Number(!hasComplaint) : good / made,
    withoutConflict: Number(!hasComplaint),
  };
}
