import { seededRandom } from '@gewerk/kernel';
import { type DemoCompany, type DemoCustomer, groupMaterials } from './profiles.js';

/** Bodies of the registry's commands for the demonstration network; figures drawn with each company's seed. */

export function companyProfile(company: DemoCompany): object {
  const random = seededRandom(company.seed * 13 + 3);
  const raw = [0.15, 0.3, 0.3, 0.15, 0.1].map((share) => share * (0.7 + random() * 0.6));
  const sum = raw.reduce((a, b) => a + b, 0);
  const [cost = 0, time = 0, quality = 0, flexibility = 0] = raw.map((share) => Math.round((share / sum) * 1000) / 1000);
  return {
    name: company.name,
    kind: company.role,
    derived: company.invented,
    country: company.town.country,
    vatId: vatIdOf(company),
    employees: company.employees,
    turnoverMinorPerYear: company.turnoverEur === null ? null : company.turnoverEur * 100,
    priorities: { cost, time, quality, flexibility, service: Math.round((1 - cost - time - quality - flexibility) * 1000) / 1000 },
    horizon: (['project', 'framework', 'long-term'] as const)[Math.floor(random() * 3)],
    securityClass: random() < 0.3 ? 3 : 2,
    languages: languagesOf(company),
    formats: formatsOf(random),
    managementCertificates: random() < 0.75 ? (random() < 0.4 ? ['ISO 9001', 'ISO 14001'] : ['ISO 9001']) : [],
    trustSignals: [
      'confidentiality-agreement',
      'insurance-proof',
      ...(random() < 0.6 ? ['pays-on-time'] : []),
      ...(random() < 0.4 ? ['code-of-conduct'] : []),
    ],
    membershipPlan: company.membershipPlan,
    sites: [siteOf(company)],
    machineGroups: company.groups.map(({ machineGroupId, template, machines }) => ({
      machineGroupId,
      siteId: company.siteId,
      process: template.process,
      model: template.model,
      machines,
      axes: template.axes,
      envelopeMicrometres: template.envelopeMm.map((millimetres) => millimetres * 1000),
      maxMassGrams: template.maxMassKg * 1000,
      accuracyIt: template.accuracyIt,
      processCapability: Math.round((template.processCapability + (random() - 0.5) * 0.3) * 100) / 100,
      materials: groupMaterials(),
      powerStandbyWatts: template.powerStandbyWatts,
      powerProcessWatts: Math.round(template.powerProcessWatts * (0.85 + random() * 0.3)),
      energyWattHoursPerKilogram: template.energyWattHoursPerKilogram,
    })),
    certificates: [{ standard: 'ISO 9001', validFrom: '2025-01-01', validUntil: '2028-12-31' }],
    skills: [...new Set(company.groups.map(({ template }) => template.process))].map((skill) => ({
      skill,
      people: 1 + Math.floor(random() * 3),
    })),
  };
}

export function customerProfile(customer: DemoCustomer): object {
  const { town } = customer;
  return {
    name: customer.name,
    kind: 'customer',
    derived: true,
    country: town.country,
    vatId: town.country === 'DE' ? 'DE136695976' : 'SE556012579001',
    employees: 120,
    turnoverMinorPerYear: null,
    priorities: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
    horizon: 'framework',
    securityClass: 2,
    languages: [{ code: 'en', level: 'C1' }],
    formats: [],
    managementCertificates: [],
    trustSignals: [],
    membershipPlan: 'none',
    sites: [],
    machineGroups: [],
    certificates: [],
    skills: [],
  };
}

export function rateCard(company: DemoCompany): object {
  const random = seededRandom(company.seed * 17 + 5);
  return {
    currency: 'EUR',
    rates: company.groups.map(({ machineGroupId, template }) => ({
      machineGroupId,
      machineMinorPerHour: Math.round(template.machineEurPerHour * (0.85 + random() * 0.35) * 100),
      labourMinorPerHour: company.labourEurPerHour * 100,
      attendanceBasisPoints: template.attendanceBasisPoints,
      learningBasisPoints: 9_500,
      riskBasisPoints: 300,
      marginBasisPoints: 600 + Math.floor(random() * 800),
      speedBasisPoints: Math.round(10_000 * (0.85 + random() * 0.4)),
      materialOverheadBasisPoints: 500,
    })),
  };
}

