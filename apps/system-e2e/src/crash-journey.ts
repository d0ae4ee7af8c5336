import { existsSync, readFileSync } from 'node:fs';
import { comparable, DEMO_NETWORK_ID, demoCompanies, demoCustomers, playStory, type StoryResult, summarize } from '@gewerk/demo';
import { canonicalJson } from '@gewerk/kernel';
import type { Checks } from './checks.js';
import { Conductor } from './faults/conductor.js';
import { FAULT_PLAN } from './faults/plan.js';
import { checkInvariants, INVARIANTS } from './invariants/check-invariants.js';
import { drillRestore } from './restore/restore-drill.js';
import { checkNoPersonIsNamed, checkTraces } from './telemetry/telemetry-checks.js';
import { SERVICES } from '@gewerk/contracts';
import { topicsOf } from './world/services.js';
import { foundSecondNetwork, SECOND_NETWORK_ID, secondNetworkCompany } from './world/second-network.js';
import { World } from './world/world.js';

/** What `npm run demo` leaves: the same story on embedded parts, undisturbed. */
const UNDISTURBED_OUTCOME = 'test-results/demo-outcome.json';

/** Asks services, which then write: judged before what was written is. */
const LIVE_INVARIANTS = INVARIANTS.filter(({ number }) => number === 6);
const WRITTEN_INVARIANTS = INVARIANTS.filter(({ number }) => number !== 6);

export async function crashJourney(checks: Checks, progress: (line: string) => void): Promise<void> {
  const world = await World.start(progress);
  try {
    await world.postgres.backUp();
    await foundSecondNetwork(world.addresses);
    const conductor = new Conductor(world, checks, FAULT_PLAN, progress);
    const result = await playStory({
      addresses: world.addresses,
      progress,
      eventCounts: async () => {
        await conductor.finish();
        return world.eventCounts(DEMO_NETWORK_ID);
      },
      beforeStep: (step) => conductor.beforeStep(step),
    });
    progress(`\n${summarize(result)}\n`);
    for (const name of SERVICES) {
      for (const ending of world.service(name).endings) progress(`${name} ended by itself and was started afresh: ${ending}`);
    }
    judgeOutcome(checks, result);
    progress('\nthe invariants over everything that was written');
    const companyIds = [...demoCompanies(), ...demoCustomers()].map(({ companyId }) => companyId);
    const networks = [
      { networkId: DEMO_NETWORK_ID, companyIds },
      { networkId: SECOND_NETWORK_ID, companyIds: [secondNetworkCompany().companyId] },
    ];
    const evidence = { databases: world.databases, networks, addresses: world.addresses };
    await checkInvariants(checks, { ...evidence, events: [] }, LIVE_INVARIANTS);
    await judgeTelemetry(world, checks);
    await world.duplicator.finish();
    await world.quiet();
    await world.log.caughtUp();
    const { duplicated, outdated } = world.duplicator;
    const events = new Set(world.log.events.map((event) => event.id)).size;
    checks.check(
      `every tenth event was delivered twice: ${duplicated} of ${events}, ${outdated} of them after their stream had moved on`,
      duplicated >= events / 10 && outdated > 0,
    );
    await checkInvariants(checks, { ...evidence, events: world.log.events }, WRITTEN_INVARIANTS);
    progress('\nthe restore drill');
    await drillRestore(world, checks, { ...evidence, events: world.log.events }, progress);
  } catch (error) {
    checks.check('the journey runs to its end', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
    for (const name of SERVICES) console.log(`--- ${name}\n${world.service(name).log().split('\n').slice(-8).join('\n')}`);
  } finally {
    const codes = await world.stopServices();
    const unclean = Object.entries(codes).filter(([, code]) => code !== 0);
    checks.check('every service drains and exits with 0 on SIGTERM', unclean.length === 0, JSON.stringify(unclean));
    await world.close();
  }
}

/** Of the order that was placed first, as its service remembers it. */
async function judgeTelemetry(world: World, checks: Checks): Promise<void> {
  const [stream] = await world.databases.rows<{ correlation_id: string }>(
    'orders',
    "select correlation_id from messaging.stream_head where network_id = $1 and topic = 'orders.order' order by key limit 1",
    [DEMO_NETWORK_ID],
  );
  // Spans leave their process once a second.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const { spans } = world.traces;
  const texts = SERVICES.flatMap((name) => world.service(name).lines);
  const verdicts = [
    ...checkTraces(spans, stream?.correlation_id ?? ''),
    checkNoPersonIsNamed(
      'spans',
      spans.map((span) => span.text),
    ),
    checkNoPersonIsNamed('lines of the logs', texts),
  ];
  for (const { name, passed, detail } of verdicts) checks.check(name, passed, detail);
  for (const service of SERVICES) {
    const text = await world.service(service).metrics();
    const series = text.split('\n').filter((line) => line.startsWith('gewerk_')).length;
    checks.check(
      `${service} is measured: ${series} series`,
      series > 20 && (topicsOf(service).length === 0 || /gewerk_consumer_lag_records\{[^}]*\} 0/.test(text)),
    );
  }
}

function judgeOutcome(checks: Checks, result: StoryResult): void {
  checks.check(
    'every order is delivered, accepted and rated',
    result.delivered.every((order) => order.state === 'rated'),
  );
  checks.check(
    'one member declined and was replaced',
    result.consortia.some((each) => each.declinedBy !== null),
  );
  checks.check(
    'the ledger sums to zero and its chain is intact',
    result.accounts.journalIntact && result.accounts.ledgerSumsMinor.every((sum) => sum === 0),
  );
  if (existsSync(UNDISTURBED_OUTCOME)) compare(checks, JSON.parse(readFileSync(UNDISTURBED_OUTCOME, 'utf8')) as object, comparable(result));
  else checks.skip(`no ${UNDISTURBED_OUTCOME} to compare with; run \`npm run demo\` before`);
}

function compare(checks: Checks, undisturbed: object, disturbed: object): void {
  for (const key of new Set([...Object.keys(undisturbed), ...Object.keys(disturbed)])) {
    const [left, right] = [undisturbed, disturbed].map((outcome) => canonicalJson((outcome as Record<string, unknown>)[key] ?? null));
    checks.check(`same as in the undisturbed run: ${key}`, left === right, `undisturbed ${left}\n     disturbed   ${right}`);
  }
}
