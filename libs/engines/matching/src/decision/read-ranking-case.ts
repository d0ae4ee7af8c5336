import { ageInMonths } from '../suitability/evidence.js';
import { type SchemaViolation, violations } from './json-schema.js';
import { RANKING_CASE_SCHEMA } from './ranking-case.schema.js';
import type { RankingCase } from './ranking-case.js';

export type ReadRankingCaseResult =
  | { readonly rankingCase: RankingCase; readonly errors?: undefined }
  | { readonly rankingCase?: undefined; readonly errors: readonly SchemaViolation[] };

/** Reads and checks a ranking case; answers every wrong field with its JSONPath. Dates of evidence become ages at the decision. */
export function readRankingCase(json: unknown): ReadRankingCaseResult {
  const ofSchema = violations(json, RANKING_CASE_SCHEMA);
  if (ofSchema.length > 0) return { errors: ofSchema };
  const errors = meaningless(json as RawCase);
  if (errors.length > 0) return { errors };
  return { rankingCase: aged(json, new Date((json as RawCase).asOf)) as RankingCase };
}

interface Dated {
  readonly ageMonths?: number;
  readonly observedAt?: string;
  readonly expiresAt?: string;
}
interface RawLeaf {
  readonly estimate?: object;
  readonly record?: object;
  readonly history?: { readonly experiences: readonly Dated[] };
  readonly proof?: Dated;
  readonly parts?: Readonly<Record<string, readonly (Dated & { readonly value: number })[]>>;
  readonly evidence?: readonly (Dated & { readonly value: number })[];
}
interface RawFacts {
  readonly certificates?: readonly { readonly validUntil: string | null }[] | null;
}
interface RawCase {
  readonly asOf: string;
  readonly strategy?: Readonly<Record<string, number>>;
  readonly demand?: { readonly deliveryDate?: string | null };
  readonly candidates: readonly { readonly firm: string; readonly facts?: RawFacts; readonly leaves: Readonly<Record<string, RawLeaf>> }[];
}

/** Parts that are measured in hours or counted; all others are shares. */
const UNBOUNDED_PARTS = ['replyHours', 'changeAnswerHours', 'sectorOrders', 'acceptedProposalsPer100Quotes', 'newProcesses'];
const SUM_TOLERANCE = 1e-6;

/** What the schema cannot say. */
function meaningless(raw: RawCase): readonly SchemaViolation[] {
  const errors: SchemaViolation[] = [];
  const fail = (path: string, code: string, message: string) => errors.push({ path, code, message });
  if (!isOnCalendar(raw.asOf)) fail('$.asOf', 'no-such-date', NO_SUCH_DATE);
  if (raw.demand?.deliveryDate != null && !isOnCalendar(raw.demand.deliveryDate))
    fail('$.demand.deliveryDate', 'no-such-date', NO_SUCH_DATE);
  const sum = Object.values(raw.strategy ?? { all: 1 }).reduce((total, value) => total + value, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) fail('$.strategy', 'sum-not-1', `must sum to 1, not ${sum}`);
  const seen = new Set<string>();
  for (const [index, candidate] of raw.candidates.entries()) {
    const path = `$.candidates[${index}]`;
    if (seen.has(candidate.firm)) fail(`${path}.firm`, 'duplicate', `${candidate.firm} is a candidate already`);
    seen.add(candidate.firm);
    if ((candidate.facts === undefined) !== (raw.demand === undefined)) {
      fail(
        `${path}.facts`,
        'facts-without-demand',
        'facts of the firms and the demand of the operation belong together: give both or none',
      );
    }
    for (const [at, { validUntil }] of (candidate.facts?.certificates ?? []).entries()) {
      if (validUntil === null || isOnCalendar(validUntil)) continue;
      fail(`${path}.facts.certificates[${at}].validUntil`, 'no-such-date', NO_SUCH_DATE);
    }
    for (const [name, leaf] of Object.entries(candidate.leaves)) leafErrors(leaf, `${path}.leaves.${name}`, new Date(raw.asOf), fail);
    priorityErrors(candidate.leaves['SFI']?.record, `${path}.leaves.SFI.record`, fail);
  }
  return errors;
}

