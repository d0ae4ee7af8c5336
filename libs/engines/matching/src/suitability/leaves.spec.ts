import { describe, expect, it } from '@jest/globals';
import {
  communication,
  culturalCompatibility,
  languageFit,
  poachingProbability,
  qualityManagementFit,
  riskFreedom,
  sizeFit,
  strategicFit,
  styleFit,
  technologicalFit,
  trust,
  workingHoursFit,
} from './interface-leaves.js';
import {
  employeeQualification,
  financialResources,
  innovationCapability,
  intangibleAssets,
  machinery,
  marketCompetence,
  technologicalCompetence,
} from './professional-leaves.js';

describe('interface leaves (methods 3.5)', () => {
  it('CUL gives the worked number from its parts', () => {
    const languages = languageFit({ de: 6, en: 3 }, { de: 5, pl: 6 });
    const hours = workingHoursFit({ fromHour: 7, toHour: 15.5 }, { fromHour: 9, toHour: 18 });
    const size = sizeFit(12, 45);
    expect(languages).toBeCloseTo(0.833333, 6);
    expect(hours).toBeCloseTo(6.5 / 8.5, 12);
    expect(culturalCompatibility({ languages, hours, size, style: 0.8, qualityManagement: 0.5 })).toBeCloseTo(0.741347, 6);
  });

  it('CUL: no common language is 0, a firm with one employee is measured like any other', () => {
    expect(languageFit({ de: 6 }, { pl: 6 })).toBe(0);
    expect(sizeFit(1, 25)).toBeCloseTo(0, 12);
    expect(sizeFit(1, 1)).toBe(1);
    expect(workingHoursFit({ fromHour: 6, toHour: 10 }, { fromHour: 12, toHour: 18 })).toBe(0);
    expect(workingHoursFit({ fromHour: 6, toHour: 6 }, { fromHour: 12, toHour: 18 })).toBeNull();
  });

  it('CUL: style compares behaviours on absolute scales, certificates by their Jaccard index', () => {
    const same = { replyHours: 8, changesPerOrder: 1, completeDocumentShare: 0.9 };
    expect(styleFit(same, same)).toBe(1);
    expect(styleFit(same, { replyHours: 0, changesPerOrder: 1, completeDocumentShare: 0.9 })).toBeCloseTo(1 - 0.5 / 3, 12);
    expect(qualityManagementFit(['ISO 9001', 'ISO 14001'], ['ISO 9001'])).toBe(0.5);
    expect(qualityManagementFit([], [])).toBeNull();
  });

  it('COM gives the worked number, and nothing where no message was ever sent', () => {
    const record = { replyHours: 4, updateShare: 0.92, completeQuoteShare: 0.85, changeAnswerHours: 16, earlyWarningShare: 0.7 };
    expect(communication(record)).toBeCloseTo(0.761667, 6);
    const silent = { replyHours: null, updateShare: null, completeQuoteShare: null, changeAnswerHours: null, earlyWarningShare: null };
    expect(communication(silent)).toBeNull();
    expect(communication({ ...silent, replyHours: 8 })).toBe(0.5);
  });

  it('TEC gives the worked number; a missing security class leaves the formats', () => {
    const exchanges = ['same-format', 'convertible', 'convertible', 'manual', 'manual'] as const;
    expect(technologicalFit(exchanges, 0)).toBeCloseTo(0.7, 12);
    expect(technologicalFit(exchanges, 1)).toBeCloseTo(0.575, 12);
    expect(technologicalFit(exchanges, null)).toBeCloseTo(0.6, 12);
    expect(technologicalFit([], null)).toBeNull();
  });

  it('SFI gives the worked number', () => {
    const position = {
      firmPriorities: [0.15, 0.3, 0.3, 0.15, 0.1],
      orderPriorities: [0.25, 0.2, 0.35, 0.1, 0.1],
      horizon: 'same',
      conflictFlags: 1,
    } as const;
    expect(strategicFit(position)).toBeCloseTo(0.918873, 6);
    expect(strategicFit({ ...position, horizon: 'other', firmPriorities: [0, 0, 0, 0, 0], conflictFlags: 4 })).toBe(0);
  });

  it('TRU gives the worked number, and rests on joint history alone for a firm that is new to the network', () => {
    const record = { decayedGood: 5.2, decayedBad: 0.8, jointOrders: 6, networkTrust: 0.86, signalShare: 0.6 };
    expect(trust(record)).toBeCloseTo(0.770909, 6);
    expect(trust({ ...record, networkTrust: null })).toBeCloseTo(0.8 * 0.775 + 0.12, 12);
    expect(trust({ decayedGood: 0, decayedBad: 0, jointOrders: 0, networkTrust: 0.86, signalShare: 0 })).toBeCloseTo(0.688, 12);
  });

  it('RIS gives the worked number; poaching grows with the overlap of markets', () => {
    const risks = [
      [0.006, 1],
      [0.1, 0.5],
      [0.08, 0.6],
      [0.2, 0.3],
      [0.08, 0.7],
    ].map(([probability, severity]) => ({ probability: probability as number, severity: severity as number }));
    expect(riskFreedom(risks)).toBeCloseTo(0.797713, 6);
    expect(riskFreedom([])).toBeNull();
    expect(poachingProbability(0.4)).toBeCloseTo(0.1, 12);
  });
});

