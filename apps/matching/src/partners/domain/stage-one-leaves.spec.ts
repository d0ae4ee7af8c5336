import { type AssembledLeaf, assembleLeaf, type Leaf, LEAVES } from '@gewerk/engine-matching';
import { describe, expect, it } from '@jest/globals';
import { company, evidence, idOf, MONDAY, network } from '../../../test/network-builder.js';
import { EvidenceBook } from './company-evidence.js';
import { interfaceCompatibility, trustIn } from './pair-fit.js';
import type { Company, Evidence } from './partner-snapshot.js';
import { leafSources } from './stage-one-leaves.js';

const spec = { name: 'A', processes: ['milling-5-axis'] as const };
const shop: Company = company(spec);
const other: Company = company({ name: 'B', processes: ['grinding'] });
const machine = { machine: 'm', envelopeRatio: 1.8, processCapability: 1.45, freeHours: 100, neededHours: 30, spareAxes: 0 };

function leavesOf(items: readonly Evidence[], customer: Company | null = other): Partial<Record<Leaf, AssembledLeaf>> {
  const sources = leafSources(shop, [machine], {
    customer,
    customerCompanyId: idOf('customer'),
    network: network('network'),
    securityClass: 1,
    evidence: new EvidenceBook(items, MONDAY),
  });
  const known = LEAVES.flatMap((leaf) => {
    const assembled = assembleLeaf(leaf, sources[leaf] ?? {}, leaf === 'TCH' ? 0.6 : null);
    return assembled === null ? [] : [[leaf, assembled] as const];
  });
  return Object.fromEntries(known);
}

describe('stage-one leaves', () => {
  it('leaves out what nobody knows, so that it takes the network prior with confidence 0', () => {
    expect(Object.keys(leavesOf([], null)).sort()).toEqual(['MAC', 'SFI', 'TRU']);
  });

  it('moves a leaf from the network mean towards its evidence, with the confidence of the amount', () => {
    const few = leavesOf([evidence(spec, 'TCH', 0.95, 2)]).TCH;
    const many = leavesOf([evidence(spec, 'TCH', 0.95, 25)]).TCH;
    expect(few?.value).toBeGreaterThan(0.6);
    expect(many?.value).toBeGreaterThan(few?.value ?? 1);
    expect(many?.confidence).toBeGreaterThan(few?.confidence ?? 1);
  });

  it('counts an expired certificate as nothing', () => {
    const certificate: Evidence = { ...evidence(spec, 'FIN', 1, 1), evidenceClass: 'audited-certificate', expiresAt: MONDAY.toISOString() };
    expect(leavesOf([certificate]).FIN).toMatchObject({ value: 0.5, confidence: 0 });
  });

  it('judges the machine by its record: 0.875748 before the network mean (methods 3.5)', () => {
    const { MAC } = leavesOf([]);
    // w = 5 * 0.95 of a measured record against 4 of the prior 0.5.
    expect(MAC?.value).toBeCloseTo((4 * 0.5 + 4.75 * 0.875748) / 8.75, 5);
  });

  it('trusts a company by what it did for this partner, more than by what it did for others', () => {
    const bad: Evidence = { ...evidence(spec, 'TRU', 0.1, 20), counterpartCompanyId: other.companyId };
    const good: Evidence = { ...evidence(spec, 'TRU', 0.95, 20), counterpartCompanyId: idOf('third') };
    const book = new EvidenceBook([bad, good], MONDAY);
    expect(trustIn(shop, other.companyId, book)).toBeLessThan(trustIn(shop, idOf('third'), book));
  });
});

describe('interface compatibility of two members', () => {
  it('is the same from both sides, and rises with communication', () => {
    const quiet = new EvidenceBook([evidence(spec, 'COM', 0.2, 20)], MONDAY);
    const lively = new EvidenceBook([evidence(spec, 'COM', 0.9, 20), evidence({ name: 'B', processes: [] }, 'COM', 0.9, 20)], MONDAY);
    expect(interfaceCompatibility(shop, other, quiet, 0.5)).toBeCloseTo(interfaceCompatibility(other, shop, quiet, 0.5), 12);
    expect(interfaceCompatibility(shop, other, lively, 0.5)).toBeGreaterThan(interfaceCompatibility(shop, other, quiet, 0.5));
  });
});
