import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Report } from '../domain/report.js';

/** Which events of which source were accepted; a source is a company, so that none can suppress another's event. */
@Injectable()
export class ReceiptRepository {
  async known(tx: Transaction, networkId: string, source: string, eventIds: readonly string[]): Promise<Set<string>> {
    const rows: { event_id: string }[] = await tx.query(
      'select event_id from report_receipt where network_id = $1 and source = $2 and event_id = any ($3::text[])',
      [networkId, source, eventIds],
    );
    return new Set(rows.map((row) => row.event_id));
  }

  /** @returns ids of the events that nobody accepted before */
  async add(tx: Transaction, networkId: string, source: string, reports: readonly Report[], receivedAt: Date): Promise<Set<string>> {
    const rows: { event_id: string }[] = await tx.query(
      `insert into report_receipt (network_id, source, received_at, event_id, machine_id, as_of)
       select $1, $2, $3, * from unnest($4::text[], $5::uuid[], $6::timestamptz[])
       on conflict (network_id, source, event_id) do nothing returning event_id`,
      [
        networkId,
        source,
        receivedAt,
        reports.map((report) => report.eventId),
        reports.map((report) => report.data.machineId),
        reports.map((report) => report.data.asOf),
      ],
    );
    return new Set(rows.map((row) => row.event_id));
  }
}
