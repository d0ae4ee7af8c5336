import { admissionEvidence, companyProfile, customerProfile, rateCard, sustainabilityIndicators } from '../network/registrations.js';
import { TOWNS } from '../network/towns.js';
import { type Cast, inParallel } from './cast.js';

/** Chapter 1: the orchestrator configures the network and admits its companies. */
export async function foundNetwork(cast: Cast): Promise<void> {
  await cast.orchestrator.command('PUT', 'governance', '/network', {
    name: 'Demonstration network, southern Sweden',
    currency: 'EUR',
    timeZone: 'Europe/Stockholm',
    closedDays: closedDays(cast.now().getUTCFullYear()),
    strategy: { cost: 0.15, time: 0.3, quality: 0.3, flexibility: 0.15, service: 0.1 },
    selections: { M2: ['bal'], M3: ['both'], M4: ['semi'], M5: ['standby'], K3: ['mix'], C6: ['region'] },
    sustainabilityAmbition: 0.6,
    limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
  });
  await cast.orchestrator.command('PUT', 'governance', '/uncertainty', {
    index: 0.621,
    confidence: 0.8,
    regions: [...new Set(TOWNS.map((town) => town.region))].map((region, index) => ({
      region,
      index: 0.621,
      shocksPerYear: 0.1 + (index % 3) * 0.05,
    })),
  });
  const observedAt = cast.now().toISOString();
  await inParallel(cast.companies, 4, async (company) => {
    const path = `/companies/${company.companyId}`;
    await cast.orchestrator.command('PUT', 'registry', path, companyProfile(company));
    await cast.orchestrator.command('POST', 'registry', `${path}/admissions`, {
      decision: 'admit',
      evidence: admissionEvidence(company, observedAt),
    });
    const member = cast.member(company);
    await member.command('PUT', 'registry', `${path}/rate-card`, rateCard(company));
    await member.command('PUT', 'sustainability', `${path}/indicators`, sustainabilityIndicators(company, cast.now().getUTCFullYear() - 1));
  });
  await inParallel(cast.customers, 3, async (customer) => {
    const path = `/companies/${customer.companyId}`;
    await cast.orchestrator.command('PUT', 'registry', path, customerProfile(customer));
    await cast.orchestrator.command('POST', 'registry', `${path}/admissions`, { decision: 'admit', evidence: [] });
  });
  const [first, second] = [cast.companies[1], cast.companies[11]];
  if (first !== undefined && second !== undefined) {
    await cast.orchestrator.command('PUT', 'registry', `/exclusions/${first.companyId}/${second.companyId}`, {
      excluded: true,
      reasonClass: 'competition',
    });
  }
}

/** Swedish public holidays with a fixed date, this year and next. */
function closedDays(year: number): string[] {
  return [year, year + 1].flatMap((each) =>
    ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].map((day) => `${each}-${day}`),
  );
}
