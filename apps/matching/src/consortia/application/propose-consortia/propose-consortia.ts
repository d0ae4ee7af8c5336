import { ConsortiaProposed, NoConsortiumFound, type NoConsortiumFoundData } from '@gewerk/contracts/matching';
import type { ConsortiumAnswer, ConsortiumInstance, PlacementRecord, RankingRecord } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import { EngineWorkers, type Task, type TaskHandler } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { type RankingDecision, rankingDecision } from '../../../decisions/domain/ranking-decision.js';
import { RankingDecisions } from '../../../decisions/outbound/ranking-decisions.js';
import type { Operation } from '../../../partners/domain/knock-outs.js';
import { PartnerSnapshots } from '../../../partners/outbound/partner-snapshots.js';
import { type Assessment, assessment, type StageOneQuestion, stageOneQuestion } from '../../domain/assessment.js';
import { type Explored, type ExploredPlan, exploredIn, exploringInstance, isSafe, withoutExploring } from '../../domain/exploration.js';
import { type PlanRankings, planRankings, withDecisions } from '../../domain/plan-rankings.js';
import { type PlanningCase, planningCase } from '../../domain/planning-case.js';
import { gapsOf, inputDigest, type ProposalBody, type ProposalInput, proposalBody, refusalBody } from '../../domain/proposal.js';
import { type StageOneView, stageOneView } from '../../domain/stage-one-view.js';
import type { Reason } from '../../domain/plan-reasons.js';
import { type ShownPlace, shownPlaces } from '../../../fairness/domain/exposure.js';
import { ExposureLedger } from '../../../fairness/outbound/exposure-ledger.js';
import { placementCause, placementOf } from '../../../placement/domain/placement.js';
import { PlacementPheromones } from '../../../placement/outbound/placement-pheromones.js';
import { PlacementRecords } from '../../../placement/outbound/placement-records.js';
import { PlacementSettings } from '../../../placement/outbound/placement-settings.js';
import { PlacedOrders } from '../../outbound/placed-orders.js';
import { Proposals } from '../../outbound/proposals.js';

export const PROPOSE_CONSORTIA = 'propose-consortia';
const ENGINE_TIMEOUT_MILLIS = 60_000;

interface StageOneOutcome {
  readonly stageOne: StageOneView;
  readonly decisions: readonly (RankingDecision & { readonly places: readonly ShownPlace[] })[];
  readonly referencePriceEur: number;
}
interface Proposed {
  readonly kind: 'proposed';
  readonly body: ProposalBody;
  readonly planning: PlanningCase;
  readonly rankings: PlanRankings;
  /** Null where the optimiser proposed. */
  readonly placement: PlacementRecord | null;
}
interface NoneFound {
  readonly kind: 'none-found';
  readonly refusal: NoConsortiumFoundData;
}
interface Solved {
  readonly kind: 'solved';
  readonly planning: PlanningCase;
  readonly answer: ConsortiumAnswer;
  readonly placement: PlacementRecord | null;
}
type ProposalOutcome = StageOneOutcome & (Proposed | NoneFound);

/** From an order and what is known of the network to up to five consortia; the subject of the task is the order. */
@Injectable()
export class ProposeConsortia implements TaskHandler<ProposalInput, ProposalOutcome> {
  readonly kind = PROPOSE_CONSORTIA;

  constructor(
    private readonly orders: PlacedOrders,
    private readonly partners: PartnerSnapshots,
    private readonly proposals: Proposals,
    private readonly decisions: RankingDecisions,
    private readonly ledger: ExposureLedger,
    private readonly workers: EngineWorkers,
    private readonly settings: PlacementSettings,
    private readonly pheromones: PlacementPheromones,
    private readonly placements: PlacementRecords,
  ) {}

  async load(work: UnitOfWork, task: Task): Promise<ProposalInput | null> {
    const placed = await this.orders.find(work, task.subject);
    if (placed === null || placed.isCancelled) return null;
    const processes = [...new Set(placed.order.operations.map((operation) => operation.process))].sort();
    const snapshot = await this.partners.take(work, { orderId: placed.orderId, processes, customerCompanyId: placed.customerCompanyId });
    const input = { order: placed.order, snapshot, now: work.now.toISOString() };
    const cause = placementCause(snapshot.network, await this.settings.isOptimiserOff(work));
    return cause === null ? input : { ...input, placement: { cause, trails: await this.pheromones.of(work, processes) } };
  }

  async compute(input: ProposalInput): Promise<ProposalOutcome> {
    const question = stageOneQuestion(input.snapshot, input.order, new Date(input.now));
    const first = await this.#rank(question);
    const { assessed, result } = await this.#plan(input, first);
    const decisions = assessed.records.map((record, index) => ({
      ...rankingDecision(record, input.order.operations[index] as Operation),
      places: shownPlaces(record),
    }));
    return { stageOne: stageOneView(input, assessed), decisions, referencePriceEur: question.reference.priceEur, ...result };
  }

  async save(work: UnitOfWork, _task: Task, outcome: ProposalOutcome, input: ProposalInput): Promise<void> {
    const { orderId, orderVersion } = input.order;
    const placed = await this.orders.find(work, orderId);
    if (placed === null || placed.isCancelled || placed.order.orderVersion !== orderVersion) return;
    await this.orders.saveAssessment(work, orderId, outcome.stageOne, outcome.referencePriceEur);
    const decisionIds = await this.decisions.append(
      work,
      input.order,
      outcome.decisions.map(({ places: _, ...decision }) => decision),
    );
    if (outcome.kind === 'none-found') {
      await this.orders.setState(work, orderId, 'none-found', outcome.refusal);
      work.publish(NoConsortiumFound, outcome.refusal);
      return;
    }
    const shown = outcome.decisions.map(({ operationId, decidedAt, places }) => {
      return { operationId, decisionId: decisionIds.get(operationId) as string, shownAt: decidedAt, places };
    });
    await this.ledger.book(work, input.order, shown);
    const body = { ...outcome.body, proposalId: newId(work.now.getTime()) };
    const rankings = withDecisions(outcome.rankings, decisionIds);
    await this.proposals.add(work, { body, input, planning: outcome.planning, rankings });
    if (outcome.placement !== null) await this.placements.add(work, body.proposalId, outcome.placement);
    await this.orders.setState(work, orderId, 'proposed');
    work.publish(ConsortiaProposed, body);
  }