type Fail = (path: string, code: string, message: string) => void;

function leafErrors(leaf: RawLeaf, path: string, asOf: Date, fail: Fail): void {
  if (leaf.estimate !== undefined && (leaf.record !== undefined || leaf.parts !== undefined)) {
    fail(`${path}.estimate`, 'estimate-and-record', 'give either an estimate or what it is computed from');
  }
  const given = [leaf.estimate, leaf.record, leaf.history].filter((source) => source !== undefined).length;
  if (leaf.history !== undefined && given > 1)
    fail(`${path}.history`, 'history-and-record', 'give either the history or what it amounts to');
  leaf.history?.experiences.forEach((experience, index) => {
    dateErrors(experience, `${path}.history.experiences[${index}]`, asOf, fail);
  });
  if (leaf.proof !== undefined && leaf.record === undefined)
    fail(`${path}.proof`, 'proof-without-record', 'proves nothing: give the record');
  if (leaf.proof !== undefined) dateErrors(leaf.proof, `${path}.proof`, asOf, fail);
  const lists = [
    ...Object.entries(leaf.parts ?? {}).map(([part, items]) => [`parts.${part}`, items] as const),
    ['evidence', leaf.evidence ?? []] as const,
  ];
  for (const [key, items] of lists) {
    const isBounded = !UNBOUNDED_PARTS.some((part) => key === `parts.${part}`);
    items.forEach((item, index) => {
      const at = `${path}.${key}[${index}]`;
      dateErrors(item, at, asOf, fail);
      if (isBounded && item.value > 1) fail(`${at}.value`, 'out-of-range', `must be at most 1, not ${item.value}`);
    });
  }
}

function dateErrors({ ageMonths, observedAt, expiresAt }: Dated, path: string, asOf: Date, fail: Fail): void {
  if (expiresAt !== undefined && !isOnCalendar(expiresAt)) fail(`${path}.expiresAt`, 'no-such-date', NO_SUCH_DATE);
  if ((ageMonths === undefined) === (observedAt === undefined)) fail(path, 'age-unclear', 'give either ageMonths or observedAt');
  else if (observedAt !== undefined && !isOnCalendar(observedAt)) fail(`${path}.observedAt`, 'no-such-date', NO_SUCH_DATE);
  else if (observedAt !== undefined && new Date(observedAt) > asOf)
    fail(`${path}.observedAt`, 'after-decision', 'lies after asOf: the decision cannot rest on it; leave it out or decide later');
}

const NO_SUCH_DATE = 'is no date of the calendar; check day and month';

/** JavaScript takes 30 February for 2 March. */
function isOnCalendar(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text.slice(0, 10);
}

function priorityErrors(record: object | undefined, path: string, fail: Fail): void {
  if (record === undefined) return;
  const { firmPriorities, orderPriorities } = record as { firmPriorities: readonly number[]; orderPriorities: readonly number[] };
  if (firmPriorities.length !== orderPriorities.length) {
    fail(
      `${path}.firmPriorities`,
      'wrong-count',
      `must have as many entries as orderPriorities, ${orderPriorities.length}, in the same order`,
    );
  }
  for (const [key, list] of Object.entries({ firmPriorities, orderPriorities })) {
    if (list.every((value) => value === 0))
      fail(`${path}.${key}`, 'all-zero', 'must not be all 0: without priorities leave the record out');
  }
}

/** Evidence as the engine takes it: with its age and whether it has expired. */
function aged(value: unknown, asOf: Date): unknown {
  if (Array.isArray(value)) return value.map((entry) => aged(entry, asOf));
  if (value === null || typeof value !== 'object') return value;
  const { observedAt, expiresAt, ...rest } = value as { observedAt?: string; expiresAt?: string };
  const fields = Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, aged(member, asOf)]));
  return {
    ...fields,
    ...(observedAt === undefined ? {} : { ageMonths: ageInMonths(new Date(observedAt), asOf) }),
    ...(expiresAt === undefined ? {} : { isExpired: new Date(expiresAt) <= asOf }),
  };
}
