import type { Process } from '@gewerk/contracts';
import type { AvailabilityChangedData } from '@gewerk/contracts/capacity';
import type { NetworkConfiguredData } from '@gewerk/contracts/governance';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import type { CompanyChangedData, EvidenceRecordedData, RateCardPublishedData } from '@gewerk/contracts/registry';
import { newId, seededId } from '@gewerk/kernel';

/** A Monday, 09:00 in Berlin. */
export const MONDAY = new Date('2026-03-02T08:00:00Z');
const DAY = 86_400_000;

/** The same id for the same name, so that a failing test reads the same each time. */
export const idOf = (name: string): string => seededId(name, MONDAY.getTime());

export interface ShopSpec {
  readonly name: string;
  readonly processes: readonly Process[];
  readonly region?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly ratePerHour?: number;
}

/** The running example of methods 0.7: A, B mill; C, F harden; D grinds; E mills and grinds. */
export const SHOPS: readonly ShopSpec[] = [
  { name: 'A', processes: ['milling-5-axis'], region: 'one', latitude: 50.0, longitude: 8.0, ratePerHour: 62 },
  { name: 'B', processes: ['milling-5-axis'], region: 'one', latitude: 50.3, longitude: 8.4, ratePerHour: 55 },
  { name: 'C', processes: ['heat-treatment'], region: 'two', latitude: 50.5, longitude: 8.2, ratePerHour: 40 },
  { name: 'D', processes: ['grinding'], region: 'one', latitude: 50.4, longitude: 8.6, ratePerHour: 58 },
  { name: 'E', processes: ['milling-5-axis', 'grinding'], region: 'three', latitude: 50.9, longitude: 7.4, ratePerHour: 60 },
  { name: 'F', processes: ['heat-treatment'], region: 'four', latitude: 51.0, longitude: 8.5, ratePerHour: 37 },
];

const machineOf = (shop: string, process: Process): string => idOf(`${shop}/machine/${process}`);

export function network(networkId: string, change: Partial<NetworkConfiguredData> = {}): NetworkConfiguredData {
  return {
    networkId,
    name: 'Network',
    parameterVersion: 3,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    closedDays: [],
    strategy: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
    selections: {},
    sustainabilityAmbition: 0.5,
    limits: { maxMembers: 6, minInterfaceCompatibility: 0.3, minSuitability: 0.4 },
    ...change,
  };
}

export function company(spec: ShopSpec, change: Partial<CompanyChangedData> = {}): CompanyChangedData {
  const siteId = idOf(`${spec.name}/site`);
  return {
    companyId: idOf(spec.name),
    name: `Shop ${spec.name}`,
    kind: 'producer',
    status: 'active',
    derived: true,
    country: 'DE',
    vatId: null,
    employees: 20,
    turnoverMinorPerYear: 250_000_000,
    priorities: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
    horizon: 'framework',
    securityClass: 2,
    languages: [{ code: 'de', level: 'C2' }],
    formats: [{ exchange: 'cad', format: 'STEP AP242' }],
    managementCertificates: ['ISO 9001'],
    trustSignals: ['confidentiality-agreement', 'insurance-proof', 'code-of-conduct'],
    membershipPlan: 'basic',
    sites: [
      {
        siteId,
        name: 'Works',
        country: 'DE',
        region: spec.region ?? 'one',
        latitude: spec.latitude ?? 50,
        longitude: spec.longitude ?? 8,
        timeZone: 'Europe/Berlin',
        shifts: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 420, endMinute: 900 })),
        closedDays: [],
      },
    ],
    machineGroups: spec.processes.map((process) => ({
      machineGroupId: idOf(`${spec.name}/group/${process}`),
      siteId,
      process,
      model: 'Model',
      machines: [{ machineId: machineOf(spec.name, process), label: '1' }],
      axes: process === 'milling-5-axis' ? 5 : 0,
      envelopeMicrometres: [600_000, 500_000, 500_000],
      maxMassGrams: 400_000,
      accuracyIt: 6,
      processCapability: 1.4,
      materials: ['steel', 'tool-steel', 'stainless-steel', 'aluminium'],
      powerStandbyWatts: 2_500,
      powerProcessWatts: 8_000,
      energyWattHoursPerKilogram: process === 'heat-treatment' ? 1_200 : null,
    })),
    certificates: [],
    skills: [],
    ...change,
  };
}

