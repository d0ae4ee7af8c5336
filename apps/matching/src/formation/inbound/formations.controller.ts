import { requireCompany, Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { proposalNotFound } from '../../consortia/domain/proposal-rules.js';
import { ChoiceRequest } from '../../consortia/inbound/proposals.dto.js';
import { Proposals } from '../../consortia/outbound/proposals.js';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { ApproveReplacement } from '../application/approve-replacement/approve-replacement.js';
import { ChoosePlan } from '../application/choose-plan/choose-plan.js';
import { DissolveConsortium } from '../application/dissolve-consortium/dissolve-consortium.js';
import { partsOf } from '../domain/agreed-plan.js';
import type { Formation } from '../domain/formation.js';
import { formationNotFound } from '../domain/formation-rules.js';
import { Formations } from '../outbound/formations.js';
import { formationView } from './formation-view.js';
import { ApprovalRequest, DissolutionRequest, FormationDto } from './formations.dto.js';

@ApiTags('formations')
@Controller('api/matching/v1')
export class FormationsController {
  constructor(
    private readonly formations: Formations,
    private readonly proposals: Proposals,
    private readonly partners: PartnerSnapshots,
    private readonly choosePlan: ChoosePlan,
    private readonly approveReplacement: ApproveReplacement,
    private readonly dissolveConsortium: DissolveConsortium,
  ) {}

  @Post('proposals/:proposalId/choices')
  @HttpCode(201)
  @Roles('customer', 'orchestrator')
  @Command()
  @ApiCreatedResponse({ type: FormationDto })
  async choose(
    @UuidParam('proposalId') proposalId: string,
    @Body() request: ChoiceRequest,
    @Work() work: RequestWork,
  ): Promise<FormationDto> {
    const proposal = await this.proposals.find(work, proposalId);
    if (proposal === null) throw proposalNotFound(proposalId);
    requireCompany(work.caller, proposal.body.customerCompanyId, proposalNotFound(proposalId));
    return this.#shown(work, await this.choosePlan.execute(work, { proposal: proposal.body, ...request }));
  }

  @Get('formations/:formationId')
  @Roles('customer', 'orchestrator')
  @ApiOkResponse({ type: FormationDto })
  async read(@UuidParam('formationId') formationId: string, @Work() work: RequestWork): Promise<FormationDto> {
    return this.#shown(work, this.#visible(work, formationId, await this.formations.find(work, formationId)));
  }

  @Post('formations/:formationId/approvals')
  @HttpCode(200)
  @Roles('customer', 'orchestrator')
  @Command()
  @ApiOkResponse({ type: FormationDto })
  async approve(
    @UuidParam('formationId') formationId: string,
    @Body() request: ApprovalRequest,
    @Work() work: RequestWork,
  ): Promise<FormationDto> {
    const formation = this.#visible(work, formationId, await this.formations.lock(work, formationId));
    await this.approveReplacement.execute(work, formation, request.approve);
    return this.#shown(work, formation);
  }

  @Post('formations/:formationId/dissolutions')
  @HttpCode(200)
  @Roles('customer', 'orchestrator')
  @Command()
  @ApiOkResponse({ type: FormationDto })
  async dissolve(
    @UuidParam('formationId') formationId: string,
    @Body() request: DissolutionRequest,
    @Work() work: RequestWork,
  ): Promise<FormationDto> {
    const formation = this.#visible(work, formationId, await this.formations.lock(work, formationId));
    await this.dissolveConsortium.execute(work, formation, request.reason);
    return this.#shown(work, formation);
  }

  #visible(work: RequestWork, formationId: string, formation: Formation | null): Formation {
    if (formation === null) throw formationNotFound(formationId);
    requireCompany(work.caller, formation.record.customerCompanyId, formationNotFound(formationId));
    return formation;
  }

  async #shown(work: RequestWork, formation: Formation): Promise<FormationDto> {
    const companies = partsOf(formation.record.plan).map((part) => part.companyId);
    return formationView(formation, await this.partners.companyNames(work, companies));
  }
}
