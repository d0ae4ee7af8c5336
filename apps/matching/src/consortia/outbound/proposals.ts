import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Selections } from '../domain/plan-figures.js';
import type { PlanningCase } from '../domain/planning-case.js';
import type { ProposalRankings } from '../domain/plan-rankings.js';
import type { ProposalInput } from '../domain/proposal.js';

/** A proposal with the problem behind it, for a choice or a replacement. */
export interface StoredProposal {
  readonly body: ConsortiaProposedData;
  readonly planning: PlanningCase;
}

export interface ListedProposal {
  readonly body: ConsortiaProposedData;
  /** Class D3, kept beside what is published; null where it was proposed before decisions were recorded. */
  readonly rankings: ProposalRankings | null;
  readonly planning: PlanningCase;
  /** Of the morphological box, as they were then. */
  readonly selections: Selections;
}

interface NewProposal extends Omit<ListedProposal, 'selections'> {
  readonly input: ProposalInput;
}

@Injectable()
export class Proposals {
  /** Append-only: the decision record of methods 0.6 with the input it rests on. */
  async add(work: UnitOfWork, { body, rankings, input, planning }: NewProposal): Promise<void> {
    await work.tx.query(
      `insert into proposal (network_id, id, order_id, order_version, customer_company_id, proposed_at, valid_until, policy_version,
         input_digest, body, input, planning, rankings) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        work.networkId,
        body.proposalId,
        body.orderId,
        body.orderVersion,
        body.customerCompanyId,
        body.proposedAt,
        body.validUntil,
        body.policyVersion,
        body.inputDigest,
        JSON.stringify(body),
        JSON.stringify(input),
        JSON.stringify(planning),
        JSON.stringify(rankings),
      ],
    );
  }

  async find(work: UnitOfWork, proposalId: string): Promise<StoredProposal | null> {
    const rows: StoredProposal[] = await work.tx.query('select body, planning from proposal where network_id = $1 and id = $2', [
      work.networkId,
      proposalId,
    ]);
    return rows[0] ?? null;
  }

  /** Latest first. @param before id of the last proposal of the page before */
  async ofOrder(work: UnitOfWork, orderId: string, before: string | null, limit: number): Promise<ListedProposal[]> {
    return work.tx.query(
      `select body, rankings, planning, input -> 'snapshot' -> 'network' -> 'selections' as selections from proposal where network_id = $1 and order_id = $2
         and ($3::uuid is null or (proposed_at, id) < (select proposed_at, id from proposal where network_id = $1 and id = $3))
       order by proposed_at desc, id desc limit $4`,
      [work.networkId, orderId, before, limit],
    );
  }
}
