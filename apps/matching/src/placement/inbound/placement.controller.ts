import { type Caller, CurrentCaller, Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { RecomputePlacement } from '../application/recompute-placement/recompute-placement.js';
import { placementCause } from '../domain/placement.js';
import { placementNotFound } from '../domain/placement-rules.js';
import { PlacementPheromones } from '../outbound/placement-pheromones.js';
import { PlacementRecords } from '../outbound/placement-records.js';
import { PlacementSettings } from '../outbound/placement-settings.js';
import { PlacementDto, PlacementRecomputationDto, PlacementRecordDto, PlacementRequest } from './placement.dto.js';

/** Who places orders, the optimiser or the firms themselves, and how a placement came about (methods 9.4). */
@ApiTags('placement')
@Controller('api/matching/v1')
export class PlacementController {
  constructor(
    private readonly settings: PlacementSettings,
    private readonly pheromones: PlacementPheromones,
    private readonly records: PlacementRecords,
    private readonly partners: PartnerSnapshots,
    private readonly recomputePlacement: RecomputePlacement,
  ) {}

  @Get('placement')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: PlacementDto })
  read(@Work() work: RequestWork): Promise<PlacementDto> {
    return this.#shown(work);
  }

  /** Holds for proposals from now on; those that stand keep the way they were made in, replacements included. */
  @Put('placement')
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: PlacementDto })
  async set(@Body() { optimiser }: PlacementRequest, @Work() work: RequestWork): Promise<PlacementDto> {
    await this.settings.save(work, optimiser === 'off', work.caller.subject);
    return this.#shown(work);
  }

  @Get('proposals/:proposalId/placement')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: PlacementRecordDto })
  async record(@UuidParam('proposalId') proposalId: string, @Work() work: RequestWork): Promise<PlacementRecordDto> {
    const record = await this.records.find(work, proposalId);
    if (record === null) throw placementNotFound(proposalId);
    const { explorers, home, deadEnds, answer } = record.result;
    return { proposalId, digest: record.digest, seed: record.input.seed, explorers, home, deadEnds, reasons: answer.reasons, record };
  }

  /** Without a transaction of its own: the engine may take its time. */
  @Get('proposals/:proposalId/placement/recomputation')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: PlacementRecomputationDto })
  recompute(@UuidParam('proposalId') proposalId: string, @CurrentCaller() caller: Caller): Promise<PlacementRecomputationDto> {
    return this.recomputePlacement.execute(caller, proposalId);
  }

  async #shown(work: RequestWork): Promise<PlacementDto> {
    const [rules, isOff] = [await this.partners.rules(work), await this.settings.isOptimiserOff(work)];
    const trails = await this.pheromones.of(work, null);
    const names = await this.partners.companyNames(work, [...new Set(trails.map(({ companyId }) => companyId))]);
    return {
      mode: placementCause(rules, isOff) === null ? 'optimiser' : 'firms',
      optimiser: isOff ? 'off' : 'on',
      placementOption: rules.selections['K3']?.[0] ?? null,
      trails: trails.map((trail) => ({ ...trail, companyName: names.get(trail.companyId) ?? trail.companyId })),
    };
  }
}
