import type { ConsortiumAnswer, Placement } from '@gewerk/engine-matching';
import { canonicalJson } from '@gewerk/kernel';
import { EngineWorkers, type Task, type TaskHandler } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { PlanningCase } from '../../../consortia/domain/planning-case.js';
import { Proposals } from '../../../consortia/outbound/proposals.js';
import { PartnerSnapshots } from '../../../partners/outbound/partner-snapshots.js';
import { type Ceilings, keepsCeilings } from '../../domain/agreed-plan.js';
import type { Formation } from '../../domain/formation.js';
import { type ReplacementInput, replacementCase } from '../../domain/replacement-case.js';
import { bestReplacement, type FoundReplacement } from '../../domain/replacement-plan.js';
import { Formations } from '../../outbound/formations.js';
import { FormationEffects, REPLACE_MEMBER } from '../formation-effects.js';

const SOLVE_TIMEOUT_MILLIS = 30_000;

interface Search extends ReplacementInput {
  readonly ceilings: Ceilings;
}

/** Looks for somebody else where members declined or stayed silent; the subject of the task is the formation. */
@Injectable()
export class ReplaceMember implements TaskHandler<Search, FoundReplacement | null> {
  readonly kind = REPLACE_MEMBER;

  constructor(
    private readonly formations: Formations,
    private readonly proposals: Proposals,
    private readonly partners: PartnerSnapshots,
    private readonly effects: FormationEffects,
    private readonly workers: EngineWorkers,
  ) {}

  async load(work: UnitOfWork, task: Task): Promise<Search | null> {
    const formation = await this.formations.find(work, task.subject);
    if (formation?.record.state !== 'replacing') return null;
    const proposal = await this.proposals.find(work, formation.record.proposalId);
    if (proposal === null) return null;
    const { planning } = proposal;
    return {
      planning,
      plan: formation.record.plan,
      ceilings: formation.record.ceilings,
      vacancies: vacanciesOf(formation),
      declined: refusedBy(formation),
      availability: await this.partners.availability(work, [...new Set(planning.offers.map((offer) => offer.machineId))]),
      now: work.now.toISOString(),
    };
  }

  /** Whoever stands by for the operation comes first; only where that breaks a ceiling, anybody. */
  async compute(search: Search): Promise<FoundReplacement | null> {
    const standby = await this.#solve(search, 'standby');
    if (standby !== null && keepsCeilings(standby.plan, search.ceilings)) return standby;
    return (await this.#solve(search, 'any')) ?? standby;
  }

  async save(work: UnitOfWork, task: Task, found: FoundReplacement | null, search: Search): Promise<void> {
    const formation = await this.formations.lock(work, task.subject);
    if (formation?.record.state !== 'replacing') return;
    if (canonicalJson(vacanciesOf(formation)) !== canonicalJson(search.vacancies)) formation.replacementOutdated();
    else if (found === null) formation.noReplacement('no other candidate can take the open operations in time');
    else formation.replaced(found.plan, found.replacements);
    await this.effects.commit(work, formation);
  }

  async failed(work: UnitOfWork, task: Task): Promise<void> {
    const formation = await this.formations.lock(work, task.subject);
    if (formation?.record.state !== 'replacing') return;
    formation.noReplacement('the search for a replacement failed');
    await this.effects.commit(work, formation);
  }

  async #solve(search: Search, only: 'standby' | 'any'): Promise<FoundReplacement | null> {
    const restricted = replacementCase(search, only);
    if (restricted === null) return null;
    return bestReplacement(search, restricted, await this.#answer(restricted.planning), search.ceilings);
  }

  /** In the way in which the order was placed. */
  async #answer({ instance, placement }: PlanningCase): Promise<ConsortiumAnswer> {
    const call = { module: '@gewerk/engine-matching', timeoutMillis: SOLVE_TIMEOUT_MILLIS };
    if (placement === undefined) return this.workers.run<ConsortiumAnswer>({ ...call, function: 'solveConsortium', args: [instance] });
    const placed = await this.workers.run<Placement>({ ...call, function: 'placeOrder', args: [{ ...placement, instance }] });
    return placed.answer;
  }
}

function vacanciesOf(formation: Formation): Search['vacancies'] {
  return formation.vacancies.map(({ part, state }) => ({
    companyId: part.companyId,
    role: part.role,
    operationIds: part.reservations.map((reservation) => reservation.operationId),
    cause: state === 'declined' ? ('declined' as const) : ('expired' as const),
  }));
}

function refusedBy(formation: Formation): string[] {
  const refused = formation.invitations.filter(({ state }) => state === 'declined' || state === 'expired');
  return [...new Set(refused.map(({ part }) => part.companyId))].sort();
}
