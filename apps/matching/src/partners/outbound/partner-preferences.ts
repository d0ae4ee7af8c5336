import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';

/** By company: how much it is preferred, 0 to 1. */
export type Preferences = Readonly<Record<string, number>>;

/** Whom each customer would rather work with (N146). */
@Injectable()
export class PartnerPreferences {
  async of(work: UnitOfWork, customerCompanyId: string): Promise<Preferences> {
    const rows: { preferred: Preferences }[] = await work.tx.query(
      'select preferred from partner_preference where network_id = $1 and id = $2',
      [work.networkId, customerCompanyId],
    );
    return rows[0]?.preferred ?? {};
  }

  async save(work: UnitOfWork, customerCompanyId: string, preferred: Preferences): Promise<void> {
    await work.tx.query(
      `insert into partner_preference (network_id, id, preferred) values ($1, $2, $3)
       on conflict (network_id, id) do update set preferred = excluded.preferred`,
      [work.networkId, customerCompanyId, JSON.stringify(preferred)],
    );
  }
}
