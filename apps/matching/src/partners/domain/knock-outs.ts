import type { KnockOutDemand, KnockOutFirm, Languages } from '@gewerk/engine-matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { languagesOf } from './pair-fit.js';
import type { Company, MachineGroup } from './partner-snapshot.js';

/** One ISO 286 grade wider is 10^(1/5) times the tolerance; capability grows with it. */
const GRADE_RATIO = 10 ** 0.2;

export type Order = OrderSubmittedData;
export type Operation = Order['operations'][number];

/** Cp that a machine group is expected to reach at the operation's tolerance grade. */
export function expectedCapability(group: MachineGroup, accuracyIt: number): number {
  return group.processCapability * GRADE_RATIO ** (accuracyIt - group.accuracyIt);
}

/** Machine groups that can do the operation: process, size, mass, material and accuracy at once. */
export function suitableGroups(company: Company, operation: Operation): readonly MachineGroup[] {
  return company.machineGroups.filter(
    (group) =>
      group.process === operation.process &&
      envelopeRatio(group, operation) >= 1 &&
      group.maxMassGrams >= operation.pieceMassGrams &&
      group.materials.includes(operation.material) &&
      expectedCapability(group, operation.accuracyIt) >= 1,
  );
}

/** Smallest ratio of have to need over the axes; the part may be turned. */
export function envelopeRatio(group: MachineGroup, operation: Operation): number {
  const room = [...group.envelopeMicrometres].sort((a, b) => b - a);
  const part = [...operation.envelopeMicrometres].sort((a, b) => b - a);
  return Math.min(...part.map((edge, index) => (edge === 0 ? 1 : (room[index] ?? 0) / edge)));
}

/** What the registry's admission implies of a member where the network keeps no record of its own (A). */
const BY_ADMISSION = {
  /** The orchestrator admits nobody whom the lists of sanctions and export control name. */
  tradeLaw: 'clear',
  /** A review is opened for a plan whose members compete (methods 4.4), never for one operation. */
  legalReview: 'not-needed',
  /** Base rate of insolvency (methods 5.4); turnover is not handed to matching, so that its share is not tested. */
  yearlyDefaultProbability: 0.007,
} as const;

/** Members and customers can be written to in the language of the network at B1: it counts where one side states no language. */
const NETWORK_LANGUAGE: Languages = { network: 3 };

interface FirmContext {
  readonly operation: Operation;
  readonly customer: Company | null;
  /** Of the operation, nothing else taken; null: no free hours known. */
  readonly earliestFinishDay: number | null;
  /** Where it would be done, and how far from there to where the order goes; null: no site known. */
  readonly region: string | null;
  readonly distanceKm: number | null;
}

/** A company as the 16 knock-outs see it for an operation (methods 3.2). */
export function knockOutFacts(company: Company, context: FirmContext): Omit<KnockOutFirm, 'id'> {
  const { operation, customer } = context;
  const isLanguageStated = company.languages.length > 0 && customer !== null && customer.languages.length > 0;
  return {
    membership: company.status === 'active' ? 'active' : company.status === 'suspended' ? 'suspended' : 'contract-missing',
    machineGroups: company.machineGroups
      .filter((group) => group.process === operation.process)
      .map((group) => ({
        id: group.machineGroupId,
        process: group.process,
        envelopeMillimetres: millimetresOf(group.envelopeMicrometres),
        maxKilograms: group.maxMassGrams / 1000,
        materials: group.materials,
        expectedCapability: expectedCapability(group, operation.accuracyIt),
      })),
    refusedMaterials: [],
    certificates: company.certificates.map(({ standard, validUntil }) => ({ id: standard, scheme: standard, validUntil })),
    earliestFinishDay: context.earliestFinishDay,
    declines: { customers: [], processes: [] },
    personsBySkill: null,
    region: context.region,
    distanceKm: context.distanceKm,
    tradeLaw: BY_ADMISSION.tradeLaw,
    yearlyDefaultProbability: BY_ADMISSION.yearlyDefaultProbability,
    yearlyTurnoverEur: null,
    securityClass: company.securityClass,
    // Stage 1 fixes no member yet: pairs that exclude each other are kept apart in stage 2.
    excludedWith: [],
    legalReview: BY_ADMISSION.legalReview,
    hasFootprintData: null,
    sustainabilityScore: null,
    languages: isLanguageStated ? languagesOf(company) : { ...languagesOf(company), ...NETWORK_LANGUAGE },
  };
}

/** What an operation asks of every company. */
export function knockOutDemand(order: Order, operation: Operation, customer: Company | null, dueDay: number): KnockOutDemand {
  return {
    customer: order.customerCompanyId,
    process: operation.process,
    material: operation.material,
    partMillimetres: millimetresOf(operation.envelopeMicrometres),
    partKilograms: operation.pieceMassGrams / 1000,
    mandatoryCertificates: order.requiredCertificates,
    mandatorySkills: [],
    deliveryDate: order.dueAt.slice(0, 10),
    dueDay,
    blockedFirms: [],
    distanceKmMax: null,
    blockedRegions: [],
    orderValueEur: null,
    hasPaymentPlan: true,
    securityClass: order.securityClass,
    fixedFirms: [],
    demandsFootprintData: false,
    sustainabilityScoreMin: null,
    languages: { ...(customer === null ? {} : languagesOf(customer)), ...NETWORK_LANGUAGE },
  };
}

function millimetresOf(micrometres: readonly number[]): [number, number, number] {
  return micrometres.map((edge) => edge / 1000) as [number, number, number];
}
