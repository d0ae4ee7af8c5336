import { DEMO_NETWORK_ID, demoCompanies, demoCustomers, playStory } from '@gewerk/demo';
import { Checks } from './checks.js';
import { checkInvariants, INVARIANTS } from './invariants/check-invariants.js';
import type { Evidence } from './invariants/invariant.js';
import { EmbeddedWorld } from './mutations/embedded-world.js';
import { type Guard, GUARDS } from './mutations/guards.js';
import { TAMPERING } from './mutations/tampering.js';
import { foundSecondNetwork, SECOND_NETWORK_ID, secondNetworkCompany } from './world/second-network.js';
import { SERVICES } from '@gewerk/contracts';

/**
 * `npm run test:mutations`: takes each guard away in turn and shows that an invariant breaks without it and holds with it, in the same
 * scenario, judged by the same program that judges the journey. A guard whose absence nobody notices fails the run.
 */
interface Verdict {
  readonly guard: Guard;
  readonly caught: readonly string[];
}

const checks = new Checks();
/** Judged on the story before anything is removed; 5 and 6 need more than the log and are left to `npm run test:kafka`. */
const CONTROL = INVARIANTS.filter(({ number }) => number !== 5 && number !== 6);

const networks = [
  { networkId: DEMO_NETWORK_ID, companyIds: [...demoCompanies(), ...demoCustomers()].map(({ companyId }) => companyId) },
  { networkId: SECOND_NETWORK_ID, companyIds: [secondNetworkCompany().companyId] },
];

async function evidenceOf(world: EmbeddedWorld): Promise<Evidence> {
  return { databases: world.databases, events: await world.events(), networks, compacted: true };
}

async function breachesOf(evidence: Evidence, invariant: number): Promise<readonly string[]> {
  const judged = INVARIANTS.find(({ number }) => number === invariant);
  if (judged === undefined) throw new Error(`there is no invariant ${invariant}`);
  return (await judged.judge(evidence)).breaches;
}

async function tried(world: EmbeddedWorld, guard: Guard, isRemoved: boolean): Promise<readonly string[]> {
  await world.putBack();
  if (isRemoved) await guard.database?.(world);
  await guard.scenario(world, isRemoved ? (guard.code ?? null) : null);
  return breachesOf(await evidenceOf(world), guard.invariant);
}

async function atRest(world: EmbeddedWorld): Promise<void> {
  await world.stopServices();
  await checkInvariants(checks, await evidenceOf(world), CONTROL);
  await world.keep();
}

async function judged(world: EmbeddedWorld, guard: Guard): Promise<Verdict> {
  console.log(`\n${guard.name}: ${guard.told}`);
  const withGuard = await tried(world, guard, false);
  checks.check(`with it invariant ${guard.invariant} holds`, withGuard.length === 0, withGuard.slice(0, 5).join('\n     '));
  const without = await tried(world, guard, true);
  const caught = without.filter((breach) => guard.breach.test(breach));
  checks.check(`without it (${guard.removed}) invariant ${guard.invariant} breaks`, caught.length > 0, `found only: ${without.join('; ')}`);
  return { guard, caught };
}

async function tamperedWith(world: EmbeddedWorld): Promise<void> {
  console.log('\nbreaches made by hand');
  for (const { invariant, what, service, sql, log } of TAMPERING) {
    if (service !== undefined && sql !== undefined) await world.databases.rows(service, sql);
    const evidence = await evidenceOf(world);
    const breaches = await breachesOf(log === undefined ? evidence : { ...evidence, events: log(evidence.events) }, invariant);
    checks.check(`${what}: found by invariant ${invariant}`, breaches.length > 0, 'nobody noticed');
  }
}

const world = await EmbeddedWorld.start();
try {
  console.log('the story once, undisturbed');
  await world.startServices(SERVICES);
  await foundSecondNetwork(world.addresses);
  await playStory({ addresses: world.addresses, progress: (line) => console.log(line) });
  await atRest(world);
  const verdicts: Verdict[] = [];
  for (const guard of GUARDS) verdicts.push(await judged(world, guard));
  await world.putBack();
  await tamperedWith(world);
  console.log(`\n${'guard'.padEnd(28)}${'removed by'.padEnd(68)}caught by invariant`);
  for (const { guard, caught } of verdicts) {
    console.log(`${guard.name.padEnd(28)}${guard.removed.padEnd(68)}${guard.invariant}: ${caught[0] ?? 'NOBODY'}`);
  }
} catch (error) {
  checks.check('the mutations run to their end', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await world.close();
}
process.exit(checks.report('test-results/mutations.json'));
