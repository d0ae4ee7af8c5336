import { byLeaf, type FinishedOperation, type RankingRecord, type Similarity } from '@gewerk/engine-matching';
import { clip } from '@gewerk/kernel';
import type { Standing } from '../../decisions/domain/sequel.js';
import type { Operation } from '../../partners/domain/knock-outs.js';

/** What the similarity of two operations is judged by (methods 7.6). */
export interface OperationFeatures extends Pick<Operation, 'process' | 'material' | 'pieceMassGrams' | 'accuracyIt'> {
  /** Of the whole order. */
  readonly processes: readonly string[];
  readonly dueAt: string;
}

/** A ranking whose operation is finished. */
export interface FinishedCase {
  readonly decisionId: string;
  readonly record: RankingRecord;
  readonly features: OperationFeatures;
  readonly standing: Standing;
}

/** Null where the case teaches nothing: no outcome yet, or done by a firm that the ranking did not know. */
export function finishedOperation({ decisionId, record, features, standing }: FinishedCase): FinishedOperation | null {
  const { outcome } = standing;
  const chosen = record.result.candidates.find(({ firm }) => firm === outcome?.companyId);
  if (outcome === null || chosen === undefined) return null;
  const adjusted = new Map(chosen.leaves.map(({ leaf, adjusted: value }) => [leaf, value]));
  const { onTime, rightFirstTime, withoutConflict } = outcome;
  return {
    id: decisionId,
    process: features.process,
    finishedAt: outcome.deliveredAt,
    adjusted: byLeaf((leaf) => adjusted.get(leaf) as number),
    outcome: { onTime, rightFirstTime, withoutConflict },
    chosenProbability: chosenProbability(record, chosen.firm),
    isDisputed: standing.isDisputed,
  };
}

/** By the draw of the explore quota where it concerned the firm; else how often it would be first if weights and values varied (A). */
function chosenProbability({ result }: RankingRecord, firm: string): number {
  const drawn = result.exploreDraw?.obstacles.length === 0 ? result.exploreDraw.chosenProbability[firm] : undefined;
  return drawn ?? result.candidates.find((candidate) => candidate.firm === firm)?.stability?.firstPlaceShare ?? 0;
}

const STEELS = ['steel', 'tool-steel', 'stainless-steel'];
const DAY_MILLIS = 86_400_000;

/** Gower similarity of two operations (methods 7.6), 0 to 1. */
function similarity(a: OperationFeatures, b: OperationFeatures): number {
  const isSameGroup = STEELS.includes(a.material) && STEELS.includes(b.material);
  const material = a.material === b.material ? 1 : isSameGroup ? 0.5 : 0;
  const common = new Set(a.processes.filter((process) => b.processes.includes(process))).size;
  const processes = common / new Set([...a.processes, ...b.processes]).size;
  const masses = [a, b].map(({ pieceMassGrams }) => Math.max(1, pieceMassGrams)) as [number, number];
  const size = clip(1 - Math.abs(Math.log(masses[0] / masses[1])) / Math.LN10);
  const accuracy = clip(1 - Math.abs(a.accuracyIt - b.accuracyIt) / 8);
  const due = clip(1 - Math.abs(Date.parse(a.dueAt) - Date.parse(b.dueAt)) / DAY_MILLIS / 10);
  return 0.25 * material + 0.25 * processes + 0.2 * size + 0.15 * accuracy + 0.15 * due;
}

/** Of all operations of the same process: others are never compared. */
export function similarities(cases: readonly FinishedCase[]): Similarity[] {
  return [...Map.groupBy(cases, ({ features }) => features.process).values()].flatMap((alike) =>
    alike.flatMap((a, index) =>
      alike.slice(index + 1).map((b) => ({ a: a.decisionId, b: b.decisionId, value: similarity(a.features, b.features) })),
    ),
  );
}
