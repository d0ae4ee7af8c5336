import type { ConsortiaProposedData, HoldRequestedData, InvitationSentData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { type CompanyId, type NetworkId, newId } from '@gewerk/kernel';
import type { Caller, Role } from '@gewerk/platform-auth';
import { computeMigrations, EngineWorkers, type Task, type TaskHandler, Tasks } from '@gewerk/platform-compute';
import { Deadlines, deadlinesMigrations } from '@gewerk/platform-deadlines';
import type { RequestWork } from '@gewerk/platform-http';
import {
  type Delivery,
  messagingMigrations,
  type Origin,
  type ReceivedEvent,
  type UnitOfWork,
  UnitsOfWork,
} from '@gewerk/platform-messaging';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { matchingMigrations } from '../migrations/matching.migrations.js';
import { ProposeConsortia } from '../src/consortia/application/propose-consortia/propose-consortia.js';
import { RequestProposal } from '../src/consortia/application/request-proposal/request-proposal.js';
import { CandidatesController } from '../src/consortia/inbound/candidates.controller.js';
import { PlanChartsController } from '../src/consortia/inbound/plan-charts.controller.js';
import { ProposalsController } from '../src/consortia/inbound/proposals.controller.js';
import { PlacedOrders } from '../src/consortia/outbound/placed-orders.js';
import { Proposals } from '../src/consortia/outbound/proposals.js';
import { MatchingDeadlines } from '../src/deadlines.js';
import { FollowOutcome } from '../src/decisions/application/follow-outcome/follow-outcome.js';
import { RecomputeDecision } from '../src/decisions/application/recompute-decision/recompute-decision.js';
import { VerifyDecisions } from '../src/decisions/application/verify-decisions/verify-decisions.js';
import { DecisionsController } from '../src/decisions/inbound/decisions.controller.js';
import { OwnRankingsController } from '../src/decisions/inbound/own-rankings.controller.js';
import { DecidedFormations } from '../src/decisions/outbound/decided-formations.js';
import { DecisionSequels } from '../src/decisions/outbound/decision-sequels.js';
import { RankingDecisions } from '../src/decisions/outbound/ranking-decisions.js';
import { ExposureController } from '../src/fairness/inbound/exposure.controller.js';
import { ExposureLedger } from '../src/fairness/outbound/exposure-ledger.js';
import { AnswerInvitation } from '../src/formation/application/answer-invitation/answer-invitation.js';
import { ApproveReplacement } from '../src/formation/application/approve-replacement/approve-replacement.js';
import { ChoosePlan } from '../src/formation/application/choose-plan/choose-plan.js';
import { DissolveConsortium } from '../src/formation/application/dissolve-consortium/dissolve-consortium.js';
import { ExpireInvitation } from '../src/formation/application/expire-invitation/expire-invitation.js';
import { FollowHold } from '../src/formation/application/follow-hold/follow-hold.js';
import { FormationEffects } from '../src/formation/application/formation-effects.js';
import { ReplaceMember } from '../src/formation/application/replace-member/replace-member.js';
import { FormationsController } from '../src/formation/inbound/formations.controller.js';
import { IndicatorsController } from '../src/formation/inbound/indicators.controller.js';
import { InvitationsController } from '../src/formation/inbound/invitations.controller.js';
import { ConsortiumTimes } from '../src/formation/outbound/consortium-times.js';
import { Formations } from '../src/formation/outbound/formations.js';
import { PreferencesController } from '../src/partners/inbound/preferences.controller.js';
import { JointExperiences } from '../src/partners/outbound/joint-experiences.js';
import { PartnerPreferences } from '../src/partners/outbound/partner-preferences.js';
import { PartnerProjection } from '../src/partners/outbound/partner-projection.js';
import { PartnerSnapshots } from '../src/partners/outbound/partner-snapshots.js';
import { ProposeWeights } from '../src/learning/application/propose-weights/propose-weights.js';
import { WeightProposalsController } from '../src/learning/inbound/weight-proposals.controller.js';
import { FinishedCases } from '../src/learning/outbound/finished-cases.js';
import { WeightProposals } from '../src/learning/outbound/weight-proposals.js';
import { RecomputePlacement } from '../src/placement/application/recompute-placement/recompute-placement.js';
import { PlacementController } from '../src/placement/inbound/placement.controller.js';
import { PlacementPheromones } from '../src/placement/outbound/placement-pheromones.js';
import { PlacementRecords } from '../src/placement/outbound/placement-records.js';
import { PlacementSettings } from '../src/placement/outbound/placement-settings.js';
import { MatchingSubscriptions } from '../src/subscriptions.js';
import { availability, company, evidence, idOf, MONDAY, network, rateCard, SHOPS, type ShopSpec } from './network-builder.js';

interface TaskRow {
  task_id: string;
  kind: string;
  subject: string;
  payload: Record<string, unknown>;
  origin: Origin;
}

/** The whole service on a real Postgres, without HTTP and transport: what comes in is handed over, what goes out stands in the outbox. */
export class MatchingBench {
  networkId = newId<NetworkId>();
  now = MONDAY;
  readonly #tasks = new Tasks();
  readonly #deadlines = new Deadlines();
  readonly #workers = new EngineWorkers();
  readonly #ledger = new ExposureLedger();
  readonly #preferences = new PartnerPreferences();
  readonly #experiences = new JointExperiences();
  readonly #weights = new WeightProposals();
  readonly #pheromones = new PlacementPheromones();
  readonly #settings = new PlacementSettings();
  readonly #placements = new PlacementRecords();
  readonly #partners = new PartnerSnapshots(this.#experiences, this.#preferences, this.#ledger, this.#weights);
  readonly #orders = new PlacedOrders();
  readonly #proposals = new Proposals();
  readonly #formations = new Formations();
  readonly #requestProposal = new RequestProposal(this.#orders, this.#tasks);
  readonly #sequels = new DecisionSequels();
  readonly #outcomes = new FollowOutcome(new DecidedFormations(), this.#sequels, this.#experiences, this.#pheromones);
  readonly #effects = new FormationEffects(
    ...([this.#formations, this.#deadlines, this.#tasks, this.#partners, this.#requestProposal, this.#outcomes] as const),
  );
  readonly #dissolve = new DissolveConsortium(this.#formations, this.#effects);
  readonly #decisions = new RankingDecisions();
  readonly propose = new ProposeConsortia(
    ...([this.#orders, this.#partners, this.#proposals, this.#decisions, this.#ledger, this.#workers] as const),
    ...([this.#settings, this.#pheromones, this.#placements] as const),
  );
  readonly #replace = new ReplaceMember(this.#formations, this.#proposals, this.#partners, this.#effects, this.#workers);
  readonly deadlines = new MatchingDeadlines(new ExpireInvitation(this.#formations, this.#effects));
  readonly proposals = new ProposalsController(this.#orders, this.#proposals, this.#partners, this.#requestProposal);
  readonly charts = new PlanChartsController(this.#proposals, this.#orders, this.#partners);
  readonly candidates = new CandidatesController(this.#orders);
  readonly rankings = new OwnRankingsController(this.#decisions);
  readonly invitations = new InvitationsController(this.#formations, this.#orders, new AnswerInvitation(this.#formations, this.#effects));
  readonly formations = new FormationsController(
    this.#formations,
    this.#proposals,
    this.#partners,
    new ChoosePlan(this.#orders, this.#formations, this.#effects, this.#outcomes),
    new ApproveReplacement(this.#effects),
    this.#dissolve,
  );
  readonly subscriptions = new MatchingSubscriptions(
    new PartnerProjection(),
    this.#orders,
    this.#requestProposal,
    new FollowHold(this.#formations, this.#effects),
    this.#dissolve,
    this.#outcomes,
  );
  readonly indicators = new IndicatorsController(new ConsortiumTimes());
  readonly exposure = new ExposureController(this.#ledger, this.#partners);
  readonly preferences = new PreferencesController(this.#preferences, this.#partners);
  readonly weights: WeightProposalsController;
  readonly decisions: DecisionsController;
  readonly placement: PlacementController;
  readonly #units: UnitsOfWork;

  private constructor(readonly test: TestDatabase) {
    this.#units = new UnitsOfWork(test.database, { now: () => this.now }, '/gewerk/matching');
    this.decisions = new DecisionsController(
      this.#orders,
      this.#decisions,
      this.#sequels,
      this.#partners,
      new VerifyDecisions(this.#decisions, this.#sequels),
      new RecomputeDecision(this.#units, this.#decisions, this.#workers),
    );
    const recomputing = new RecomputePlacement(this.#units, this.#placements, this.#workers);
    this.placement = new PlacementController(this.#settings, this.#pheromones, this.#placements, this.#partners, recomputing);
    const cases = new FinishedCases(this.#sequels);
    const proposing = new ProposeWeights(this.#units, cases, this.#partners, this.#weights, this.#workers);
    this.weights = new WeightProposalsController(proposing, this.#weights);
  }

  static async create(): Promise<MatchingBench> {
    const migrations = [...messagingMigrations, ...deadlinesMigrations, ...computeMigrations, ...matchingMigrations];
    return new MatchingBench(await createTestDatabase({ migrations, entities: [] }));
  }

  async close(): Promise<void> {
    await this.#workers.onApplicationShutdown();
    await this.test.drop();
  }

  /** A network of its own for a test: nothing is left of the one before. */
  async freshNetwork(shops: readonly ShopSpec[] = SHOPS): Promise<void> {
    this.networkId = newId<NetworkId>();
    this.now = MONDAY;
    await this.deliver('onNetworkConfigured', [network(this.networkId)]);
    await this.deliver(
      'onCompanyChanged',
      shops.map((shop) => company(shop)),
    );
    await this.deliver('onRateCardPublished', shops.map(rateCard));
    await this.deliver(
      'onEvidenceRecorded',
      shops.flatMap((shop) => [evidence(shop, 'TCH', 0.9), evidence(shop, 'COM', 0.8), evidence(shop, 'delivery', 0.97, 60)]),
    );
    await this.deliver(
      'onAvailabilityChanged',
      shops.flatMap((shop) => shop.processes.map((process) => availability(shop, process))),
    );
  }

  run<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.#units.run({ networkId: this.networkId, correlationId: newId(), causationId: null, hops: 0 }, work);
  }

  /** What a controller gets of a caller of this network. */
  as<T>(role: Role, who: string | null, call: (work: RequestWork) => Promise<T>): Promise<T> {
    const companyId = who === null ? null : (idOf(who) as CompanyId);
    const caller: Caller = { subject: 'test', networkId: this.networkId, companyId, roles: [role] };
    return this.run((unit) => call({ ...unit, publish: unit.publish, caller }));
  }

  async deliver<Method extends Exclude<keyof MatchingSubscriptions, symbol>>(method: Method, data: object[]): Promise<void> {
    await this.run(async (work) => {
      const delivery: Delivery = { tx: work.tx, unitOf: () => work };
      const events = data.map((one) => ({ id: newId(), networkId: this.networkId, data: one }) as ReceivedEvent<never>);
      await this.subscriptions[method](events as never, delivery);
    });
  }

  /** Projects and reacts, as the pipeline would. */
  async submit(data: OrderSubmittedData): Promise<void> {
    await this.deliver('onOrderSubmitted', [data]);
    await this.deliver('proposeConsortia', [data]);
  }

  /** Works off what was enqueued, in three steps as the runner does; answers how many tasks there were. */
  async runTasks(): Promise<number> {
    const rows: TaskRow[] = await this.run((work) =>
      work.tx
        .query('delete from app.task where network_id = $1 returning task_id, kind, subject, payload, origin', [this.networkId])
        .then(([deleted]: [TaskRow[]]) => deleted),
    );
    for (const row of rows) {
      const handler: TaskHandler<unknown, unknown> =
        row.kind === this.propose.kind ? this.propose : (this.#replace as TaskHandler<unknown, unknown>);
      const task: Task = { ...row, taskId: row.task_id, networkId: this.networkId, attempts: 1 };
      const input = await this.run((work) => handler.load(work, task));
      if (input === null) continue;
      const output = await handler.compute(input, task);
      await this.run((work) => handler.save(work, task, output, input));
    }
    return rows.length;
  }

  async proposalFor(data: OrderSubmittedData): Promise<ConsortiaProposedData> {
    await this.submit(data);
    await this.runTasks();
    const [proposed] = await this.published<ConsortiaProposedData>('consortia-proposed', data.orderId);
    if (proposed === undefined) throw new Error('nothing was proposed');
    return proposed;
  }

  choose(proposal: ConsortiaProposedData, choice: { plan?: number; withStandby?: boolean; orderVersion?: number } = {}) {
    const { plan = 0, withStandby = false, orderVersion = 1 } = choice;
    const planId = proposal.plans[plan]?.planId as string;
    return this.as('customer', 'customer', (work) =>
      this.formations.choose(proposal.proposalId, { planId, withStandby, orderVersion }, work),
    );
  }

  /** Capacity's answer to the latest request: placed. */
  async placeHold(formationId: string): Promise<HoldRequestedData> {
    const requested = (await this.published<HoldRequestedData>('hold-requested', formationId)).at(-1) as HoldRequestedData;
    const expiresAt = new Date(this.now.getTime() + requested.holdMinutes * 60_000).toISOString();
    await this.deliver('onHoldPlaced', [{ formationId, revision: requested.revision, expiresAt, reservations: requested.reservations }]);
    return requested;
  }

  /** Capacity's answer to a confirmation: booked. */
  async confirmHold(formationId: string): Promise<void> {
    const { revision, reservations } = (await this.published<HoldRequestedData>('hold-requested', formationId)).at(-1) as HoldRequestedData;
    await this.deliver('onHoldConfirmed', [
      { formationId, revision, bookings: reservations.map((one) => ({ bookingId: newId(), ...one })) },
    ]);
  }

  async openInvitations(formationId: string): Promise<InvitationSentData[]> {
    const rows: { id: string }[] = await this.run((work) =>
      work.tx.query("select id from invitation where network_id = $1 and formation_id = $2 and state = 'open'", [
        this.networkId,
        formationId,
      ]),
    );
    const open = new Set(rows.map(({ id }) => id));
    return (await this.published<InvitationSentData>('invitation-sent', formationId)).filter(({ invitationId }) => open.has(invitationId));
  }

  answer({ invitationId, companyId }: InvitationSentData, answer: 'accepted' | 'declined') {
    const caller: Caller = { subject: 'test', networkId: this.networkId, companyId: companyId as CompanyId, roles: ['member'] };
    return this.run((unit) => this.invitations.answer(invitationId, { answer }, { ...unit, publish: unit.publish, caller }));
  }

  /** Payloads in the outbox, oldest first: of one type (without context and version), of one key. */
  async published<Data = Record<string, unknown>>(name: string, key?: string): Promise<Data[]> {
    const rows: { payload: string }[] = await this.run((work) =>
      work.tx.query('select payload from messaging.outbox where type = $1 and ($2::text is null or key = $2) order by id', [
        `matching.${name}.v1`,
        key ?? null,
      ]),
    );
    return rows.map((row) => JSON.parse(row.payload) as Data);
  }

  /** Types of all that was published under a key, oldest first. */
  async storyOf(key: string): Promise<string[]> {
    const rows: { type: string }[] = await this.run((work) =>
      work.tx.query('select type from messaging.outbox where key = $1 order by id', [key]),
    );
    return rows.map(({ type }) => type.replace('matching.', '').replace('.v1', ''));
  }
}