export function rateCard(spec: ShopSpec): RateCardPublishedData {
  return {
    companyId: idOf(spec.name),
    rateCardVersion: 1,
    currency: 'EUR',
    validFrom: MONDAY.toISOString(),
    rates: spec.processes.map((process) => ({
      machineGroupId: idOf(`${spec.name}/group/${process}`),
      machineMinorPerHour: (spec.ratePerHour ?? 60) * 100,
      labourMinorPerHour: 5_000,
      attendanceBasisPoints: 7_000,
      learningBasisPoints: 9_500,
      riskBasisPoints: 300,
      marginBasisPoints: 1_000,
      speedBasisPoints: 10_000,
      materialOverheadBasisPoints: 500,
    })),
  };
}

/** Free from 07:00 to 15:00 Berlin winter time on every weekday of twelve weeks, as just reported. */
export function availability(
  spec: ShopSpec,
  process: Process,
  now: Date = MONDAY,
  change: Partial<AvailabilityChangedData> = {},
): AvailabilityChangedData {
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const days = Array.from({ length: 84 }, (_, day) => midnight + day * DAY).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
  return {
    machineId: machineOf(spec.name, process),
    machineGroupId: idOf(`${spec.name}/group/${process}`),
    siteId: idOf(`${spec.name}/site`),
    companyId: idOf(spec.name),
    availabilityVersion: 1,
    asOf: now.toISOString(),
    horizon: { startsAt: now.toISOString(), endsAt: new Date(midnight + 84 * DAY).toISOString() },
    freeWindows: days.map((day) => ({
      startsAt: new Date(day + DAY / 4).toISOString(),
      endsAt: new Date(day + (DAY * 14) / 24).toISOString(),
    })),
    usualFreeMinutesPerDay: 480,
    ...change,
  };
}

export function evidence(spec: ShopSpec, subject: EvidenceRecordedData['subject'], value: number, amount = 20): EvidenceRecordedData {
  return {
    evidenceId: newId(),
    companyId: idOf(spec.name),
    subject,
    counterpartCompanyId: null,
    value,
    amount,
    evidenceClass: 'platform-transaction',
    observedAt: new Date(MONDAY.getTime() - 30 * DAY).toISOString(),
    expiresAt: null,
    derived: true,
  };
}

type Operation = OrderSubmittedData['operations'][number];

/** 24 pieces of tool steel: mill, harden, grind. */
export function order(change: Partial<OrderSubmittedData> = {}): OrderSubmittedData {
  // The model breaks ties by the ids of operations: fixed ones make every run the same.
  const partId = idOf('part');
  const [mill, harden, grind] = [idOf('mill'), idOf('harden'), idOf('grind')];
  const operation = (operationId: string, process: Process, rest: Partial<Operation>): Operation => ({
    operationId,
    partId,
    name: process,
    process,
    after: [],
    pieces: 24,
    setupMinutes: 240,
    programmingMinutes: 120,
    unitMinutes: 60,
    inspectionMinutesPerPiece: 5,
    massAfterGrams: 150_000,
    envelopeMicrometres: [200_000, 150_000, 80_000],
    pieceMassGrams: 9_000,
    accuracyIt: 8,
    material: 'tool-steel',
    splittable: false,
    suppliesMaterial: false,
    assumptions: [],
    ...rest,
  });
  return {
    orderId: newId(),
    orderVersion: 1,
    customerCompanyId: idOf('customer'),
    title: 'Mould inserts',
    submittedAt: MONDAY.toISOString(),
    dueAt: new Date(MONDAY.getTime() + 42 * DAY).toISOString(),
    rush: false,
    deliverTo: { name: 'Works', country: 'DE', latitude: 50.2, longitude: 8.5 },
    targetPrice: null,
    criticality: 0.3,
    sustainabilityAmbition: 0.6,
    securityClass: 1,
    requiredCertificates: [],
    profile: { quality: 0.62, complexity: 0.57, qualityOverridden: false, complexityOverridden: false },
    parts: [
      {
        partId,
        name: 'Insert',
        material: 'tool-steel',
        recycledShare: 0.3,
        pieces: 24,
        grossMassGrams: 9_000,
        netMassGrams: 6_000,
        volumeCubicMillimetres: 780_000,
        areaSquareMillimetres: 90_000,
        boundingBoxMicrometres: [200_000, 150_000, 80_000],
        toleranceIt: 7,
        roughnessRaNanometres: 800,
      },
    ],
    operations: [
      operation(mill, 'milling-5-axis', { suppliesMaterial: true }),
      operation(harden, 'heat-treatment', { after: [mill], unitMinutes: 10, setupMinutes: 60, programmingMinutes: 0 }),
      operation(grind, 'grinding', { after: [harden], unitMinutes: 25, massAfterGrams: 144_000, accuracyIt: 7 }),
    ],
    ...change,
  };
}
