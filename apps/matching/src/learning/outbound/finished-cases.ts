import type { RankingRecord } from '@gewerk/engine-matching';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { standingOf } from '../../decisions/domain/sequel.js';
import { DecisionSequels } from '../../decisions/outbound/decision-sequels.js';
import type { Order } from '../../partners/domain/knock-outs.js';
import type { FinishedCase } from '../domain/finished-operations.js';

interface CaseRow {
  decisionId: string;
  operationId: string;
  content: string;
  submitted: Order;
}

/** Rankings together with what became of them. */
@Injectable()
export class FinishedCases {
  constructor(private readonly sequels: DecisionSequels) {}

  /** Those delivered last. An order that was changed since lends its present features. */
  async latest(work: UnitOfWork, limit: number): Promise<FinishedCase[]> {
    const ids = await this.sequels.latestDelivered(work, limit);
    const sequels = Map.groupBy(await this.sequels.ofDecisions(work, ids), ({ decisionId }) => decisionId);
    const rows: CaseRow[] = await work.tx.query(
      `select decision.id as "decisionId", decision.operation_id as "operationId", decision.content, placed_order.submitted
       from ranking_decision decision
         join placed_order on placed_order.network_id = decision.network_id and placed_order.id = decision.order_id
       where decision.network_id = $1 and decision.id = any ($2::uuid[]) order by decision.entry`,
      [work.networkId, ids],
    );
    return rows.flatMap(({ decisionId, operationId, content, submitted }) => {
      const operation = submitted.operations.find((one) => one.operationId === operationId);
      if (operation === undefined) return [];
      const { process, material, pieceMassGrams, accuracyIt } = operation;
      const processes = submitted.operations.map((one) => one.process);
      return [
        {
          decisionId,
          record: JSON.parse(content) as RankingRecord,
          features: { process, material, pieceMassGrams, accuracyIt, processes, dueAt: submitted.dueAt },
          standing: standingOf(sequels.get(decisionId) ?? []),
        },
      ];
    });
  }
}
