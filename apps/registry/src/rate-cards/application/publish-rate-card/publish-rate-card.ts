import { RateCardPublished } from '@gewerk/contracts/registry';
import { canonicalJson } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { unknownCompany } from '../../../companies/domain/company.js';
import { CompanyRepository } from '../../../companies/outbound/company-repository.js';
import { assertRatesAreOfOwnMachines, type Rate, type RateCard, rateCardData } from '../../domain/rate-card.js';
import { RateCardRepository } from '../../outbound/rate-card-repository.js';

export interface RateCardInput {
  companyId: string;
  currency: string;
  /** From now on where it is left out. */
  validFrom: Date | null;
  rates: Rate[];
}

/** A changed card becomes the next version; the same card again stays the version it is. */
@Injectable()
export class PublishRateCard {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly rateCards: RateCardRepository,
  ) {}

  async execute(work: UnitOfWork, input: RateCardInput): Promise<RateCard> {
    const { tx, networkId } = work;
    const company = await this.companies.lock(tx, networkId, input.companyId);
    if (company === null) throw unknownCompany();
    assertRatesAreOfOwnMachines(input.rates, company.profile);
    const newest = await this.rateCards.newest(tx, networkId, input.companyId);
    const { companyId, currency, rates } = input;
    if (newest !== null) {
      const validFrom = input.validFrom ?? newest.validFrom;
      const again: RateCard = { companyId, rateCardVersion: newest.rateCardVersion, currency, validFrom, rates };
      if (canonicalJson(rateCardData(again)) === canonicalJson(rateCardData(newest))) return newest;
    }
    const card: RateCard = {
      ...{ companyId, currency, rates },
      rateCardVersion: (newest?.rateCardVersion ?? 0) + 1,
      validFrom: input.validFrom ?? work.now,
    };
    await this.rateCards.add(tx, networkId, card, work.now);
    work.publish(RateCardPublished, rateCardData(card));
    return card;
  }
}
