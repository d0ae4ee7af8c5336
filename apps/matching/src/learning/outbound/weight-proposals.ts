import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { LearntWeights } from '../../partners/domain/partner-snapshot.js';
import type { ProposedWeights, WeightProposalState } from '../domain/proposed-weights.js';

interface ProposalRow extends Omit<ProposedWeights, 'proposedAt' | 'decidedAt'> {
  proposedAt: Date;
  decidedAt: Date | null;
}

const COLUMNS = `id as "proposalId", version, state, proposed_at as "proposedAt", operations, body as verdict, decided_at as "decidedAt",
  decided_by as "decidedBy"`;

/** Weights that were learnt: every version is kept, one at most is in force (methods 3.12). */
@Injectable()
export class WeightProposals {
  async inForce(work: UnitOfWork): Promise<LearntWeights | null> {
    const rows: LearntWeights[] = await work.tx.query(
      `select version, body -> 'weights' as weights from weight_proposal where network_id = $1 and state = 'in-force'`,
      [work.networkId],
    );
    return rows[0] ?? null;
  }

  /** Until the transaction ends: versions are given, and put in force, one after the other. */
  async lockNetwork(work: UnitOfWork): Promise<void> {
    await work.tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`matching.weight-proposal/${work.networkId}`]);
  }

  async add(work: UnitOfWork, { proposalId, version, state, proposedAt, operations, verdict }: ProposedWeights): Promise<void> {
    await work.tx.query(
      `insert into weight_proposal (network_id, id, version, state, proposed_at, operations, body) values ($1, $2, $3, $4, $5, $6, $7)`,
      [work.networkId, proposalId, version, state, proposedAt, operations, JSON.stringify(verdict)],
    );
  }

  async find(work: UnitOfWork, proposalId: string): Promise<ProposedWeights | null> {
    const rows: ProposalRow[] = await work.tx.query(`select ${COLUMNS} from weight_proposal where network_id = $1 and id = $2`, [
      work.networkId,
      proposalId,
    ]);
    return rows[0] === undefined ? null : proposalOf(rows[0]);
  }

  /** Newest first. */
  async list(work: UnitOfWork, before: string | null, limit: number): Promise<ProposedWeights[]> {
    const rows: ProposalRow[] = await work.tx.query(
      `select ${COLUMNS} from weight_proposal where network_id = $1 and ($2::integer is null or version < $2::integer)
       order by version desc limit $3`,
      [work.networkId, before, limit],
    );
    return rows.map(proposalOf);
  }

  async decide(work: UnitOfWork, proposalId: string, state: WeightProposalState, decidedBy: string): Promise<void> {
    await work.tx.query('update weight_proposal set state = $3, decided_at = $4, decided_by = $5 where network_id = $1 and id = $2', [
      ...[work.networkId, proposalId, state, work.now, decidedBy],
    ]);
  }

  /** The published weights hold again. */
  async supersede(work: UnitOfWork): Promise<void> {
    await work.tx.query(`update weight_proposal set state = 'superseded' where network_id = $1 and state = 'in-force'`, [work.networkId]);
  }
}

function proposalOf({ proposedAt, decidedAt, ...row }: ProposalRow): ProposedWeights {
  return { ...row, proposedAt: proposedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}
