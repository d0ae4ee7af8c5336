import { isUuid } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import { type DemoCompany, demoCompanies, demoCustomers } from './profiles.js';
import { admissionEvidence, companyProfile, customerProfile, rateCard } from './registrations.js';

/** As links, tokens and saved work of earlier demonstrations name it. */
const FIRST_COMPANY_ID = '019b76da-a800-7528-ad39-50ff19f1516b';

interface Profile {
  kind: string;
  country: string;
  vatId: string;
  priorities: Record<string, number>;
  sites: { siteId: string; timeZone: string }[];
  machineGroups: { siteId: string; machines: object[] }[];
}

const idsOf = (company: DemoCompany): string[] => [
  company.companyId,
  company.siteId,
  ...company.groups.flatMap(({ machineGroupId, machines }) => [machineGroupId, ...machines.map(({ machineId }) => machineId)]),
];

describe('the companies of the demonstration', () => {
  const companies = demoCompanies();

  it('are 45, of which 15 are real case companies', () => {
    expect(companies).toHaveLength(45);
    const real = companies.filter(({ invented }) => !invented);
    expect(real).toHaveLength(15);
    for (const { turnoverEur, employees } of real) {
      expect(turnoverEur).toBeGreaterThan(1_000_000);
      expect(employees).toBeGreaterThan(0);
    }
    for (const { name, invented } of companies) expect(name.includes('(invented)')).toBe(invented);
  });

  it('have unique ids, slugs and VAT numbers', () => {
    const ids = [...companies.flatMap(idsOf), ...demoCustomers().map(({ companyId }) => companyId)];
    expect(ids.filter((id) => !isUuid(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(companies.map(({ slug }) => slug)).size).toBe(companies.length);
    const vatIds = companies.map((company) => (companyProfile(company) as Profile).vatId);
    expect(new Set(vatIds).size).toBe(companies.length);
  });

  it('are the same in every run, with all that is derived from them', () => {
    const everything = (): unknown =>
      demoCompanies().map((company) => [
        company,
        companyProfile(company),
        rateCard(company),
        admissionEvidence(company, '2026-01-01T00:00:00Z'),
      ]);
    expect(everything()).toEqual(everything());
    expect(companies[0]?.companyId).toBe(FIRST_COMPANY_ID);
  });

  it('offer each process in at least three firms, and hardening in several regions', () => {
    const firms = new Map<string, Set<string>>();
    const regions = new Set<string>();
    for (const { companyId, groups, town } of companies) {
      for (const { template } of groups) {
        firms.set(template.process, (firms.get(template.process) ?? new Set()).add(companyId));
        if (template.process === 'heat-treatment') regions.add(town.region);
      }
    }
    expect([...firms].filter(([, owners]) => owners.size < 3)).toEqual([]);
    expect(firms.size).toBe(12);
    expect(regions.size).toBeGreaterThanOrEqual(3);
  });

  it('register with priorities that sum to one, a VAT number of their country, and machines at their own site', () => {
    for (const company of companies) {
      const profile = companyProfile(company) as Profile;
      const sum = Object.values(profile.priorities).reduce((a, b) => a + b, 0);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
      expect(profile.vatId).toMatch({ SE: /^SE\d{12}$/, DK: /^DK\d{8}$/, DE: /^DE\d{9}$/ }[profile.country] ?? /never/);
      const sites = profile.sites.map(({ siteId }) => siteId);
      for (const group of profile.machineGroups) expect(sites).toContain(group.siteId);
    }
    for (const customer of demoCustomers()) {
      const { kind, vatId, country } = customerProfile(customer) as Profile;
      expect([kind, vatId.slice(0, 2)]).toEqual(['customer', country]);
    }
  });

  it('bring evidence within its limits and a rate for each machine group', () => {
    for (const company of companies) {
      const evidence = admissionEvidence(company, '2026-01-01T00:00:00Z') as { value: number; amount: number; derived: boolean }[];
      for (const { value, amount, derived } of evidence) {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(amount).toBeGreaterThan(0);
        expect(derived).toBe(true);
      }
      const { rates } = rateCard(company) as { rates: { machineGroupId: string; machineMinorPerHour: number }[] };
      expect(rates.map(({ machineGroupId }) => machineGroupId)).toEqual(company.groups.map(({ machineGroupId }) => machineGroupId));
      for (const { machineMinorPerHour } of rates) expect(machineMinorPerHour).toBeGreaterThan(0);
    }
  });
});
