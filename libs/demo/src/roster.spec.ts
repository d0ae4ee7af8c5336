import { isUuid } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import { DEMO_NETWORK_ID, demoCompanies, demoCustomers } from './network/profiles.js';
import { demoClients, demoPeople } from './roster.js';

describe('the roster of the demonstration', () => {
  const clients = demoClients();
  const clientsOf = (companyId: string, role: string): number =>
    clients.filter(({ claims }) => claims.org_id === companyId && claims.roles.join() === role).length;

  it('has one member and one system client for each company, and one client for each customer', () => {
    for (const { companyId } of demoCompanies()) {
      expect([clientsOf(companyId, 'member'), clientsOf(companyId, 'system')]).toEqual([1, 1]);
    }
    for (const { companyId } of demoCustomers()) expect(clientsOf(companyId, 'customer')).toBe(1);
    expect(clients).toHaveLength(2 * demoCompanies().length + demoCustomers().length + 2);
  });

  it('gives the network its own two, who speak for no company', () => {
    const ofNetwork = clients.filter(({ claims }) => claims.org_id === undefined);
    expect(ofNetwork.map(({ clientId, claims }) => [clientId, claims.roles])).toEqual([
      ['orchestrator', ['orchestrator']],
      ['auditor', ['auditor']],
    ]);
  });

  it('has no name twice and no secret twice, and everybody in the one network', () => {
    expect(new Set(clients.map(({ clientId }) => clientId)).size).toBe(clients.length);
    expect(new Set(clients.map(({ secret }) => secret)).size).toBe(clients.length);
    for (const { claims } of [...clients, ...demoPeople()]) expect(claims.network_id).toBe(DEMO_NETWORK_ID);
    expect(isUuid(DEMO_NETWORK_ID)).toBe(true);
  });

  it('lets one person of each role log in, for companies that exist', () => {
    const people = demoPeople();
    const known = new Set([...demoCompanies(), ...demoCustomers()].map(({ companyId }) => companyId));
    expect(people.map(({ claims }) => claims.roles)).toEqual([['orchestrator'], ['member'], ['customer']]);
    for (const { claims, displayName } of people) {
      expect(displayName).not.toContain('undefined');
      if (claims.org_id !== undefined) expect(known.has(claims.org_id)).toBe(true);
    }
  });
});
