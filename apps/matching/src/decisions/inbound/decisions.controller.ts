import { describeRanking, type PartnerRanking, rankingCharts } from '@gewerk/engine-matching';
import { type Caller, CurrentCaller, Roles } from '@gewerk/platform-auth';
import { decodeCursor, pageOf, PageQuery, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { orderNotFound } from '../../consortia/domain/proposal-rules.js';
import { PlacedOrders } from '../../consortia/outbound/placed-orders.js';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { RecomputeDecision } from '../application/recompute-decision/recompute-decision.js';
import { VerifyDecisions } from '../application/verify-decisions/verify-decisions.js';
import { decisionNotFound } from '../domain/decision-rules.js';
import type { StoredDecision } from '../domain/ranking-decision.js';
import { standingOf } from '../domain/sequel.js';
import { DecisionSequels } from '../outbound/decision-sequels.js';
import { isEntry, RankingDecisions } from '../outbound/ranking-decisions.js';
import {
  type DecisionDto,
  DecisionPageDto,
  DecisionRecordDto,
  DecisionsVerdictDto,
  RankingChartsDto,
  RecomputationDto,
} from './decisions.dto.js';

/** Rankings with the values they rest on (class D3): whoever answers for them or audits them, nobody else. */
@ApiTags('decisions')
@Controller('api/matching/v1')
@Roles('orchestrator', 'auditor')
export class DecisionsController {
  constructor(
    private readonly orders: PlacedOrders,
    private readonly decisions: RankingDecisions,
    private readonly sequels: DecisionSequels,
    private readonly partners: PartnerSnapshots,
    private readonly verifyDecisions: VerifyDecisions,
    private readonly recomputeDecision: RecomputeDecision,
  ) {}

  @Get('orders/:orderId/decisions')
  @ApiOkResponse({ type: DecisionPageDto })
  async list(@UuidParam('orderId') orderId: string, @Query() query: PageQuery, @Work() work: RequestWork): Promise<DecisionPageDto> {
    if ((await this.orders.find(work, orderId)) === null) throw orderNotFound(orderId);
    const found = await this.decisions.ofOrder(work, orderId, decodeCursor(query.cursor, isEntry), query.limit + 1);
    const { items, nextCursor } = pageOf(found, query.limit, ({ entry }) => String(entry));
    return { items: await this.#shown(work, items), nextCursor };
  }

  @Get('decisions/verification')
  @ApiOkResponse({ type: DecisionsVerdictDto })
  verify(@Work() work: RequestWork): Promise<DecisionsVerdictDto> {
    return this.verifyDecisions.execute(work);
  }

  @Get('decisions/:decisionId')
  @ApiOkResponse({ type: DecisionRecordDto })
  async read(@UuidParam('decisionId') decisionId: string, @Work() work: RequestWork): Promise<DecisionRecordDto> {
    const found = await this.decisions.find(work, decisionId);
    if (found === null) throw decisionNotFound(decisionId);
    const [shown] = await this.#shown(work, [found.decision]);
    const sequels = await this.sequels.ofDecisions(work, [decisionId]);
    return {
      ...(shown as DecisionDto),
      sequels: sequels.map(({ entry, happenedAt, content }) => ({ entry, happenedAt, content })),
      now: standingOf(sequels),
      explanation: describeRanking(found.record.result),
      record: found.record,
    };
  }

  /** Drawn from the record, each with its table (methods 3.13); firms by their names. */
  @Get('decisions/:decisionId/charts')
  @ApiOkResponse({ type: RankingChartsDto })
  async charts(@UuidParam('decisionId') decisionId: string, @Work() work: RequestWork): Promise<RankingChartsDto> {
    const found = await this.decisions.find(work, decisionId);
    if (found === null) throw decisionNotFound(decisionId);
    return { items: rankingCharts(await this.#named(work, found.record.result)) };
  }

  /** Without a transaction of its own: the engine may take its time. */
  @Get('decisions/:decisionId/recomputation')
  @ApiOkResponse({ type: RecomputationDto })
  recompute(@UuidParam('decisionId') decisionId: string, @CurrentCaller() caller: Caller): Promise<RecomputationDto> {
    return this.recomputeDecision.execute(caller, decisionId);
  }

  async #named(work: RequestWork, ranking: PartnerRanking): Promise<PartnerRanking> {
    const names = await this.partners.companyNames(
      work,
      ranking.candidates.map(({ firm }) => firm),
    );
    return {
      ...ranking,
      candidates: ranking.candidates.map((candidate) => ({ ...candidate, firm: names.get(candidate.firm) ?? candidate.firm })),
    };
  }

  async #shown(work: RequestWork, decisions: readonly StoredDecision[]): Promise<DecisionDto[]> {
    const leaders = decisions.flatMap(({ summary }) => (summary.leader === null ? [] : [summary.leader.companyId]));
    const names = await this.partners.companyNames(work, [...new Set(leaders)]);
    return decisions.map(({ contentHash: _, summary, ...decision }) => {
      const { leader } = summary;
      const named = leader === null ? null : { ...leader, companyName: names.get(leader.companyId) ?? leader.companyId };
      return { ...decision, summary: { ...summary, leader: named } };
    });
  }
}
