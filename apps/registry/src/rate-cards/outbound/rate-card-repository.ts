import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { RateCard } from '../domain/rate-card.js';

@Injectable()
export class RateCardRepository {
  async newest(tx: Transaction, networkId: string, companyId: string): Promise<RateCard | null> {
    const rows: RateCard[] = await tx.query(
      `select company_id as "companyId", rate_card_version as "rateCardVersion", currency, valid_from as "validFrom", rates
       from rate_card where network_id = $1 and company_id = $2 order by rate_card_version desc limit 1`,
      [networkId, companyId],
    );
    return rows[0] ?? null;
  }

  async add(tx: Transaction, networkId: string, card: RateCard, publishedAt: Date): Promise<void> {
    await tx.query(
      `insert into rate_card (network_id, company_id, rate_card_version, currency, valid_from, rates, published_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [networkId, card.companyId, card.rateCardVersion, card.currency, card.validFrom, JSON.stringify(card.rates), publishedAt],
    );
  }
}
