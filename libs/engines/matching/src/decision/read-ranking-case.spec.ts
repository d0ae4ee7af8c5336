import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JsonSchema, violations } from './json-schema.js';
import { RANKING_CASE_SCHEMA } from './ranking-case.schema.js';
import { readRankingCase } from './read-ranking-case.js';
import { rankingCases } from '../../test/ranking-cases.js';

const ROOT = new URL('../../../', import.meta.url);
const file = (path: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
const CASE = () => file('golden/partners/knock-outs/case.json') as Record<string, any>;
const errorsOf = (change: (ranking: Record<string, any>) => void) => {
  const ranking = CASE();
  change(ranking);
  return (readRankingCase(ranking).errors ?? []).map(({ path, code }) => `${path} ${code}`);
};

describe('reading a ranking case', () => {
  it('takes a good one as it is', () => {
    expect(readRankingCase(CASE())).toEqual({ rankingCase: CASE() });
  });

  it('is described by the published JSON Schema', () => {
    expect(file('schema/ranking-case.schema.json')).toEqual(JSON.parse(JSON.stringify(RANKING_CASE_SCHEMA)));
  });

  it('turns the dates of evidence into ages and expiry at the decision', () => {
    const ranking = file('golden/partners/own-word/case.json') as Record<string, any>;
    const { rankingCase } = readRankingCase(ranking);
    const expired = rankingCase?.candidates.find(({ firm }) => firm === 'expired')?.leaves.TCH?.evidence?.[0];
    expect(expired?.ageMonths).toBeCloseTo(50, 0);
    expect(expired?.isExpired).toBe(true);
    expect(expired).not.toHaveProperty('observedAt');
  });

  it('names every wrong field with its path', () => {
    const errors = errorsOf((ranking) => {
      ranking['exploration'] = 'reckless';
      ranking['seed'] = -1;
      delete ranking['operation'];
      ranking['candidates'][0].leaves.TRU.estimate.value = 1.2;
      ranking['candidates'][1].facts.machineGroups[0].envelopeMillimetres = [1, 2];
      ranking['candidates'][2].facts.membership = 'friend';
      ranking['candidates'][3].leaves.XYZ = {};
      ranking['candidates'][3].firm = 7;
    });
    expect(errors).toEqual([
      '$.operation missing',
      '$.seed out-of-range',
      '$.exploration not-allowed',
      '$.candidates[0].leaves.TRU.estimate.value out-of-range',
      '$.candidates[1].facts.machineGroups[0].envelopeMillimetres wrong-count',
      '$.candidates[2].facts.membership not-allowed',
      '$.candidates[3].firm wrong-type',
      '$.candidates[3].leaves.XYZ unknown-field',
    ]);
  });

  it('refuses what makes no sense together', () => {
    expect(errorsOf((ranking) => (ranking['candidates'][1].firm = 'able'))).toEqual(['$.candidates[1].firm duplicate']);
    expect(errorsOf((ranking) => delete ranking['candidates'][0].facts)).toEqual(['$.candidates[0].facts facts-without-demand']);
    expect(errorsOf((ranking) => (ranking['strategy'].cost = 0.9))).toEqual(['$.strategy sum-not-1']);
    expect(errorsOf((ranking) => (ranking['asOf'] = '2026-13-02T08:00:00Z'))).toEqual(['$.asOf no-such-date']);
    const leafErrors = (leaf: object) => errorsOf((ranking) => (ranking['candidates'][0].leaves = { COM: leaf }));
    const at = '$.candidates[0].leaves.COM';
    expect(leafErrors({ estimate: { value: 1, confidence: 1 }, parts: {} })).toEqual([`${at}.estimate estimate-and-record`]);
    expect(leafErrors({ proof: { class: 'document', ageMonths: 1 } })).toEqual([`${at}.proof proof-without-record`]);
    expect(leafErrors({ evidence: [{ class: 'rating', value: 0.5 }] })).toEqual([`${at}.evidence[0] age-unclear`]);
    expect(leafErrors({ evidence: [{ class: 'rating', value: 2, ageMonths: 0 }] })).toEqual([`${at}.evidence[0].value out-of-range`]);
    expect(leafErrors({ parts: { replyHours: [{ class: 'transaction', value: 20, ageMonths: 0 }] } })).toEqual([]);
    expect(leafErrors({ parts: { updateShare: [{ class: 'transaction', value: 20, ageMonths: 0 }] } })).toEqual([
      `${at}.parts.updateShare[0].value out-of-range`,
    ]);
  });

  it('refuses dates that are on no calendar or after the decision, priorities that compare to nothing, and names nobody can see', () => {
    expect(errorsOf((ranking) => (ranking['asOf'] = '2026-02-30T08:00:00Z'))).toContain('$.asOf no-such-date');
    expect(errorsOf((ranking) => (ranking['demand'].deliveryDate = '2026-02-31'))).toEqual(['$.demand.deliveryDate no-such-date']);
    const leafErrors = (leaf: string, source: object) => errorsOf((ranking) => (ranking['candidates'][0].leaves = { [leaf]: source }));
    const late = { class: 'rating', value: 0.5, observedAt: '2099-01-01T00:00:00Z' };
    expect(leafErrors('COM', { evidence: [late] })).toEqual(['$.candidates[0].leaves.COM.evidence[0].observedAt after-decision']);
    const positions = (firmPriorities: number[]) => ({
      record: { firmPriorities, orderPriorities: [1, 0], horizon: 'same', conflictFlags: 0 },
    });
    expect(leafErrors('SFI', positions([1, 0, 0]))).toEqual(['$.candidates[0].leaves.SFI.record.firmPriorities wrong-count']);
    expect(leafErrors('SFI', positions([0, 0]))).toEqual(['$.candidates[0].leaves.SFI.record.firmPriorities all-zero']);
    expect(errorsOf((ranking) => (ranking['candidates'][0].firm = '  '))).toEqual(['$.candidates[0].firm wrong-form']);
    expect(errorsOf((ranking) => (ranking['candidates'][0].firm = '\u001b[31mred'))).toEqual(['$.candidates[0].firm wrong-form']);
    const history = { requester: 'X', signalShare: null, experiences: [{ partner: 'X', goodShare: 1, orders: 1, ageMonths: 0 }] };
    expect(leafErrors('TRU', { history })).toEqual([]);
    expect(leafErrors('TRU', { history, estimate: { value: 1, confidence: 1 } })).toEqual([
      '$.candidates[0].leaves.TRU.history history-and-record',
    ]);
    expect(
      leafErrors('TRU', { history: { ...history, experiences: [{ partner: 'X', goodShare: 1, orders: 1e300, ageMonths: 0 }] } }),
    ).toEqual(['$.candidates[0].leaves.TRU.history.experiences[0].orders out-of-range']);
  });

  it('says for each wrong field what would be right', () => {
    const { errors } = readRankingCase({ asof: '2026-03-02T08:00:00Z', candidates: [{ firm: 'A', leaves: { XYZ: {} } }] });
    const messages = new Map(errors?.map(({ path, message }) => [path, message]));
    expect(messages.get('$.asof')).toBe('is not known here; asOf is meant?');
    expect(messages.get('$.exploration')).toBe('is missing: give one of exploit, balanced, explore (Box M2)');
    expect(messages.get('$.candidates[0].leaves.XYZ')).toMatch(/^is not known here; leave it out, or use one of CUL, COM, /);
    for (const message of messages.values()) expect(message.length).toBeGreaterThan(10);
  });

  it('answers anything that is no case with errors instead of failing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect((readRankingCase(json).errors ?? []).length).toBeGreaterThan(0);
      }),
    );
    expect(readRankingCase(JSON.parse('{"__proto__": {"operation": "x"}}')).errors?.map(({ path }) => path)).toContain('$.__proto__');
    expect(readRankingCase(undefined).errors).toEqual([{ path: '$', code: 'wrong-type', message: 'must be an object' }]);
  });

  it('takes every case that the engine takes, but for gates that were judged elsewhere', () => {
    fc.assert(
      fc.property(rankingCases, (ranking) => {
        const written = JSON.parse(
          JSON.stringify({ ...ranking, candidates: ranking.candidates.map(({ gates: _gates, ...candidate }) => candidate) }),
        );
        expect(readRankingCase(written).errors).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

describe('the part of JSON Schema that is used', () => {
  const codes = (value: unknown, schema: JsonSchema) => violations(value, schema).map(({ code }) => code);

  it('checks types, limits, lengths, forms and counts', () => {
    expect(codes(1.5, { type: 'integer' })).toEqual(['wrong-type']);
    expect(codes(Number.POSITIVE_INFINITY, { type: 'number' })).toEqual(['wrong-type']);
    expect(codes(0, { type: 'number', exclusiveMinimum: 0 })).toEqual(['out-of-range']);
    expect(codes(null, { type: ['number', 'null'], minimum: 3 })).toEqual([]);
    expect(codes('', { type: 'string', minLength: 1 })).toEqual(['wrong-length']);
    expect(codes('a', { type: 'string', pattern: '^b$' })).toEqual(['wrong-form']);
    expect(codes([1, 2], { type: 'array', maxItems: 1 })).toEqual(['wrong-count']);
    expect(codes({ a: 'x' }, { type: 'object', additionalProperties: { type: 'number' } })).toEqual(['wrong-type']);
    expect(codes({ a: 'x' }, { type: 'object' })).toEqual([]);
  });

  it('says which field was probably meant', () => {
    const schema: JsonSchema = { type: 'object', properties: { asOf: {} }, additionalProperties: false };
    expect(violations({ asof: 1 }, schema)[0]?.message).toBe('is not known here; asOf is meant?');
  });
});
