import { DEMO_NETWORK_ID, demoCompanies, demoCustomers } from './network/profiles.js';

export interface DemoClaims {
  sub: string;
  network_id: string;
  org_id?: string;
  roles: string[];
}

export interface DemoClient {
  clientId: string;
  secret: string;
  claims: DemoClaims;
}

export interface DemoPerson {
  username: string;
  password: string;
  displayName: string;
  claims: DemoClaims;
}

/** Secrets of a demonstration on one machine; a real network gets its clients from its identity provider. */
const secretOf = (clientId: string): string => `demo-secret-${clientId}`;

const claims = (sub: string, orgId: string | null, roles: string[]): DemoClaims => ({
  sub,
  network_id: DEMO_NETWORK_ID,
  ...(orgId === null ? {} : { org_id: orgId }),
  roles,
});

/** Who takes part in the demonstration, for the embedded identity provider. */
export function demoClients(): DemoClient[] {
  const client = (clientId: string, orgId: string | null, roles: string[]): DemoClient => ({
    clientId,
    secret: secretOf(clientId),
    claims: claims(clientId, orgId, roles),
  });
  return [
    client('orchestrator', null, ['orchestrator']),
    client('auditor', null, ['auditor']),
    ...demoCompanies().flatMap(({ slug, companyId }) => [
      client(`member-${slug}`, companyId, ['member']),
      client(`system-${slug}`, companyId, ['system']),
    ]),
    ...demoCustomers().map(({ slug, companyId }) => client(`customer-${slug}`, companyId, ['customer'])),
  ];
}

/** People who may log in on a page, one per role. */
export function demoPeople(): DemoPerson[] {
  const [member] = demoCompanies();
  const [customer] = demoCustomers();
  const person = (username: string, displayName: string, orgId: string | null, roles: string[]): DemoPerson => ({
    username,
    password: `demo-${username}`,
    displayName,
    claims: claims(`person-${username}`, orgId, roles),
  });
  return [
    person('orchestrator', 'Orchestrator of the demonstration network', null, ['orchestrator']),
    person('member', `Member: ${member?.name}`, member?.companyId ?? null, ['member']),
    person('customer', `Customer: ${customer?.name}`, customer?.companyId ?? null, ['customer']),
  ];
}
