import { FeeCharged, MembershipCharged } from '@gewerk/contracts/billing';
import { HoldPlaced, HoldRefused } from '@gewerk/contracts/capacity';
import { HoldRequested, InvitationSent } from '@gewerk/contracts/matching';
import { EvidenceRecorded } from '@gewerk/contracts/registry';
import type { LoggedEvent } from '../world/event-log.js';
import { SERVICES, type ServiceName } from '@gewerk/contracts';
import { LISTENS, topicsOf } from '../world/services.js';
import {
  distinct,
  type Evidence,
  type Finding,
  figure,
  type Invariant,
  isState,
  ofType,
  repeated,
  streamOf,
  watermarksOf,
} from './invariant.js';

/** Every stream is dealt with up to its last event, and no further. */
async function watermarksAgainstLog(evidence: Evidence, service: ServiceName): Promise<{ streams: number; breaches: string[] }> {
  const topics = new Set(topicsOf(service));
  const newest = new Map<string, LoggedEvent>();
  for (const event of evidence.events) {
    if (!topics.has(event.topic)) continue;
    const known = newest.get(streamOf(event));
    if (known === undefined || event.version > known.version) newest.set(streamOf(event), event);
  }
  const marks = await watermarksOf(evidence, service);
  const breaches = [...newest].flatMap(([stream, event]) => {
    const mark = marks.get(stream);
    return Number(mark?.version ?? 0) === event.version
      ? []
      : [`${service}: ${stream} is done up to ${mark?.version ?? 0} of ${event.version}`];
  });
  return { streams: newest.size, breaches };
}

/** What makes an effect of a cause one of its kind. */
function identityOf(event: LoggedEvent): string {
  if (event.type === InvitationSent.type) return `${event.data.companyId} ${event.data.role}`;
  if (event.type === EvidenceRecorded.type) return `${event.data.companyId} ${event.data.subject}`;
  if (event.type === FeeCharged.type) return event.data.companyId;
  return event.key;
}

async function countedEffects(evidence: Evidence): Promise<{ looked: string; breaches: string[] }> {
  const { databases, events } = evidence;
  const answers = ofType(events, HoldPlaced, HoldRefused);
  const requests = ofType(events, HoldRequested);
  const fees = ofType(events, FeeCharged);
  const charges = await databases.count('billing', 'charge');
  const charged = fees.length + ofType(events, MembershipCharged).length;
  const lines = await databases.count('collaboration', 'consortium_log');
  const told = ofType(events, ...LISTENS.collaboration).length;
  const recorded = ofType(events, EvidenceRecorded).length;
  const evidenceRows = await databases.count('registry', 'evidence');
  const breaches = [
    ...repeated(answers, ({ data }) => `answer to hold ${data.formationId} revision ${data.revision}`),
    ...repeated(fees, ({ data }) => `fee of formation ${data.formationId} for ${data.companyId}`),
    ...(answers.length === requests.length ? [] : [`${requests.length} holds requested, ${answers.length} answered`]),
    ...(charges === charged ? [] : [`${charges} charges in the books, ${charged} told`]),
    ...(lines === told ? [] : [`${lines} lines in records of consortia, ${told} events they rest on`]),
    ...(evidenceRows === recorded ? [] : [`${evidenceRows} pieces of evidence, ${recorded} told`]),
  ];
  const looked = `${requests.length} holds requested and answered, ${figure(charges)} charges, ${figure(lines)} lines in records, ${figure(evidenceRows)} pieces of evidence`;
  return { looked, breaches };
}

async function atMostOneEffect(evidence: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  let streams = 0;
  for (const service of SERVICES) {
    const found = await watermarksAgainstLog(evidence, service);
    streams += found.streams;
    breaches.push(...found.breaches);
  }
  // A state may change more than once because of one event; that is no second effect.
  const caused = distinct(evidence.events).filter((event) => event.causationId !== null && !isState(event.topic));
  breaches.push(...repeated(caused, (event) => `${event.type} ${identityOf(event)} because of ${event.causationId}`));
  const counted = await countedEffects(evidence);
  return {
    looked: `${figure(streams)} watermarks, ${figure(caused.length)} caused events, ${counted.looked}`,
    breaches: [...breaches, ...counted.breaches],
  };
}

export const effects: readonly Invariant[] = [
  { number: 2, rule: 'each event has at most one effect per consumer', judge: atMostOneEffect },
];
