import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { JointExperience } from '../domain/partner-snapshot.js';

/** What partners learnt of each other from orders of this platform; the newest word on an order counts. */
@Injectable()
export class JointExperiences {
  async save(work: UnitOfWork, experiences: readonly JointExperience[]): Promise<void> {
    for (const { formationId, companyId, partnerCompanyId, goodShare, orders, observedAt, isInOpenConflict } of experiences) {
      await work.tx.query(
        `insert into joint_experience (network_id, formation_id, company_id, partner_company_id, good_share, orders, observed_at,
           in_open_conflict) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (network_id, company_id, formation_id, partner_company_id) do update set good_share = excluded.good_share,
           orders = excluded.orders, observed_at = excluded.observed_at, in_open_conflict = excluded.in_open_conflict`,
        [work.networkId, formationId, companyId, partnerCompanyId, goodShare, orders, observedAt, isInOpenConflict],
      );
    }
  }

  /** Of these companies, in a fixed order. */
  async of(work: UnitOfWork, companyIds: readonly string[]): Promise<JointExperience[]> {
    const rows: (Omit<JointExperience, 'observedAt'> & { observedAt: Date })[] = await work.tx.query(
      `select formation_id as "formationId", company_id as "companyId", partner_company_id as "partnerCompanyId",
         good_share as "goodShare", orders, observed_at as "observedAt", in_open_conflict as "isInOpenConflict"
       from joint_experience where network_id = $1 and company_id = any ($2::uuid[])
       order by company_id, formation_id, partner_company_id`,
      [work.networkId, companyIds],
    );
    return rows.map((row) => ({ ...row, observedAt: row.observedAt.toISOString() }));
  }
}
