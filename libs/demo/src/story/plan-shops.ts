import { shopOf } from '../network/own-jobs.js';
import type { DemoCompany } from '../network/profiles.js';
import { type Cast, inParallel } from './cast.js';
import { HORIZON_DAYS } from './publish-capacity.js';

interface PlannedOperationAnswer {
  machineId: string;
  startsAt: string;
  endsAt: string;
  origin: 'own' | 'network';
  isFrozen: boolean;
}

interface PlanAnswer {
  asked: number;
  answered: number;
  failure: { code: string; detail: string } | null;
  plan: {
    machines: number;
    weightedMinutesLate: number;
    lowerBound: number;
    engineMillis: number;
    movedOperations: number;
    reassignedOperations: number;
    lateOperations: number;
    operations: PlannedOperationAnswer[];
  } | null;
}
type Plan = NonNullable<PlanAnswer['plan']>;

export interface PlannedShops {
  shops: number;
  machines: number;
  operations: number;
  ofNetwork: number;
  minutesLate: number;
  boundMinutesLate: number;
  engineMillis: number;
  /** One machine is down for a day; null where none had anything to do. */
  outage: { machine: string; engineMillis: number; moved: number; reassigned: number; late: number } | null;
}

const DAY_MILLIS = 86_400_000;

/** Every member's system states its own jobs; the capacity service plans them while the story goes on. */
export async function stateShops(cast: Cast): Promise<void> {
  await inParallel(cast.companies, 4, (company) =>
    cast.memberSystem(company).command('PUT', 'capacity', '/plan/shop', shopOf(company, cast.now(), HORIZON_DAYS)),
  );
}

/** What came of it, the network's bookings included; then a machine breaks down, and its shop is planned anew. */
export async function planShops(cast: Cast): Promise<PlannedShops> {
  const plans = await inParallel(cast.companies, 4, async (company) => ({ company, plan: await currentPlan(cast, company) }));
  const total = (count: (plan: Plan) => number): number => plans.reduce((sum, { plan }) => sum + count(plan), 0);
  return {
    shops: plans.length,
    machines: total(({ machines }) => machines),
    operations: total(({ operations }) => operations.length),
    ofNetwork: total(({ operations }) => operations.filter(({ origin }) => origin === 'network').length),
    minutesLate: total(({ weightedMinutesLate }) => weightedMinutesLate),
    boundMinutesLate: total(({ lowerBound }) => lowerBound),
    engineMillis: total(({ engineMillis }) => engineMillis),
    outage: await breakDown(cast, plans),
  };
}

async function currentPlan(cast: Cast, company: DemoCompany): Promise<Plan> {
  return cast.eventually(`the plan of ${company.name}`, async () => {
    const { asked, answered, failure, plan } = await cast.member(company).get<PlanAnswer>('capacity', '/plan');
    if (failure !== null) throw new Error(`${company.name} could not be planned: ${failure.code} ${failure.detail}`);
    return asked === answered && plan !== null ? plan : null;
  });
}

/** The machine that has most to do in the next day, of the shops that work for the network too; where nothing of the network is on it. */
async function breakDown(cast: Cast, plans: readonly { company: DemoCompany; plan: Plan }[]): Promise<PlannedShops['outage']> {
  const [startsAt, endsAt] = [cast.now().toISOString(), new Date(cast.now().getTime() + DAY_MILLIS).toISOString()];
  const candidates = plans
    .filter(({ plan }) => plan.operations.some(({ origin }) => origin === 'network'))
    .flatMap(({ company, plan }) => company.groups.flatMap(({ machines }) => machines.map((machine) => ({ company, plan, machine }))))
    .map((candidate) => {
      const onIt = candidate.plan.operations.filter(
        (operation) => operation.machineId === candidate.machine.machineId && operation.startsAt < endsAt && operation.endsAt > startsAt,
      );
      return { ...candidate, count: onIt.some(({ origin }) => origin === 'network') ? 0 : onIt.length };
    });
  const [worst] = candidates.sort((a, b) => b.count - a.count);
  if (worst === undefined || worst.count === 0) return null;
  const { company, machine } = worst;
  const change = { kind: 'machine-outage', machineId: machine.machineId, startsAt, endsAt };
  await cast.member(company).command('POST', 'capacity', '/plan/changes', change);
  const plan = await currentPlan(cast, company);
  return {
    machine: `${machine.label} of ${company.name}`,
    engineMillis: plan.engineMillis,
    moved: plan.movedOperations,
    reassigned: plan.reassignedOperations,
    late: plan.lateOperations,
  };
}