const LEAVES = ['CUL', 'COM', 'TEC', 'SFI', 'TRU', 'RIS', 'FIN', 'MAC', 'INT', 'EMP', 'TCH', 'MKT', 'INN'] as const;
const CLASSES = ['audited-certificate', 'checked-document', 'third-party-register'] as const;

/** What the admission brought to light (flow: a young network starts with admission evidence); seeded and marked as derived. */
export function admissionEvidence(company: DemoCompany, observedAt: string): object[] {
  const random = seededRandom(company.seed * 19 + 7);
  const strength = 0.62 + random() * 0.25;
  const leaves = LEAVES.map((subject) => ({
    subject,
    value: Math.round(Math.min(0.98, Math.max(0.35, strength + (random() - 0.5) * 0.3)) * 1000) / 1000,
    amount: 2 + Math.floor(random() * 4),
    evidenceClass: CLASSES[Math.floor(random() * CLASSES.length)],
    observedAt,
    derived: true,
  }));
  const references = 30 + Math.floor(random() * 60);
  const accepted = Math.round(references * (0.955 + random() * 0.043));
  const delivery = {
    subject: 'delivery',
    value: accepted / references,
    amount: references,
    evidenceClass: 'checked-document',
    observedAt,
    derived: true,
  };
  return [...leaves, delivery];
}

/** Indicators of the year before, as a member would report them (methods 6.6); seeded, with gaps where small firms keep no records. */
export function sustainabilityIndicators(company: DemoCompany, year: number): object {
  const random = seededRandom(company.seed * 29 + 13);
  const between = (low: number, high: number): number => Math.round((low + random() * (high - low)) * 1000) / 1000;
  const values = [
    { code: 'E1', value: between(2.5, 6) },
    { code: 'E2', value: between(0.02, 0.12) },
    { code: 'E3', value: between(0.2, 0.95) },
    { code: 'E5', value: between(0, 0.15) },
    { code: 'C1', value: between(0.3, 0.6) },
    { code: 'C3', value: between(0.2, 0.6) },
    { code: 'S1', value: between(0, 20) },
    { code: 'S2', value: between(4, 32) },
  ];
  return { year, values: company.employees < 10 ? values.slice(0, 6) : values };
}

function siteOf(company: DemoCompany): object {
  return {
    siteId: company.siteId,
    name: `${company.name}, ${company.town.name}`,
    country: company.town.country,
    region: company.town.region,
    latitude: Math.round(company.latitude * 1e5) / 1e5,
    longitude: Math.round(company.longitude * 1e5) / 1e5,
    timeZone: company.town.timeZone,
    shifts: company.shifts,
    closedDays: [],
  };
}

function languagesOf(company: DemoCompany): object[] {
  const native = { SE: 'sv', DK: 'da', DE: 'de' }[company.town.country] ?? 'en';
  return [
    { code: native, level: 'C2' },
    { code: 'en', level: company.employees > 20 ? 'C1' : 'B2' },
  ];
}

function formatsOf(random: () => number): object[] {
  return [
    { exchange: 'cad', format: random() < 0.7 ? 'STEP AP242' : 'STEP AP214' },
    { exchange: 'drawing', format: 'PDF' },
    { exchange: 'order', format: random() < 0.5 ? 'EDI' : 'e-mail' },
    { exchange: 'status', format: random() < 0.5 ? 'CloudEvents' : 'e-mail' },
    { exchange: 'quality', format: random() < 0.6 ? 'QIF' : 'PDF' },
  ];
}

/** Well-formed by the country's pattern; belongs to nobody we know. */
function vatIdOf(company: DemoCompany): string {
  const digits = String(100_000_000 + company.seed * 7_919).slice(-9);
  if (company.town.country === 'SE') return `SE${digits}0`.padEnd(12, '0').concat('01');
  return company.town.country === 'DK' ? `DK${digits.slice(-8)}` : `DE${digits}`;
}
