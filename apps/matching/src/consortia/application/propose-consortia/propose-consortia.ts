import { ConsortiaProposed, NoConsortiumFound, type NoConsortiumFoundData } from '@gewerk/contracts/matching';
import type { ConsortiumAnswer, RankingRecord } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import { EngineWorkers, type Task, type TaskHandler } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { type RankingDecision, rankingDecision } from '../../../decisions/domain/ranking-decision.js';
import { RankingDecisions } from '../../../decisions/outbound/ranking-decisions.js';
import type { Operation } from '../../../partners/domain/knock-outs.js';
import { PartnerSnapshots } from '../../../partners/outbound/partner-snapshots.js';
import { type Assessment, assessment, stageOneQuestion } from '../../domain/assessment.js';
import { type PlanRankings, planRankings, withDecisions } from '../../domain/plan-rankings.js';
import { type PlanningCase, planningCase } from '../../domain/planning-case.js';
import { gapsOf, type ProposalBody, type ProposalInput, proposalBody, refusalBody } from '../../domain/proposal.js';
import { type StageOneView, stageOneView } from '../../domain/stage-one-view.js';
import type { Reason } from '../../domain/plan-reasons.js';
import { PlacedOrders } from '../../outbound/placed-orders.js';
import { Proposals } from '../../outbound/proposals.js';

export const PROPOSE_CONSORTIA = 'propose-consortia';
const ENGINE_TIMEOUT_MILLIS = 60_000;

interface StageOneOutcome {
  readonly stageOne: StageOneView;
  readonly decisions: readonly RankingDecision[];
}
interface Proposed {
  readonly kind: 'proposed';
  readonly body: ProposalBody;
  readonly planning: PlanningCase;
  readonly rankings: PlanRankings;
}
interface NoneFound {
  readonly kind: 'none-found';
  readonly refusal: NoConsortiumFoundData;
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
    private readonly workers: EngineWorkers,
  ) {}

  async load(work: UnitOfWork, task: Task): Promise<ProposalInput | null> {
    const placed = await this.orders.find(work, task.subject);
    if (placed === null || placed.isCancelled) return null;
    const processes = [...new Set(placed.order.operations.map((operation) => operation.process))].sort();
    const snapshot = await this.partners.take(work, { processes, customerCompanyId: placed.customerCompanyId });
    return { order: placed.order, snapshot, now: work.now.toISOString() };
  }

  async compute(input: ProposalInput): Promise<ProposalOutcome> {
    const assessed = await this.#rank(input);
    const decisions = assessed.records.map((record, index) => rankingDecision(record, input.order.operations[index] as Operation));
    return { stageOne: stageOneView(input, assessed), decisions, ...(await this.#plan(input, assessed)) };
  }

  async save(work: UnitOfWork, _task: Task, outcome: ProposalOutcome, input: ProposalInput): Promise<void> {
    const { orderId, orderVersion } = input.order;
    const placed = await this.orders.find(work, orderId);
    if (placed === null || placed.isCancelled || placed.order.orderVersion !== orderVersion) return;
    await this.orders.saveAssessment(work, orderId, outcome.stageOne);
    const decisionIds = await this.decisions.append(work, input.order, outcome.decisions);
    if (outcome.kind === 'none-found') {
      await this.orders.setState(work, orderId, 'none-found', outcome.refusal);
      work.publish(NoConsortiumFound, outcome.refusal);
      return;
    }
    const body = { ...outcome.body, proposalId: newId(work.now.getTime()) };
    const rankings = withDecisions(outcome.rankings, decisionIds);
    await this.proposals.add(work, { body, input, planning: outcome.planning, rankings });
    await this.orders.setState(work, orderId, 'proposed');
    work.publish(ConsortiaProposed, body);
  }

  async failed(work: UnitOfWork, task: Task): Promise<void> {
    await this.orders.setState(work, task.subject, 'failed');
  }

  async #rank({ snapshot, order, now }: ProposalInput): Promise<Assessment> {
    const question = stageOneQuestion(snapshot, order, new Date(now));
    const records = await Promise.all(question.cases.map((one) => this.#engine<RankingRecord>('decidePartners', [one, question.policy])));
    return assessment(question, records);
  }

  async #plan(input: ProposalInput, assessed: Assessment): Promise<Proposed | NoneFound> {
    const gaps = gapsOf(input, assessed);
    if (assessed.dueDay < 1) return { kind: 'none-found', refusal: refusalBody(input, [dueTooSoon(input), ...gaps], []) };
    if (gaps.length > 0) return { kind: 'none-found', refusal: refusalBody(input, gaps, []) };
    const planning = planningCase(input.snapshot, input.order, assessed);
    const answer = await this.#engine<ConsortiumAnswer>('solveConsortium', [planning.instance]);
    if (answer.plans.length === 0) {
      return { kind: 'none-found', refusal: refusalBody(input, infeasible(answer), relaxationsOf(input, answer, assessed)) };
    }
    const body = proposalBody(input, assessed, planning, answer);
    return { kind: 'proposed', body, planning, rankings: planRankings(body.plans, assessed.records) };
  }

  #engine<T>(name: 'decidePartners' | 'solveConsortium', args: unknown[]): Promise<T> {
    return this.workers.run<T>({ module: '@gewerk/engine-matching', function: name, args, timeoutMillis: ENGINE_TIMEOUT_MILLIS });
  }
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
