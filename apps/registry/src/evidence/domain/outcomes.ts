import { createHash } from 'node:crypto';
import type { OperationFinishedData } from '@gewerk/contracts/capacity';
import type { InvitationAnsweredData, InvitationExpiredData } from '@gewerk/contracts/matching';
import type { OrderRatedData } from '@gewerk/contracts/orders';
import { half } from '@gewerk/kernel';
import { type Evidence, evidenceOf, type EvidenceSubject } from './evidence.js';

/** What happened on the platform, as evidence about companies (flow: step 11). Ids follow from the event's, so that none counts twice. */

const HOUR_MILLIS = 3_600_000;
/** Later than planned by more than this is not kept: two days (methods 5.4 buffer). */
const BUFFER_MILLIS = 48 * HOUR_MILLIS;
/** More scrap than this is no accepted quality (mark A). */
const SCRAP_SHARE_MAX = 0.05;
/** Hours after which a reply is worth half (methods 3.5 COM). */
const REPLY_HALF_HOURS = 8;

/** A customer's ratings: satisfaction, communication, and trust of this customer in how promises were kept. */
export function evidenceOfRatings(eventId: string, data: OrderRatedData): Evidence[] {
  const observedAt = new Date(data.ratedAt);
  return data.ratings
    .filter(({ companyId }) => companyId !== data.customerCompanyId)
    .flatMap((rating) => {
      const rated = (subject: EvidenceSubject, value: number, counterpartCompanyId: string | null = null): Evidence =>
        evidenceOf(rating.companyId, outcomeId(eventId, rating.companyId, subject), {
          ...{ subject, value, counterpartCompanyId, observedAt },
          evidenceClass: 'rating',
        });
      return [
        rated('MKT', rating.satisfaction),
        rated('COM', rating.communication),
        rated('TRU', (rating.quality + rating.punctuality) / 2, data.customerCompanyId),
      ];
    });
}

/** A finished operation: one delivery kept or not (methods 5.4), and its first pass yield (methods 3.5 TCH). */
export function evidenceOfFinishedOperation(eventId: string, data: OperationFinishedData): Evidence[] {
  const { companyId, goodPieces, scrapPieces } = data;
  const observedAt = new Date(data.finishedAt);
  const firstPassYield = goodPieces / Math.max(1, goodPieces + scrapPieces);
  const inTime = observedAt.getTime() <= Date.parse(data.plannedEndsAt) + BUFFER_MILLIS;
  const kept = goodPieces > 0 && inTime && 1 - firstPassYield <= SCRAP_SHARE_MAX;
  const observed = (subject: EvidenceSubject, value: number): Evidence =>
    evidenceOf(companyId, outcomeId(eventId, companyId, subject), { subject, value, observedAt, evidenceClass: 'platform-transaction' });
  return [observed('delivery', kept ? 1 : 0), observed('TCH', firstPassYield)];
}

/** A quick answer, whatever it says, is good communication. */
export function evidenceOfAnswer(eventId: string, data: InvitationAnsweredData): Evidence[] {
  const hours = Math.max(0, Date.parse(data.answeredAt) - Date.parse(data.sentAt)) / HOUR_MILLIS;
  return [replied(eventId, data.companyId, half(hours, REPLY_HALF_HOURS), data.answeredAt)];
}

/** Silence is the slowest of answers; without this it would pay not to decline. */
export function evidenceOfSilence(eventId: string, data: InvitationExpiredData): Evidence[] {
  return [replied(eventId, data.companyId, 0, data.expiredAt)];
}

function replied(eventId: string, companyId: string, value: number, at: string): Evidence {
  const id = outcomeId(eventId, companyId, 'COM');
  return evidenceOf(companyId, id, { subject: 'COM', value, observedAt: new Date(at), evidenceClass: 'platform-transaction' });
}

/** A UUID of our own making (RFC 9562 version 8) from the event, the company and the subject. */
function outcomeId(eventId: string, companyId: string, subject: EvidenceSubject): string {
  const bytes = createHash('sha256').update(`${eventId}\n${companyId}\n${subject}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
