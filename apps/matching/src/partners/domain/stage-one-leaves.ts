import {
  computedLeaf,
  type EvidenceItem,
  fuseEvidence,
  type Leaf,
  type LeafEstimate,
  LEAVES,
  MATCHING_POLICY,
  machinery,
  type MachineFit,
  strategicFit,
} from '@gewerk/engine-matching';
import type { EvidenceBook } from './company-evidence.js';
import { culturalFit, exchangeFit, trustIn } from './pair-fit.js';
import type { Company, NetworkRules } from './partner-snapshot.js';

const FACTORS = ['cost', 'time', 'quality', 'flexibility', 'service'] as const;
const HORIZONS = ['project', 'framework', 'long-term'] as const;
const HORIZON_OF_SELECTION: Record<string, (typeof HORIZONS)[number]> = { proj: 'project', frame: 'framework', long: 'long-term' };

interface LeafContext {
  readonly customer: Company | null;
  readonly customerCompanyId: string;
  readonly network: NetworkRules;
  readonly securityClass: number;
  readonly evidence: EvidenceBook;
  readonly leafMeans: Readonly<Partial<Record<Leaf, number>>>;
}

/**
 * The leaves that are known of a company for an operation (methods 3.4, 3.5): recorded evidence together with what its registry
 * record tells by the leaf's formula. Machine records were measured, so they weigh as a certificate; other records were checked at
 * admission and weigh as a document. A leaf that is absent here takes its prior with confidence 0.
 */
export function stageOneLeaves(
  company: Company,
  machines: readonly MachineFit[],
  context: LeafContext,
): Readonly<Partial<Record<Leaf, LeafEstimate>>> {
  const computed = recordLeaves(company, machines, context);
  const leaves: Partial<Record<Leaf, LeafEstimate>> = { TRU: trustLeaf(company, context) };
  for (const leaf of LEAVES) {
    if (leaf === 'TRU') continue;
    const items = context.evidence.itemsOf(company.companyId, leaf);
    const record = computed[leaf];
    if (record !== undefined && record !== null) items.push(recordItem(leaf, record));
    if (items.length > 0) leaves[leaf] = fuseEvidence(items, context.leafMeans[leaf] ?? null);
  }
  return leaves;
}

function recordItem(leaf: Leaf, value: number): EvidenceItem {
  return { class: leaf === 'MAC' ? 'certificate' : 'document', value, ageMonths: 0 };
}

function recordLeaves(
  company: Company,
  machines: readonly MachineFit[],
  { customer, network, securityClass }: LeafContext,
): Partial<Record<Leaf, number | null>> {
  const gap = securityClass - company.securityClass;
  return {
    CUL: customer === null ? null : culturalFit(company, customer),
    TEC: customer === null ? null : exchangeFit(company, customer, gap),
    SFI: strategicFit({
      firmPriorities: FACTORS.map((factor) => company.priorities[factor]),
      orderPriorities: FACTORS.map((factor) => (customer ?? { priorities: network.strategy }).priorities[factor]),
      horizon: horizonFit(company, network),
      conflictFlags: 0,
    }),
    MAC: machinery(machines)?.value ?? null,
  };
}

/** The trust formula has its own memory of good and bad, so its items are not fused a second time. */
function trustLeaf(company: Company, { customerCompanyId, evidence }: LeafContext): LeafEstimate {
  const { classes, priorStrength } = MATCHING_POLICY.evidence;
  const signals = company.trustSignals.length === 0 ? 0 : 2 * classes.document.reliability;
  const weight = evidence.trustIn(company.companyId, customerCompanyId).weight + signals;
  return computedLeaf(trustIn(company, customerCompanyId, evidence), weight / (priorStrength + weight));
}

function horizonFit(company: Company, network: NetworkRules): 'same' | 'neighbour' | 'other' {
  const wanted = HORIZON_OF_SELECTION[network.selections['S7']?.[0] ?? ''] ?? company.horizon;
  const distance = Math.abs(HORIZONS.indexOf(wanted) - HORIZONS.indexOf(company.horizon));
  return distance === 0 ? 'same' : distance === 1 ? 'neighbour' : 'other';
}
