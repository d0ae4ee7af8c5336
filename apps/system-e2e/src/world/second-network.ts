import {
  admissionEvidence,
  companyProfile,
  type DemoClient,
  type DemoCompany,
  demoCompanies,
  rateCard,
  type SystemAddresses,
  SystemClient,
} from '@gewerk/demo';
import { newId, seededId } from '@gewerk/kernel';

const EPOCH_MILLIS = Date.UTC(2026, 0, 1);
const idOf = (what: string): string => seededId(`gewerk second network ${what}`, EPOCH_MILLIS);

export const SECOND_NETWORK_ID = idOf('network');
const SECRET = 'demo-secret-of-the-second-network';

/** One company of the demonstration under other ids: what it does must not be told apart by what it is. */
export function secondNetworkCompany(): DemoCompany {
  const [model] = demoCompanies().slice(15);
  if (model === undefined) throw new Error('the demonstration has no company to copy');
  return {
    ...model,
    companyId: idOf('company'),
    siteId: idOf('site'),
    slug: 'second-network',
    groups: model.groups.map((group, index) => ({
      ...group,
      machineGroupId: idOf(`group ${index}`),
      machines: group.machines.map((machine, unit) => ({ ...machine, machineId: idOf(`machine ${index} ${unit}`) })),
    })),
  };
}

export function secondNetworkClients(): DemoClient[] {
  const client = (clientId: string, roles: string[], orgId?: string): DemoClient => ({
    clientId,
    secret: SECRET,
    claims: { sub: clientId, network_id: SECOND_NETWORK_ID, ...(orgId === undefined ? {} : { org_id: orgId }), roles },
  });
  const { companyId } = secondNetworkCompany();
  return [
    client('second-orchestrator', ['orchestrator']),
    client('second-member', ['member'], companyId),
    client('second-system', ['system'], companyId),
  ];
}

function secondNetworkClient(addresses: SystemAddresses, who: 'orchestrator' | 'member' | 'system'): SystemClient {
  return new SystemClient(addresses, `second-${who}`, SECRET);
}

/** Another network on the same system: configured, one company admitted, its hours reported. */
export async function foundSecondNetwork(addresses: SystemAddresses): Promise<void> {
  const orchestrator = secondNetworkClient(addresses, 'orchestrator');
  const company = secondNetworkCompany();
  const now = new Date();
  await orchestrator.command('PUT', 'governance', '/network', {
    name: 'Second network',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    closedDays: [],
    strategy: { cost: 0.15, time: 0.3, quality: 0.3, flexibility: 0.15, service: 0.1 },
    selections: { M2: ['bal'], M3: ['both'], M4: ['semi'], M5: ['standby'], K3: ['mix'], C6: ['region'] },
    sustainabilityAmbition: 0.6,
    limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
  });
  const path = `/companies/${company.companyId}`;
  await orchestrator.command('PUT', 'registry', path, companyProfile(company));
  const evidence = admissionEvidence(company, now.toISOString());
  await orchestrator.command('POST', 'registry', `${path}/admissions`, { decision: 'admit', evidence });
  await secondNetworkClient(addresses, 'member').command('PUT', 'registry', `${path}/rate-card`, rateCard(company));
  const [machine] = company.groups.flatMap((group) => group.machines);
  const day = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
  await secondNetworkClient(addresses, 'system').events('capacity', '/reports', [
    {
      specversion: '1.0',
      id: newId(),
      source: `urn:gewerk:company:${company.companyId}`,
      type: 'capacity.capacity-reported.v1',
      time: now.toISOString(),
      datacontenttype: 'application/json',
      data: {
        companyId: company.companyId,
        machineId: machine?.machineId,
        asOf: now.toISOString(),
        horizon: { startsAt: now.toISOString(), endsAt: day(30) },
        freeWindows: [{ startsAt: day(1), endsAt: day(2) }],
        includedBookingIds: [],
      },
    },
  ]);
}
