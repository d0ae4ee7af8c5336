import type { CompanyChangedData } from '@gewerk/contracts/registry';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Machine, SiteHours } from '../domain/machine.js';

const MACHINE = `machine_id as "machineId", company_id as "companyId", machine_group_id as "machineGroupId", site_id as "siteId",
  process, model, label, retired`;

/** What capacity knows of machines and working hours; the registry tells it. */
@Injectable()
export class MachineRepository {
  async saveCompany(tx: Transaction, networkId: string, company: CompanyChangedData): Promise<void> {
    const machines = company.machineGroups.flatMap((group) => group.machines.map((machine) => ({ group, machine })));
    await tx.query(
      `insert into site (network_id, company_id, site_id, time_zone, shifts, closed_days)
       select $1, $2, * from unnest($3::uuid[], $4::text[], $5::jsonb[], $6::jsonb[])
       on conflict (network_id, site_id) do update set company_id = excluded.company_id, time_zone = excluded.time_zone,
         shifts = excluded.shifts, closed_days = excluded.closed_days`,
      [
        networkId,
        company.companyId,
        company.sites.map((site) => site.siteId),
        company.sites.map((site) => site.timeZone),
        company.sites.map((site) => JSON.stringify(site.shifts)),
        company.sites.map((site) => JSON.stringify(site.closedDays)),
      ],
    );
    await tx.query(
      `insert into machine (network_id, company_id, machine_id, machine_group_id, site_id, process, model, label, retired)
       select $1, $2, listed.*, false from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[]) listed
       on conflict (network_id, machine_id) do update set company_id = excluded.company_id, machine_group_id = excluded.machine_group_id,
         site_id = excluded.site_id, process = excluded.process, model = excluded.model, label = excluded.label, retired = false`,
      [
        networkId,
        company.companyId,
        machines.map(({ machine }) => machine.machineId),
        machines.map(({ group }) => group.machineGroupId),
        machines.map(({ group }) => group.siteId),
        machines.map(({ group }) => group.process),
        machines.map(({ group }) => group.model),
        machines.map(({ machine }) => machine.label),
      ],
    );
    await tx.query(
      'update machine set retired = true where network_id = $1 and company_id = $2 and not retired and machine_id <> all ($3::uuid[])',
      [networkId, company.companyId, machines.map(({ machine }) => machine.machineId)],
    );
  }

  async byIds(tx: Transaction, networkId: string, machineIds: readonly string[]): Promise<Map<string, Machine>> {
    const rows: Machine[] = await tx.query(`select ${MACHINE} from machine where network_id = $1 and machine_id = any ($2::uuid[])`, [
      networkId,
      machineIds,
    ]);
    return new Map(rows.map((machine) => [machine.machineId, machine]));
  }

  async page(tx: Transaction, networkId: string, of: { companyId: string; after: string | null; limit: number }): Promise<Machine[]> {
    return tx.query(
      `select ${MACHINE} from machine where network_id = $1 and company_id = $2 and not retired and ($3::uuid is null or machine_id > $3)
       order by machine_id limit $4`,
      [networkId, of.companyId, of.after, of.limit],
    );
  }

  async active(tx: Transaction, networkId: string, companyId: string | null): Promise<Machine[]> {
    return tx.query(
      `select ${MACHINE} from machine where network_id = $1 and ($2::uuid is null or company_id = $2) and not retired order by machine_id`,
      [networkId, companyId],
    );
  }

  async siteHours(tx: Transaction, networkId: string, companyId: string | null): Promise<Map<string, SiteHours>> {
    const rows: SiteHours[] = await tx.query(
      `select site_id as "siteId", company_id as "companyId", time_zone as "timeZone", shifts, closed_days as "closedDays"
       from site where network_id = $1 and ($2::uuid is null or company_id = $2)`,
      [networkId, companyId],
    );
    return new Map(rows.map((site) => [site.siteId, site]));
  }
}
