import { DomainError } from '@gewerk/kernel';
import { denied, requireCompany, Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { unknownCompany } from '../../companies/domain/company.js';
import { PublishRateCard } from '../application/publish-rate-card/publish-rate-card.js';
import { RateCardRepository } from '../outbound/rate-card-repository.js';
import { PublishedRateCardResponse, RateCardRequest, RateCardResponse, toRateCardResponse } from './rate-card.dto.js';

/** Rates are the company's secret: it alone reads them, whoever wrote them for it. */
@ApiTags('rate cards')
@Controller('api/registry/v1/companies/:companyId/rate-card')
export class RateCardsController {
  constructor(
    private readonly rateCards: RateCardRepository,
    private readonly publishRateCard: PublishRateCard,
  ) {}

  @Get()
  @Roles('member', 'system')
  @ApiOkResponse({ type: RateCardResponse })
  async newest(@Param('companyId', ParseUUIDPipe) companyId: string, @Work() work: RequestWork): Promise<RateCardResponse> {
    if (work.caller.companyId !== companyId) throw denied(unknownCompany());
    const card = await this.rateCards.newest(work.tx, work.networkId, companyId);
    if (card === null) throw new DomainError('not-found', 'registry.rate-card-missing', 'Your company has no rate card yet; PUT one here.');
    return toRateCardResponse(card);
  }

  @Put()
  @Roles('member', 'system', 'orchestrator')
  @Command()
  @ApiOkResponse({ type: PublishedRateCardResponse })
  async publish(
    @Param('companyId', ParseUUIDPipe) companyId: string,
    @Body() request: RateCardRequest,
    @Work() work: RequestWork,
  ): Promise<PublishedRateCardResponse> {
    requireCompany(work.caller, companyId, unknownCompany());
    const { currency, rates } = request;
    const validFrom = request.validFrom === undefined ? null : new Date(request.validFrom);
    const card = await this.publishRateCard.execute(work, { companyId, currency, validFrom, rates: rates.map((rate) => ({ ...rate })) });
    return { companyId, rateCardVersion: card.rateCardVersion };
  }
}