describe('professional leaves (methods 3.5)', () => {
  it('FIN gives the worked number; without pre-financing the cover is full', () => {
    const standing = {
      liquidityHeadroomEur: 30_000,
      preFinancingNeedEur: 25_000,
      yearlyDefaultProbability: 0.008,
      orderShareOfTurnover: 0.1,
    };
    expect(financialResources(standing)).toBeCloseTo(0.765714, 6);
    expect(financialResources({ ...standing, preFinancingNeedEur: 0, yearlyDefaultProbability: 0 })).toBeCloseTo(1, 12);
    expect(financialResources({ ...standing, orderShareOfTurnover: 0.5 })).toBe(0);
  });

  it('MAC gives the worked number for the best machine and names it', () => {
    const good = { machine: 'm2', envelopeRatio: 1.8, processCapability: 1.45, freeHours: 40, neededHours: 30, spareAxes: 1 };
    const small = { ...good, machine: 'm1', envelopeRatio: 0.9 };
    const best = machinery([small, good]);
    expect(best?.value).toBeCloseTo(0.875748, 6);
    expect(best?.machine).toBe('m2');
    expect(machinery([{ ...good, spareAxes: 2 }])?.value).toBeCloseTo(0.9 * 0.875748, 6);
    expect(machinery([small])?.value).toBe(0);
    expect(machinery([])).toBeNull();
  });

  it('INT, EMP, TCH, MKT and INN give the worked numbers', () => {
    expect(intangibleAssets({ maxPartSimilarity: 0.72, licenceCover: 1, documentedProcedureShare: 0.6 })).toBeCloseTo(0.808, 12);
    expect(employeeQualification([1, 2, 3])).toBeCloseTo(0.866667, 6);
    expect(technologicalCompetence(14.5, 0.962)).toBeCloseTo(0.877945, 6);
    expect(marketCompetence({ sectorOrders: 10, approvalShare: 1, satisfaction: 0.84 })).toBeCloseTo(0.837398, 6);
    expect(innovationCapability({ developmentShare: 0.03, acceptedProposalsPer100Quotes: 6, newProcesses: 2, maturity: 0.62 })).toBeCloseTo(
      0.489833,
      6,
    );
  });

  it('EMP has nothing to say where no skill is required, and counts a skill without persons as 0', () => {
    expect(employeeQualification([])).toBeNull();
    expect(employeeQualification([0, 12])).toBe(0.5);
  });

  it('MKT is low by design for a firm without orders of the sector', () => {
    expect(marketCompetence({ sectorOrders: 0, approvalShare: 0, satisfaction: null })).toBe(0);
  });
});
