import { type Caller, CurrentCaller, Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, PageQuery, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProposeWeights } from '../application/propose-weights/propose-weights.js';
import { mustBeAcceptable, mustBeOpen, weightsNotFound } from '../domain/proposed-weights.js';
import { WeightProposals } from '../outbound/weight-proposals.js';
import { WeightDecisionRequest, WeightProposalDto, WeightProposalPageDto } from './weight-proposals.dto.js';

/** Weights learnt from outcomes: the software proposes, the orchestrator decides, every version stays restorable (methods 3.12). */
@ApiTags('learning')
@Controller('api/matching/v1')
export class WeightProposalsController {
  constructor(
    private readonly proposeWeights: ProposeWeights,
    private readonly proposals: WeightProposals,
  ) {}

  @Get('weight-proposals')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: WeightProposalPageDto })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<WeightProposalPageDto> {
    const found = await this.proposals.list(work, decodeCursor(query.cursor, isVersion), query.limit + 1);
    return pageOf(found, query.limit, ({ version }) => String(version));
  }

  /** Without a transaction of its own: the engine may take its time. */
  @Post('weight-proposals')
  @HttpCode(201)
  @Roles('orchestrator')
  @ApiCreatedResponse({ type: WeightProposalDto })
  propose(@CurrentCaller() caller: Caller): Promise<WeightProposalDto> {
    return this.proposeWeights.execute(caller);
  }

  /** Accepting one that was in force before restores it. */
  @Post('weight-proposals/:proposalId/decisions')
  @HttpCode(200)
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: WeightProposalDto })
  async decide(
    @UuidParam('proposalId') proposalId: string,
    @Body() { accept }: WeightDecisionRequest,
    @Work() work: RequestWork,
  ): Promise<WeightProposalDto> {
    await this.proposals.lockNetwork(work);
    const proposal = await this.proposals.find(work, proposalId);
    if (proposal === null) throw weightsNotFound(proposalId);
    if (accept) {
      mustBeAcceptable(proposal);
      await this.proposals.supersede(work);
    } else mustBeOpen(proposal);
    await this.proposals.decide(work, proposalId, accept ? 'in-force' : 'rejected', work.caller.subject);
    return (await this.proposals.find(work, proposalId)) as WeightProposalDto;
  }

  /** Back to the published weights. */
  @Delete('weights-in-force')
  @HttpCode(204)
  @Roles('orchestrator')
  @Command()
  @ApiNoContentResponse()
  async restore(@Work() work: RequestWork): Promise<void> {
    await this.proposals.lockNetwork(work);
    await this.proposals.supersede(work);
  }
}

const isVersion = (key: string): boolean => /^\d{1,9}$/.test(key);
