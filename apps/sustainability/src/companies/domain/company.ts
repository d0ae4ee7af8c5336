import type { CompanyChangedData } from '@gewerk/contracts/registry';

export interface MachineEnergy {
  readonly standbyWatts: number;
  readonly processWatts: number;
  /** For processes charged by mass; null elsewhere. */
  readonly wattHoursPerKilogram: number | null;
  readonly country: string;
}

/** What this service keeps of a company of the registry. */
export interface Company {
  readonly companyId: string;
  readonly name: string;
  /** Every machine with the power of its group and the country of its site. */
  readonly machines: Readonly<Record<string, MachineEnergy>>;
  /** Standards of certificates in force when the registry told. */
  readonly standards: readonly string[];
}

export function companyOf(data: CompanyChangedData, at: Date): Company {
  const countryBySite = new Map(data.sites.map((site) => [site.siteId, site.country]));
  const day = at.toISOString().slice(0, 10);
  const valid = data.certificates.filter((certificate) => certificate.validFrom <= day && day <= certificate.validUntil);
  return {
    companyId: data.companyId,
    name: data.name,
    machines: Object.fromEntries(
      data.machineGroups.flatMap((group) =>
        group.machines.map(({ machineId }): [string, MachineEnergy] => [
          machineId,
          {
            standbyWatts: group.powerStandbyWatts,
            processWatts: group.powerProcessWatts,
            wattHoursPerKilogram: group.energyWattHoursPerKilogram,
            country: countryBySite.get(group.siteId) ?? data.country,
          },
        ]),
      ),
    ),
    standards: [...new Set([...data.managementCertificates, ...valid.map((certificate) => certificate.standard)])].sort(),
  };
}
