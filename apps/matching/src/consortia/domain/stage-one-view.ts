import type { ProposalInput } from './proposal.js';
import { inputDigest } from './proposal.js';
import type { Assessment, JudgedCandidate } from './assessment.js';

/** Stage 1 as the orchestrator may look at it (methods 3.13): D3, never shown to customers or members. */
export interface StageOneView {
  readonly assessedAt: string;
  readonly inputDigest: string;
  readonly profile: Assessment['profile'];
  readonly weights: Assessment['weights'];
  readonly weightReasons: Assessment['weightReasons'];
  readonly operations: readonly {
    readonly operationId: string;
    readonly name: string;
    readonly process: string;
    readonly candidates: readonly CandidateView[];
  }[];
}

interface CandidateView {
  readonly companyId: string;
  readonly companyName: string;
  readonly standing: JudgedCandidate['standing'];
  readonly place: number | null;
  readonly isShortlisted: boolean;
  readonly suitability: number;
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly confidence: number;
  readonly threshold: JudgedCandidate['suitability']['threshold'];
  readonly groups: JudgedCandidate['suitability']['groups'];
  readonly leaves: JudgedCandidate['suitability']['leaves'];
  readonly losses: JudgedCandidate['suitability']['losses'];
  readonly knockOuts: JudgedCandidate['gates'];
  readonly offer: {
    readonly machineId: string;
    readonly priceMinor: number;
    readonly workMinutes: number;
    readonly earliestFinishOn: string;
    readonly co2eGrams: number;
  } | null;
}

export function stageOneView(input: ProposalInput, assessment: Assessment): StageOneView {
  const names = new Map(input.snapshot.companies.map((company) => [company.companyId, company.name]));
  return {
    assessedAt: input.now,
    inputDigest: inputDigest(input),
    profile: assessment.profile,
    weights: assessment.weights,
    weightReasons: assessment.weightReasons,
    operations: input.order.operations.map(({ operationId, name, process }) => {
      const shortlisted = new Set((assessment.shortlisted.get(operationId) ?? []).map(({ offer }) => offer.companyId));
      const judged = assessment.judged.get(operationId) ?? [];
      return {
        operationId,
        name,
        process,
        candidates: judged.map((candidate) => candidateView(candidate, names, shortlisted, assessment)),
      };
    }),
  };
}

function candidateView(
  { firm, standing, place, suitability, gates, offer }: JudgedCandidate,
  names: ReadonlyMap<string, string>,
  shortlisted: ReadonlySet<string>,
  { calendar }: Assessment,
): CandidateView {
  return {
    companyId: firm,
    companyName: names.get(firm) ?? firm,
    standing,
    place,
    isShortlisted: shortlisted.has(firm),
    suitability: suitability.value,
    lowerBound: suitability.lowerBound,
    upperBound: suitability.upperBound,
    confidence: suitability.confidence,
    threshold: suitability.threshold,
    groups: suitability.groups,
    leaves: suitability.leaves,
    losses: suitability.losses,
    knockOuts: gates,
    offer:
      offer === null
        ? null
        : {
            machineId: offer.machineId,
            priceMinor: offer.priceMinor,
            workMinutes: offer.workMinutes,
            earliestFinishOn: calendar.dateOf(offer.finishDay - 1),
            co2eGrams: offer.co2eGrams,
          },
  };
}
