import { LEAF_GROUPS, LEAVES } from '../suitability/policy.js';
import { type JsonSchema, type SchemaViolation, violations } from './json-schema.js';
import type { PartnerRanking } from './rank-partners.js';

const number: JsonSchema = { type: 'number' };
/** A terminal would obey control characters. */
const text: JsonSchema = { type: 'string', pattern: '^\\P{Cc}*$', description: 'a text without control characters' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema.type as 'object', 'null'] });

function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties) };
}

const leaf: JsonSchema = { type: 'string', enum: LEAVES };
const change = object({ leaf, from: number, to: number });
const gate = object({
  code: text,
  state: { type: 'string', enum: ['pass', 'fail', 'unknown'] },
  reason: text,
  measured: { type: ['number', 'string', 'null'] },
  limit: { type: ['number', 'string', 'null'] },
  unit: orNull(text),
  waivableBy: orNull(text),
  nearestChange: orNull(object({ code: text, params: { type: 'object' } })),
});

/** As much of an answer as texts and charts are made of. */
const RANKING_SCHEMA = object({
  operation: text,
  asOf: text,
  policyVersion: text,
  profile: object({ used: object({ q: number, c: number, t: number, x: number, u: number }) }),
  weightReasons: list(object({ leaf, dimension: { type: 'string', enum: ['q', 'c', 't', 'x', 'u'] }, factor: number })),
  candidates: list(
    object({
      firm: text,
      standing: { type: 'string', enum: ['eligible', 'below-threshold', 'question', 'knocked-out'] },
      place: orNull(number),
      suitability: object({
        ...{ value: number, lowerBound: number, upperBound: number, confidence: number },
        groups: object(Object.fromEntries(Object.keys(LEAF_GROUPS).map((group) => [group, number]))),
      }),
      leaves: list(object({ leaf, loss: number, isContradicted: { type: 'boolean' } })),
      floorLoss: number,
      knockOuts: list(gate),
      waivers: list(object({ code: text, by: text })),
      stability: orNull(object({ firstPlaceShare: number, expectedPlace: number })),
      fairness: orNull(object({ correction: object({ factor: number, exposureFactor: number, classFactor: number }) })),
      behindLeader: list(
        object({ source: { type: 'string', enum: [...LEAVES, 'floor-rule', 'fairness', 'preference'] }, contribution: number }),
      ),
      changes: list(change),
    }),
  ),
  stability: orNull(object({ draws: number, seed: number, verdict: { type: 'string', enum: ['clear', 'leading', 'open'] } })),
  secondOpinion: object({ otherLeaders: list(object({ method: text, firm: text })) }),
  weightTornado: list(object({ leaf, leadWithLess: number, leadWithMore: number, turnsOrder: { type: 'boolean' } })),
  exploreDraw: { type: ['object', 'null'] },
  recommended: orNull(text),
});

/** Checks a stored answer before it is described or drawn; names every field that does not fit. */
export function readRanking(
  json: unknown,
):
  | { readonly ranking: PartnerRanking; readonly errors?: undefined }
  | { readonly ranking?: undefined; readonly errors: readonly SchemaViolation[] } {
  const errors = violations(json, RANKING_SCHEMA);
  return errors.length > 0 ? { errors } : { ranking: json as PartnerRanking };
}
