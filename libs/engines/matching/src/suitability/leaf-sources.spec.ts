import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addEvidence, computedLeaf, type EvidenceItem, fuseEvidence, valueAt } from './evidence.js';
import { communication, trust } from './interface-leaves.js';
import { assembleLeaf, type LeafRecords, type LeafSources, type Proof } from './leaf-sources.js';
import { type Leaf, LEAVES, MATCHING_POLICY } from './policy.js';
import { type Experience, trustHistory } from './trust-history.js';

const worked = JSON.parse(readFileSync(new URL('../../../golden/partners/examples.json', import.meta.url), 'utf8'))['3.5'];
/** As much evidence as there can be: what a leaf comes to when nothing is left to the prior. */
const CERTAIN: Proof = { id: 'audit', class: 'transaction', count: 1e9, ageMonths: 0 };
const policy = {
  ...MATCHING_POLICY,
  evidence: {
    ...MATCHING_POLICY.evidence,
    classes: { ...MATCHING_POLICY.evidence.classes, transaction: { amount: { cap: 1e12 }, reliability: 1, halfLifeMonths: 18 } },
  },
};
const RECORDS: LeafRecords = {
  CUL: { languages: 5 / 6, hours: 6.5 / 8.5, size: 1 - Math.log(45 / 12) / Math.log(25), style: 0.8, qualityManagement: 0.5 },
  COM: { replyHours: 4, updateShare: 0.92, completeQuoteShare: 0.85, changeAnswerHours: 16, earlyWarningShare: 0.7 },
  TEC: { exchanges: ['same-format', 'convertible', 'convertible', 'manual', 'manual'], securityClassGap: 0 },
  SFI: { firmPriorities: [0.15, 0.3, 0.3, 0.15, 0.1], orderPriorities: [0.25, 0.2, 0.35, 0.1, 0.1], horizon: 'same', conflictFlags: 1 },
  TRU: { decayedGood: 5.2, decayedBad: 0.8, jointOrders: 6, networkTrust: 0.86, signalShare: 0.6 },
  RIS: {
    risks: [
      { probability: 0.006, severity: 1 },
      { probability: 0.1, severity: 0.5 },
      { probability: 0.08, severity: 0.6 },
      { probability: 0.2, severity: 0.3 },
      { probability: 0.08, severity: 0.7 },
    ],
  },
  FIN: { liquidityHeadroomEur: 30_000, preFinancingNeedEur: 25_000, yearlyDefaultProbability: 0.008, orderShareOfTurnover: 0.1 },
  MAC: { machines: [{ machine: 'm', envelopeRatio: 1.8, processCapability: 1.45, freeHours: 40, neededHours: 30, spareAxes: 0 }] },
  INT: { maxPartSimilarity: 0.72, licenceCover: 1, documentedProcedureShare: 0.6 },
  EMP: { personsBySkill: [1, 2, 3] },
  TCH: { similarOperations: 14.5, firstPassYield: 0.962 },
  MKT: { sectorOrders: 10, approvalShare: 1, satisfaction: 0.84 },
  INN: { developmentShare: 0.03, acceptedProposalsPer100Quotes: 6, newProcesses: 2, maturity: 0.62 },
};
const EXPECTED: Record<Leaf, number> = { ...worked, TRU: worked.TRU.TRU, TCH: worked.TCH.TCH };
const sourcesOf = (proof: Proof) =>
  Object.fromEntries(LEAVES.map((leaf) => [leaf, { record: RECORDS[leaf], proof }])) as unknown as Required<LeafSources>;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const items = fc.array(
  fc.record({
    class: fc.constantFrom(
      'transaction' as const,
      'certificate' as const,
      'rating' as const,
      'document' as const,
      'self-declaration' as const,
    ),
    value: share,
    count: fc.integer({ min: 1, max: 20 }),
    ageMonths: fc.integer({ min: 0, max: 60 }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('a leaf from what is known of it (methods 3.4, 3.5)', () => {
  it.each(LEAVES.map((leaf) => [leaf]))('%s comes to its worked number where the records are certain', (leaf) => {
    const assembled = assembleLeaf(leaf, sourcesOf(CERTAIN)[leaf] as never, 0.5, policy);
    expect(assembled?.value).toBeCloseTo(EXPECTED[leaf], 6);
    expect(assembled?.confidence).toBeCloseTo(1, 6);
    expect(assembled?.evidence).toEqual(['audit']);
  });

  it.each(LEAVES.map((leaf) => [leaf]))('%s: what a firm only declares moves the leaf by at most 7 %% of the way', (leaf) => {
    const declared = assembleLeaf(leaf, sourcesOf({ class: 'self-declaration', ageMonths: 0 })[leaf] as never, 0.5);
    expect(Math.abs((declared?.value ?? 1) - 0.5)).toBeLessThanOrEqual((0.3 / 4.3) * 0.5 + 1e-12);
    expect(declared?.confidence).toBeLessThanOrEqual(0.3 / 4.3 + 1e-12);
  });

  it('repeated measurements of a part pass through the fusion, in the unit of the part', () => {
    const replies: EvidenceItem[] = [{ id: 'log', class: 'transaction', value: 4, count: 20, ageMonths: 3 }];
    const assembled = assembleLeaf('COM', { parts: { replyHours: replies } }, 0.6);
    expect(assembled?.value).toBeCloseTo(fuseEvidence([{ ...(replies[0] as EvidenceItem), value: 2 / 3 }], 0.6).value, 12);
    expect(assembled).toMatchObject({ evidence: ['log'], isContradicted: false });
  });

  it('a leaf of which one part is known is less certain than one of which all are', () => {
    const proof: Proof = { class: 'transaction', count: 20, ageMonths: 0 };
    const { replyHours, ...others } = RECORDS.COM;
    const silent = { updateShare: null, completeQuoteShare: null, changeAnswerHours: null, earlyWarningShare: null };
    const one = assembleLeaf('COM', { record: { ...silent, replyHours }, proof });
    const all = assembleLeaf('COM', { record: { ...others, replyHours }, proof });
    expect(one?.confidence).toBeCloseTo(0.25 * (all?.confidence ?? 0), 12);
    expect(communication({ ...silent, replyHours })).toBeCloseTo(2 / 3, 12);
  });

  it('first pass yield is measured, experience is counted', () => {
    const yields: EvidenceItem[] = [{ class: 'transaction', value: 0.962, count: 30, ageMonths: 0 }];
    const tch = assembleLeaf('TCH', { record: { similarOperations: 14.5, firstPassYield: null }, parts: { firstPassYield: yields } }, 0.9);
    const fused = fuseEvidence(yields, 0.9);
    expect(tch?.value).toBeCloseTo(worked.TCH.E ** 0.4 * fused.value ** 0.6, 12);
    expect(tch?.confidence).toBeCloseTo(fused.confidence, 12);
  });

  it('says nothing where nothing is known, and takes a judged leaf as it is', () => {
    expect(assembleLeaf('COM', {})).toBeNull();
    expect(assembleLeaf('TCH', { record: { similarOperations: 3, firstPassYield: null } })).toBeNull();
    expect(assembleLeaf('EMP', { record: { personsBySkill: [] } })).toBeNull();
    expect(assembleLeaf('MAC', { record: { machines: [] } })).toBeNull();
    expect(assembleLeaf('SFI', { estimate: { value: 0.7, confidence: 0.4 } })).toMatchObject({ value: 0.7, confidence: 0.4 });
  });

  it('a declaration far above the measurements of the same part or of the whole leaf is a contradiction', () => {
    const boast: EvidenceItem = { class: 'self-declaration', value: 1, ageMonths: 0 };
    const measured: EvidenceItem = { class: 'transaction', value: 0.3, count: 9, ageMonths: 1 };
    expect(assembleLeaf('COM', { parts: { updateShare: [boast, measured] } })?.isContradicted).toBe(true);
    expect(assembleLeaf('TRU', { evidence: [boast, measured] })?.isContradicted).toBe(true);
    expect(assembleLeaf('TRU', { evidence: [boast] })?.isContradicted).toBe(false);
  });

  it('further evidence on a known leaf gives what all evidence together gives', () => {
    fc.assert(
      fc.property(items, items, share, (first, second, prior) => {
        const plain = (list: typeof first) => list.map((item) => ({ ...item, class: 'certificate' as const }));
        const together = fuseEvidence([...plain(first), ...plain(second)], prior);
        const after = addEvidence(fuseEvidence(plain(first), prior), plain(second));
        expect(after.value).toBeCloseTo(together.value, 9);
        expect(after.confidence).toBeCloseTo(together.confidence, 9);
        expect(after.lowerBound).toBeCloseTo(together.lowerBound, 9);
      }),
    );
    expect(addEvidence(computedLeaf(0.7, 1), [{ class: 'rating', value: 0, ageMonths: 0 }]).value).toBe(0.7);
  });

  it('worse evidence never raises a leaf, its bounds, or the value at which it is ranked', () => {
    fc.assert(
      fc.property(items, fc.nat(), share, share, (list, position, factor, prior) => {
        const index = position % list.length;
        const worse = list.map((item, i) => (i === index ? { ...item, value: item.value * factor } : item));
        const [before, after] = [fuseEvidence(list, prior), fuseEvidence(worse, prior)];
        for (const z of [-0.84, 0, 0.84]) expect(valueAt(after, z)).toBeLessThanOrEqual(valueAt(before, z) + 1e-12);
      }),
      { numRuns: 500 },
    );
  });
});

describe('trust from history (methods 3.5, TRU)', () => {
  const good: Experience = { partner: 'P', goodShare: 1, orders: 4, ageMonths: 0 };

  it('counts the requesting partner directly and everybody as the network', () => {
    const history = trustHistory([good, { partner: 'Q', goodShare: 0.5, orders: 2, ageMonths: 0 }], 'P', 0.6);
    expect(history).toMatchObject({ decayedGood: 4, decayedBad: 0, jointOrders: 4, signalShare: 0.6 });
    expect(history.networkTrust).toBeCloseTo(6 / 8, 12);
    expect(history.weight).toBeCloseTo(0.9 * 6, 12);
  });

  it('fades: an order of 18 months ago counts half', () => {
    expect(trustHistory([{ ...good, ageMonths: 18 }], 'P', 0).decayedGood).toBeCloseTo(2, 12);
  });

  it('weighs each word by its class, and counts a rated order once', () => {
    const rating: Experience = { partner: 'P', goodShare: 0, orders: 1, ageMonths: 0, class: 'rating' };
    const history = trustHistory([{ ...good, orders: 1 }, rating], 'P', 0);
    expect(history).toMatchObject({ decayedGood: 1, decayedBad: 1, jointOrders: 1 });
    expect(history.weight).toBeCloseTo(0.9 + 0.6, 12);
  });

  it('is a leaf with the confidence of what it rests on, and names it', () => {
    const experiences = [
      { ...good, id: 'order-1' },
      { ...good, id: 'biased', isInOpenConflict: true },
    ];
    const leaf = assembleLeaf('TRU', { history: { requester: 'P', experiences, signalShare: 0.6 } });
    const record = trustHistory(experiences, 'P', 0.6);
    expect(leaf?.value).toBeCloseTo(trust(record), 12);
    // Four orders of transactions, and signals that weigh as one checked document.
    const weight = 4 * 0.9 + 2 * 0.6;
    expect(leaf?.confidence).toBeCloseTo(weight / (4 + weight), 12);
    expect(leaf?.evidence).toEqual(['order-1']);
    expect(assembleLeaf('TRU', { history: { requester: 'P', experiences: [], signalShare: null } })?.confidence).toBe(0);
  });

  it('leaves out ratings in an open conflict and those that wait for the other side', () => {
    const bad: Experience = { partner: 'P', goodShare: 0, orders: 3, ageMonths: 0 };
    expect(trustHistory([good, { ...bad, isInOpenConflict: true }, { ...bad, awaitsOtherSide: true }], 'P', 0).decayedBad).toBe(0);
    expect(trustHistory([], 'P', 0.2)).toMatchObject({ networkTrust: null, jointOrders: 0, weight: 0 });
  });

  it('rises with a good order and falls with a bad one, whoever it was for', () => {
    const experience = fc.record({
      partner: fc.constantFrom('P', 'Q'),
      goodShare: share,
      orders: fc.integer({ min: 1, max: 9 }),
      ageMonths: fc.integer({ min: 0, max: 48 }),
    });
    const trustOf = (list: readonly Experience[]) => trust(trustHistory(list, 'P', 0.5));
    fc.assert(
      fc.property(fc.array(experience, { minLength: 1, maxLength: 6 }), fc.nat(), (list, position) => {
        const index = position % list.length;
        const better = list.map((entry, i) => (i === index ? { ...entry, goodShare: 1 } : entry));
        const worse = list.map((entry, i) => (i === index ? { ...entry, goodShare: 0 } : entry));
        expect(trustOf(better)).toBeGreaterThanOrEqual(trustOf(list) - 1e-12);
        expect(trustOf(worse)).toBeLessThanOrEqual(trustOf(list) + 1e-12);
      }),
    );
  });
});
