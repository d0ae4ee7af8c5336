import { type Leaf, LEAVES, type LeafSource, type LeafSources, type MachineFit, type Proof } from '@gewerk/engine-matching';
import type { EvidenceBook } from './company-evidence.js';
import { culturalFit, exchanges, signalShareOf } from './pair-fit.js';
import type { Company, NetworkRules } from './partner-snapshot.js';

const FACTORS = ['cost', 'time', 'quality', 'flexibility', 'service'] as const;
const HORIZONS = ['project', 'framework', 'long-term'] as const;
const HORIZON_OF_SELECTION: Record<string, (typeof HORIZONS)[number]> = { proj: 'project', frame: 'framework', long: 'long-term' };
/** Machine records were measured, so they weigh as a certificate; other records were checked at admission and weigh as a document. */
const MEASURED: Proof = { class: 'certificate', ageMonths: 0 };

interface LeafContext {
  readonly customer: Company | null;
  readonly customerCompanyId: string;
  readonly network: NetworkRules;
  readonly securityClass: number;
  readonly evidence: EvidenceBook;
}

/**
 * What is known of each leaf of a company for an operation (methods 3.4, 3.5): recorded evidence together with what its registry
 * record tells. A leaf that is absent here takes its prior with confidence 0.
 */
export function leafSources(company: Company, machines: readonly MachineFit[], context: LeafContext): LeafSources {
  const records = recordsOf(company, machines, context);
  const sources: Partial<Record<Leaf, LeafSource>> = { TRU: trustSource(company, context) };
  for (const leaf of LEAVES) {
    if (leaf === 'TRU') continue;
    const evidence = context.evidence.itemsOf(company.companyId, leaf);
    const record = records[leaf];
    if (record !== undefined || evidence.length > 0) sources[leaf] = { ...record, ...(evidence.length > 0 ? { evidence } : {}) };
  }
  return sources as LeafSources;
}

function recordsOf(company: Company, machines: readonly MachineFit[], { customer, network, securityClass }: LeafContext): LeafSources {
  return {
    ...(customer === null ? {} : { CUL: { record: culturalFit(company, customer) } }),
    ...(customer === null
      ? {}
      : { TEC: { record: { exchanges: exchanges(company, customer), securityClassGap: securityClass - company.securityClass } } }),
    SFI: {
      record: {
        firmPriorities: FACTORS.map((factor) => company.priorities[factor]),
        orderPriorities: FACTORS.map((factor) => (customer ?? { priorities: network.strategy }).priorities[factor]),
        horizon: horizonFit(company, network),
        conflictFlags: 0,
      },
    },
    ...(machines.length === 0 ? {} : { MAC: { record: { machines }, proof: MEASURED } }),
  };
}

/** One by one, so that the record shows what trust rests on. */
function trustSource(company: Company, { customerCompanyId, evidence }: LeafContext): LeafSource<'TRU'> {
  const experiences = evidence.experiencesWith(company.companyId);
  return { history: { requester: customerCompanyId, experiences, signalShare: signalShareOf(company) } };
}

function horizonFit(company: Company, network: NetworkRules): 'same' | 'neighbour' | 'other' {
  const wanted = HORIZON_OF_SELECTION[network.selections['S7']?.[0] ?? ''] ?? company.horizon;
  const distance = Math.abs(HORIZONS.indexOf(wanted) - HORIZONS.indexOf(company.horizon));
  return distance === 0 ? 'same' : distance === 1 ? 'neighbour' : 'other';
}
