import { checkGates, type GateFirm, type GateResult, languageFit } from '@gewerk/engine-matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { languagesOf } from './pair-fit.js';
import type { Company, MachineGroup } from './partner-snapshot.js';

/** Level B1 of six (methods 3.2, KO16). */
const WORKING_LANGUAGE = 3 / 6;
/** One ISO 286 grade wider is 10^(1/5) times the tolerance; capability grows with it. */
const GRADE_RATIO = 10 ** 0.2;

export type Order = OrderSubmittedData;
export type Operation = Order['operations'][number];

/** The engine's knock-outs and those that need more of the registry: accuracy, security class, language. */
export type KnockOut = Omit<GateResult, 'code'> & { readonly code: GateResult['code'] | 'KO04' | 'KO12' | 'KO16' };

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

interface Timing {
  readonly earliestFinishDay: number | null;
  readonly dueDay: number;
}

/** All knock-outs of a company for an operation (methods 3.2), by code. */
export function knockOuts(
  company: Company,
  operation: Operation,
  order: Order,
  customer: Company | null,
  timing: Timing,
): readonly KnockOut[] {
  const results: KnockOut[] = [
    ...checkGates(gateFirm(company, timing.earliestFinishDay), {
      customer: order.customerCompanyId,
      process: operation.process,
      material: operation.material,
      partMillimetres: operation.envelopeMicrometres.map((edge) => edge / 1000) as [number, number, number],
      partKilograms: operation.pieceMassGrams / 1000,
      mandatoryCertificates: order.requiredCertificates,
      deliveryDate: order.dueAt.slice(0, 10),
      dueDay: timing.dueDay,
      blockedFirms: [],
    }),
    accuracy(company, operation),
    security(company, order),
    language(company, customer),
  ];
  return results.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function gateFirm(company: Company, earliestFinishDay: number | null): GateFirm {
  const membership = company.status === 'active' ? 'active' : company.status === 'suspended' ? 'suspended' : 'contract-missing';
  return {
    id: company.companyId,
    membership,
    machineGroups: company.machineGroups.map((group) => ({
      id: group.machineGroupId,
      process: group.process,
      envelopeMillimetres: group.envelopeMicrometres.map((edge) => edge / 1000) as [number, number, number],
      maxKilograms: group.maxMassGrams / 1000,
      materials: group.materials,
    })),
    refusedMaterials: [],
    certificates: company.certificates.map(({ standard, validUntil }) => ({ id: standard, scheme: standard, validUntil })),
    earliestFinishDay,
    declines: { customers: [], processes: [] },
  };
}

const PASS = { state: 'pass', measured: null, limit: null, unit: null, waivableBy: null, nearestChange: null, evidence: [] } as const;

function accuracy(company: Company, operation: Operation): KnockOut {
  const groups = company.machineGroups.filter((group) => group.process === operation.process);
  const best = groups.reduce((most, group) => Math.max(most, expectedCapability(group, operation.accuracyIt)), 0);
  const rest = { ...PASS, code: 'KO04', measured: best, limit: 1, unit: 'Cp', waivableBy: 'customer' } as const;
  if (groups.length === 0) return { ...rest, state: 'unknown', reason: 'no-machine-of-process' };
  if (best >= 1) return { ...rest, reason: 'tolerance-reached', evidence: groups.map((group) => group.machineGroupId) };
  const nearestChange = { code: 'machine-with-accuracy', params: { accuracyItMax: operation.accuracyIt } };
  return { ...rest, state: 'fail', reason: 'tolerance-not-reached', nearestChange };
}

function security(company: Company, order: Order): KnockOut {
  const limit = order.securityClass - 1;
  const rest = { ...PASS, code: 'KO12', measured: company.securityClass, limit } as const;
  if (company.securityClass >= limit) return { ...rest, reason: 'security-class-near-enough' };
  return {
    ...rest,
    state: 'fail',
    reason: 'security-class-too-low',
    nearestChange: { code: 'reach-security-class', params: { min: limit } },
  };
}

/** Judged only where both sides stated their languages. */
function language(company: Company, customer: Company | null): KnockOut {
  const rest = { ...PASS, code: 'KO16', limit: 'B1', waivableBy: 'customer' } as const;
  if (customer === null || customer.languages.length === 0 || company.languages.length === 0)
    return { ...rest, reason: 'languages-not-stated' };
  if (languageFit(languagesOf(company), languagesOf(customer)) >= WORKING_LANGUAGE - 1e-9) return { ...rest, reason: 'common-language' };
  return { ...rest, state: 'fail', reason: 'no-common-language', nearestChange: { code: 'common-language-at', params: { level: 'B1' } } };
}
