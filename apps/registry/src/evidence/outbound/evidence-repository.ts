import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Evidence } from '../domain/evidence.js';

@Injectable()
export class EvidenceRepository {
  /** @returns ids of the evidence that was not there before */
  async add(tx: Transaction, networkId: string, evidence: readonly Evidence[], recordedAt: Date): Promise<Set<string>> {
    if (evidence.length === 0) return new Set();
    const rows: { evidence_id: string }[] = await tx.query(
      `insert into evidence (network_id, recorded_at, evidence_id, company_id, subject, counterpart_company_id, value, amount, evidence_class,
         observed_at, expires_at, derived)
       select $1, $2, * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::double precision[], $8::double precision[],
         $9::text[], $10::timestamptz[], $11::timestamptz[], $12::boolean[])
       on conflict (network_id, evidence_id) do nothing returning evidence_id`,
      [
        networkId,
        recordedAt,
        evidence.map((item) => item.evidenceId),
        evidence.map((item) => item.companyId),
        evidence.map((item) => item.subject),
        evidence.map((item) => item.counterpartCompanyId),
        evidence.map((item) => item.value),
        evidence.map((item) => item.amount),
        evidence.map((item) => item.evidenceClass),
        evidence.map((item) => item.observedAt),
        evidence.map((item) => item.expiresAt),
        evidence.map((item) => item.derived),
      ],
    );
    return new Set(rows.map((row) => row.evidence_id));
  }

  async page(tx: Transaction, networkId: string, of: { companyId: string; after: string | null; limit: number }): Promise<Evidence[]> {
    return tx.query(
      `select evidence_id as "evidenceId", company_id as "companyId", subject, counterpart_company_id as "counterpartCompanyId", value, amount,
         evidence_class as "evidenceClass", observed_at as "observedAt", expires_at as "expiresAt", derived
       from evidence where network_id = $1 and company_id = $2 and ($3::uuid is null or evidence_id > $3) order by evidence_id limit $4`,
      [networkId, of.companyId, of.after, of.limit],
    );
  }
}
