import { DomainError } from '@gewerk/kernel';
import { MATCHING_POLICY } from '@gewerk/engine-matching';
import { Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartnerPreferences } from '../outbound/partner-preferences.js';
import { PartnerSnapshots } from '../outbound/partner-snapshots.js';
import { PreferencesDto, PreferencesRequest } from './preferences.dto.js';

/** Whom a customer would rather work with: a soft factor in the rankings of its orders from now on, within a limit (N146). */
@ApiTags('preferences')
@Controller('api/matching/v1/preferences')
@Roles('customer')
export class PreferencesController {
  constructor(
    private readonly preferences: PartnerPreferences,
    private readonly partners: PartnerSnapshots,
  ) {}

  @Get()
  @ApiOkResponse({ type: PreferencesDto })
  async read(@Work() work: RequestWork): Promise<PreferencesDto> {
    return this.#shown(work, customerOf(work));
  }

  /** Replaces the whole list. */
  @Put()
  @Command()
  @ApiOkResponse({ type: PreferencesDto })
  async set(@Body() { preferred }: PreferencesRequest, @Work() work: RequestWork): Promise<PreferencesDto> {
    const customer = customerOf(work);
    const known = await this.partners.companyNames(
      work,
      preferred.map(({ companyId }) => companyId),
    );
    const unknown = preferred.find(({ companyId }) => !known.has(companyId));
    if (unknown !== undefined) {
      throw new DomainError('invalid', 'matching.company-unknown', `there is no company ${unknown.companyId} in this network`);
    }
    await this.preferences.save(work, customer, Object.fromEntries(preferred.map(({ companyId, degree }) => [companyId, degree])));
    return this.#shown(work, customer);
  }

  async #shown(work: RequestWork, customer: string): Promise<PreferencesDto> {
    const preferred = Object.entries(await this.preferences.of(work, customer));
    const names = await this.partners.companyNames(
      work,
      preferred.map(([companyId]) => companyId),
    );
    return {
      preferred: preferred.map(([companyId, degree]) => ({ companyId, degree, companyName: names.get(companyId) ?? companyId })),
      boostMax: MATCHING_POLICY.preference.boostMax,
    };
  }
}

function customerOf({ caller }: RequestWork): string {
  if (caller.companyId === null) throw new DomainError('forbidden', 'matching.no-company', 'only a company may prefer others');
  return caller.companyId;
}
