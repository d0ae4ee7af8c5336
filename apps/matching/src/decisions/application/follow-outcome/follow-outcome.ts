import type { OperationFinishedData } from '@gewerk/contracts/capacity';
import type { ComplaintRaisedData, DeliveryAcceptedData, OrderRatedData } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { JointExperiences } from '../../../partners/outbound/joint-experiences.js';
import { PlacementPheromones } from '../../../placement/outbound/placement-pheromones.js';
import { type Sequel, type SequelContent, standingOf } from '../../domain/sequel.js';
import type { DecidedFormation } from '../../domain/decided-formation.js';
import { DecidedFormations } from '../../outbound/decided-formations.js';
import { DecisionSequels } from '../../outbound/decision-sequels.js';
import { experiencesOf } from '../../domain/experiences.js';

type Seat = DecidedFormation['operations'][number];

/** Appends to the rankings of an order what was chosen and what became of it, and lets trust and pheromone remember it (methods 0.6, 3.5, 3.12, 9.4). */
@Injectable()
export class FollowOutcome {
  constructor(
    private readonly formations: DecidedFormations,
    private readonly sequels: DecisionSequels,
    private readonly experiences: JointExperiences,
    private readonly pheromones: PlacementPheromones,
  ) {}

  async chosen(work: UnitOfWork, formationId: string): Promise<void> {
    await this.#append(work, formationId, work.now.toISOString(), ({ companyId, place }, { proposalId, planId }) => ({
      ...{ kind: 'chosen', formationId, proposalId, planId, companyId, place },
    }));
  }

  async replaced(
    work: UnitOfWork,
    formationId: string,
    {
      operationIds,
      fromCompanyId,
      cause,
    }: { readonly operationIds: readonly string[]; readonly fromCompanyId: string; readonly cause: string },
  ): Promise<void> {
    await this.#append(work, formationId, work.now.toISOString(), ({ operationId, companyId, place }) =>
      operationIds.includes(operationId) && companyId !== fromCompanyId
        ? { kind: 'replaced', formationId, fromCompanyId, cause, companyId, place }
        : null,
    );
  }

  async confirmed(work: UnitOfWork, formationId: string, consortiumId: string): Promise<void> {
    await this.#append(work, formationId, work.now.toISOString(), ({ companyId, place }) => ({
      ...{ kind: 'confirmed', formationId, consortiumId, companyId, place },
    }));
  }

  async ended(work: UnitOfWork, formationId: string, how: 'failed' | 'dissolved', reason: string): Promise<void> {
    await this.#append(work, formationId, work.now.toISOString(), () => ({ kind: 'ended', formationId, how, reason }));
  }

  async finished(work: UnitOfWork, { formationId, companyId, finishedAt, ...done }: OperationFinishedData): Promise<void> {
    const { operationId, plannedEndsAt, goodPieces, scrapPieces } = done;
    const decided = await this.#append(work, formationId, finishedAt, (seat) =>
      seat.operationId === operationId ? { kind: 'finished', formationId, companyId, plannedEndsAt, goodPieces, scrapPieces } : null,
    );
    // Heard of after the delivery, which comes by another topic: what was remembered is corrected.
    if (decided !== null) await this.#remember(work, decided);
  }

  async complained(work: UnitOfWork, { formationId, raisedAt, affectedPieces }: ComplaintRaisedData): Promise<void> {
    const decided = await this.#append(work, formationId, raisedAt, () => ({ kind: 'complained', formationId, affectedPieces }));
    if (decided !== null) await this.#remember(work, decided);
  }

  async delivered(work: UnitOfWork, { formationId, acceptedAt, onTime }: DeliveryAcceptedData): Promise<void> {
    const decided = await this.#append(work, formationId, acceptedAt, () => ({ kind: 'delivered', formationId, onTime }));
    if (decided !== null) await this.#remember(work, decided);
  }

  async rated(work: UnitOfWork, { formationId, ratedAt, ratings }: OrderRatedData): Promise<void> {
    await this.#append(work, formationId, ratedAt, ({ companyId }) => {
      const rating = ratings.find((one) => one.companyId === companyId);
      return rating === undefined ? null : { kind: 'rated', formationId, ...rating };
    });
  }

  /** @returns null where the formation is not known here, or its ranking was made before decisions were recorded */
  async #append(
    work: UnitOfWork,
    formationId: string,
    happenedAt: string,
    contentOf: (seat: Seat, decided: DecidedFormation) => SequelContent | null,
  ): Promise<DecidedFormation | null> {
    const decided = await this.formations.find(work, formationId);
    if (decided === null) return null;
    const sequels = decided.operations.flatMap((seat): Sequel[] => {
      const content = contentOf(seat, decided);
      return content === null
        ? []
        : [{ decisionId: seat.decisionId, orderId: decided.orderId, operationId: seat.operationId, happenedAt, content }];
    });
    await this.sequels.append(work, sequels);
    return decided;
  }

  async #remember(work: UnitOfWork, decided: DecidedFormation): Promise<void> {
    const ids = decided.operations.map(({ decisionId }) => decisionId);
    const sequels = await this.sequels.ofDecisions(work, ids);
    const standings = new Map(ids.map((id) => [id, standingOf(sequels.filter(({ decisionId }) => decisionId === id))]));
    await this.experiences.save(work, experiencesOf(decided, standings, work.now.toISOString()));
    const results = [...standings].flatMap(([decisionId, { outcome }]) =>
      outcome === null ? [] : [{ decisionId, companyId: outcome.companyId, quality: outcome.label, observedAt: outcome.deliveredAt }],
    );
    await this.pheromones.learn(work, results);
  }
}
