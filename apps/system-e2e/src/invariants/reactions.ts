import { FeeCharged } from '@gewerk/contracts/billing';
import { HoldConfirmed, HoldExpired, HoldPlaced, HoldRefused, HoldReleased, OperationFinished } from '@gewerk/contracts/capacity';
import { ConsortiumOpened } from '@gewerk/contracts/collaboration';
import {
  ConsortiaProposed,
  ConsortiumConfirmed,
  HoldRequested,
  HoldSettlementRequested,
  InvitationAnswered,
  NoConsortiumFound,
} from '@gewerk/contracts/matching';
import { DeliveryAccepted, OrderRated, OrderSubmitted } from '@gewerk/contracts/orders';
import { EvidenceRecorded } from '@gewerk/contracts/registry';
import { OrderScored, ProposalsScored } from '@gewerk/contracts/sustainability';
import type { LoggedEvent } from '../world/event-log.js';
import { LISTENS, PUBLISHERS } from '../world/services.js';
import {
  distinct,
  type Evidence,
  type Finding,
  figure,
  type Invariant,
  ofType,
  streamOf,
  type WatermarkRow,
  watermarksOf,
} from './invariant.js';

interface Expectation {
  readonly cause: { readonly type: string };
  readonly effects: readonly { readonly type: string }[];
  /** What both carry; by default the effect names the cause as such. */
  readonly by?: string;
}

/** What must follow from an event, by whomever. */
const EXPECTED: readonly Expectation[] = [
  { cause: HoldRequested, effects: [HoldPlaced, HoldRefused] },
  { cause: HoldSettlementRequested, effects: [HoldConfirmed, HoldReleased, HoldExpired, HoldRefused], by: 'formationId' },
  { cause: OrderSubmitted, effects: [ConsortiaProposed, NoConsortiumFound] },
  { cause: OrderSubmitted, effects: [OrderScored] },
  { cause: ConsortiaProposed, effects: [ProposalsScored], by: 'proposalId' },
  { cause: ConsortiumConfirmed, effects: [ConsortiumOpened], by: 'formationId' },
  { cause: DeliveryAccepted, effects: [FeeCharged], by: 'formationId' },
  { cause: OrderRated, effects: [EvidenceRecorded] },
  { cause: OperationFinished, effects: [EvidenceRecorded] },
  { cause: InvitationAnswered, effects: [EvidenceRecorded] },
];

async function causesAreDone(evidence: Evidence): Promise<{ caused: number; breaches: string[] }> {
  const byId = new Map(distinct(evidence.events).map((event) => [event.id, event]));
  const marks = new Map<string, Map<string, WatermarkRow>>();
  const breaches: string[] = [];
  let caused = 0;
  for (const event of byId.values()) {
    if (event.causationId === null) continue;
    caused += 1;
    const publisher = PUBLISHERS.get(event.type);
    const cause = byId.get(event.causationId);
    if (publisher === undefined || cause === undefined) {
      breaches.push(`${event.type} ${event.id} names a cause that nobody published: ${event.causationId}`);
      continue;
    }
    if (!LISTENS[publisher].some(({ type }) => type === cause.type))
      breaches.push(`${publisher} published ${event.type} because of ${cause.type}, to which it does not listen`);
    const ofPublisher = marks.get(publisher) ?? (await watermarksOf(evidence, publisher));
    marks.set(publisher, ofPublisher);
    if (Number(ofPublisher.get(streamOf(cause))?.version ?? 0) < cause.version) {
      breaches.push(`${publisher} published ${event.type} ${event.id} but does not count its cause ${cause.id} as done`);
    }
  }
  return { caused, breaches };
}

function missingReactions(events: readonly LoggedEvent[]): { expected: number; breaches: string[] } {
  const breaches: string[] = [];
  let expected = 0;
  for (const { cause, effects, by } of EXPECTED) {
    const found = new Set(ofType(events, ...effects).map((event) => (by === undefined ? event.causationId : event.data[by])));
    for (const event of ofType(events, cause)) {
      expected += 1;
      if (!found.has(by === undefined ? event.id : event.data[by])) {
        breaches.push(`${event.type} ${event.id} is without ${effects.map(({ type }) => type).join(' or ')}`);
      }
    }
  }
  return { expected, breaches };
}

async function reactionsAreWhole(evidence: Evidence): Promise<Finding> {
  const done = await causesAreDone(evidence);
  const missing = missingReactions(evidence.events);
  return {
    looked: `${figure(done.caused)} events with a cause that is done, ${figure(missing.expected)} expected reactions`,
    breaches: [...done.breaches, ...missing.breaches],
  };
}

export const reactions: readonly Invariant[] = [
  { number: 4, rule: "a consumer's writes, watermark and outgoing events commit together", judge: reactionsAreWhole },
];
