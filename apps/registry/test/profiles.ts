import { newId } from '@gewerk/kernel';
import type { CompanyProfile } from '../src/companies/domain/company.js';

/** A sound profile of a small shop; ids are new in each. */
export function profile(change: Partial<CompanyProfile> = {}): CompanyProfile {
  const siteId = newId();
  return {
    name: 'Turning shop',
    kind: 'producer',
    derived: true,
    country: 'SE',
    vatId: 'SE556012579001',
    employees: 14,
    turnoverMinorPerYear: 210_000_000,
    priorities: { cost: 0.2, time: 0.3, quality: 0.3, flexibility: 0.1, service: 0.1 },
    horizon: 'framework',
    securityClass: 2,
    languages: [{ code: 'sv', level: 'C2' }],
    formats: [{ exchange: 'cad', format: 'STEP AP242' }],
    managementCertificates: ['ISO 9001'],
    trustSignals: ['insurance-proof'],
    membershipPlan: 'plus',
    sites: [
      {
        siteId,
        ...{ name: 'Works', country: 'SE', region: 'Skåne', latitude: 55.6, longitude: 13, timeZone: 'Europe/Stockholm' },
        shifts: [{ weekday: 1, startMinute: 420, endMinute: 960 }],
        closedDays: ['2026-12-24'],
      },
    ],
    machineGroups: [
      {
        ...{ machineGroupId: newId(), siteId, process: 'turning', model: 'Lathe', machines: [{ machineId: newId(), label: 'Lathe #1' }] },
        ...{ axes: 2, envelopeMicrometres: [400_000, 400_000, 900_000], maxMassGrams: 200_000, accuracyIt: 7, processCapability: 1.33 },
        ...{ materials: ['steel'], powerStandbyWatts: 900, powerProcessWatts: 11_000, energyWattHoursPerKilogram: null },
      },
    ],
    certificates: [{ standard: 'ISO 9001', validFrom: '2025-01-01', validUntil: '2028-12-31' }],
    skills: [{ skill: 'turning', people: 3 }],
    ...change,
  };
}
