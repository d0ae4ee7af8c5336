import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { ProposalRankings } from '../../consortia/domain/plan-rankings.js';
import type { FormationRecord } from '../../formation/domain/formation-record.js';
import type { Order } from '../../partners/domain/knock-outs.js';
import type { DecidedFormation } from '../domain/decided-formation.js';

interface FormationRow {
  body: FormationRecord;
  rankings: ProposalRankings | null;
  operations: Order['operations'];
}

@Injectable()
export class DecidedFormations {
  async find(work: UnitOfWork, formationId: string): Promise<DecidedFormation | null> {
    const rows: FormationRow[] = await work.tx.query(
      `select formation.body, proposal.rankings, placed_order.submitted -> 'operations' as operations
       from formation
         join proposal on proposal.network_id = formation.network_id and proposal.id = formation.proposal_id
         join placed_order on placed_order.network_id = formation.network_id and placed_order.id = formation.order_id
       where formation.network_id = $1 and formation.id = $2`,
      [work.networkId, formationId],
    );
    const [row] = rows;
    if (row === undefined || row.rankings === null) return null;
    const { body, rankings } = row;
    const waitsFor = new Map(row.operations.map(({ operationId, after }) => [operationId, after]));
    const { orderId, customerCompanyId, proposalId, planId } = body;
    return {
      ...{ formationId, orderId, customerCompanyId, proposalId, planId },
      operations: body.plan.operations.flatMap(({ operationId, companyId }) => {
        const ranking = rankings[operationId];
        if (ranking === undefined) return [];
        const { decisionId, firms } = ranking;
        return [{ operationId, decisionId, companyId, place: firms[companyId]?.place ?? null, after: waitsFor.get(operationId) ?? [] }];
      }),
    };
  }
}