  async failed(work: UnitOfWork, task: Task): Promise<void> {
    await this.orders.setState(work, task.subject, 'failed');
  }

  async #rank(question: StageOneQuestion): Promise<Assessment> {
    const records = await Promise.all(question.cases.map((one) => this.#engine<RankingRecord>('decidePartners', [one, question.policy])));
    return assessment(question, records);
  }

  /** A draw of the explore quota stands only where a plan with the drawn firms is found and safe; else it is taken back. */
  async #plan(input: ProposalInput, assessed: Assessment): Promise<{ assessed: Assessment; result: Proposed | NoneFound }> {
    const firms = exploredIn(assessed.records);
    const solved = await this.#solve(input, assessed);
    if (firms.size === 0) return { assessed, result: proposed(input, assessed, solved, null) };
    const explored = solved.kind === 'none-found' ? null : await this.#explore(assessed, solved.planning, firms);
    if (explored !== null) return { assessed, result: proposed(input, assessed, solved, explored) };
    const without = await this.#rank(withoutExploring(assessed, firms));
    return { assessed: without, result: proposed(input, without, await this.#solve(input, without), null) };
  }

  async #explore(assessed: Assessment, planning: PlanningCase, firms: Explored): Promise<ExploredPlan | null> {
    const instance = exploringInstance(planning, firms);
    if (instance === null) return null;
    const { plans, representatives } = (await this.#consortia(planning, instance)).answer;
    const plan = representatives === null ? undefined : plans[representatives.recommended];
    return plan !== undefined && isSafe(planning, plan, assessed) ? { plan, firms } : null;
  }

  async #solve(input: ProposalInput, assessed: Assessment): Promise<Solved | NoneFound> {
    const gaps = gapsOf(input, assessed);
    if (assessed.dueDay < 1) return { kind: 'none-found', refusal: refusalBody(input, [dueTooSoon(input), ...gaps], []) };
    if (gaps.length > 0) return { kind: 'none-found', refusal: refusalBody(input, gaps, []) };
    const planning = planningOf(input, assessed);
    const { answer, placement } = await this.#consortia(planning, planning.instance);
    if (answer.plans.length > 0) return { kind: 'solved', planning, answer, placement };
    return { kind: 'none-found', refusal: refusalBody(input, infeasible(answer), relaxationsOf(input, answer, assessed)) };
  }

  /** By the optimiser, or where firms take the work themselves by nobody. */
  async #consortia(
    { placement }: PlanningCase,
    instance: ConsortiumInstance,
  ): Promise<{ answer: ConsortiumAnswer; placement: PlacementRecord | null }> {
    if (placement === undefined) return { answer: await this.#engine<ConsortiumAnswer>('solveConsortium', [instance]), placement: null };
    const record = await this.#engine<PlacementRecord>('decidePlacement', [{ ...placement, instance }]);
    return { answer: record.result.answer, placement: record };
  }

  #engine<T>(name: 'decidePartners' | 'solveConsortium' | 'decidePlacement', args: unknown[]): Promise<T> {
    return this.workers.run<T>({ module: '@gewerk/engine-matching', function: name, args, timeoutMillis: ENGINE_TIMEOUT_MILLIS });
  }
}

function proposed(
  input: ProposalInput,
  assessed: Assessment,
  solved: Solved | NoneFound,
  explored: ExploredPlan | null,
): Proposed | NoneFound {
  if (solved.kind === 'none-found') return solved;
  const { planning, answer, placement } = solved;
  const body = proposalBody(input, assessed, planning, answer, explored);
  return { kind: 'proposed', body, planning, rankings: planRankings(body.plans, assessed.records), placement };
}

function planningOf(input: ProposalInput, assessed: Assessment): PlanningCase {
  const planning = planningCase(input.snapshot, input.order, assessed);
  if (input.placement === undefined) return planning;
  const demand = { time: assessed.profile.t, inputDigest: inputDigest(input) };
  return { ...planning, placement: placementOf(input.placement, input.order, demand) };
}

function dueTooSoon({ order }: ProposalInput): Reason {
  return {
    code: 'due-before-next-working-day',
    text: `The order is due ${order.dueAt}, before anything can arrive; choose a later date.`,
    params: { dueAt: order.dueAt },
  };
}

function infeasible(answer: ConsortiumAnswer): Reason[] {
  const told = answer.reasons.map((text) => ({ code: 'no-feasible-plan', text: text.slice(0, 400), params: {} }));
  if (told.length > 0) return told;
  return [{ code: 'no-feasible-plan', text: 'No combination of the candidates keeps all limits of the order.', params: {} }];
}

/** Days become the dates on which goods would arrive. */
function relaxationsOf(input: ProposalInput, answer: ConsortiumAnswer, { calendar }: Assessment): NoConsortiumFoundData['relaxations'] {
  return answer.relaxations.map(({ rule, from, to }) =>
    rule === 'due-day' ? { rule, from: input.order.dueAt, to: calendar.arrivalOn(to).toISOString() } : { rule, from, to },
  );
}
