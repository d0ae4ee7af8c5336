import type { ConsortiumInstance, InstanceCandidate, InstanceOperation } from '../instance/instance.js';

/** A plan as the format defines it, worked out the slow way. */
export interface NaivePlan {
  assignment: Record<string, string>;
  rule: string | null;
  start: Record<string, number>;
  end: Record<string, number>;
  price: number;
  arrival: number;
  kg: number;
  probability: number;
  suitability: number;
  utility: number;
  kappa: number;
  members: number;
}

type Days = Record<string, number>;

function kmBetween(instance: ConsortiumInstance, a: string, b: string): number {
  if (a === b) return 0;
  return instance.legs.find((leg) => (leg.from === a && leg.to === b) || (leg.from === b && leg.to === a))?.km ?? 0;
}

function daysBetween(instance: ConsortiumInstance, a: string, b: string): number {
  if (a === b) return 0;
  const { days } = instance.transport;
  if (typeof days === 'number') return days;
  const km = kmBetween(instance, a, b);
  return km <= days.upToKm ? 1 : 1 + Math.ceil((km - days.upToKm) / days.then);
}

function kappaOf(instance: ConsortiumInstance, a: string, b: string): number {
  return instance.kappa.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))?.value ?? 1;
}

function isLast(instance: ConsortiumInstance, operation: InstanceOperation): boolean {
  return !instance.operations.some((other) => other.after.includes(operation.id));
}

function candidateOf(instance: ConsortiumInstance, operation: string, firm: string | undefined): InstanceCandidate {
  return instance.candidates.find((candidate) => candidate.operation === operation && candidate.firm === firm) as InstanceCandidate;
}

/** First day with hours and end (exclusive) of each operation; Infinity where the calendar ends before the work does. */
function schedule(instance: ConsortiumInstance, assignment: Record<string, string>): { start: Days; end: Days } {
  const start: Days = {};
  const end: Days = {};
  const left = new Map<string, number[]>();
  const open = [...instance.operations].sort((a, b) => (a.id < b.id ? -1 : 1));
  while (open.length > 0) {
    const at = open.findIndex((operation) => operation.after.every((id) => end[id] !== undefined));
    const operation = open.splice(at, 1)[0] as InstanceOperation;
    const firm = assignment[operation.id] as string;
    const candidate = candidateOf(instance, operation.id, firm);
    const arrivals = operation.after.map((id) => (end[id] as number) + daysBetween(instance, assignment[id] as string, firm));
    const ready = Math.max(candidate.earliestStartDay, ...arrivals);
    if (candidate.durationDays !== undefined) {
      start[operation.id] = ready;
      end[operation.id] = ready + candidate.durationDays;
      continue;
    }
    const key = candidate.machine === undefined ? `${firm}/${operation.id}` : `${firm}//${candidate.machine}`;
    const free = left.get(key) ?? [...(candidate.freeHoursByDay as number[])];
    left.set(key, free);
    let hours = candidate.hours as number;
    let day = Math.ceil(ready);
    for (; hours > 0 && day < free.length; day += 1) {
      const used = Math.min(hours, free[day] as number);
      if (used > 0) start[operation.id] ??= day;
      hours -= used;
      free[day] = (free[day] as number) - used;
    }
    end[operation.id] = hours > 0 ? Number.POSITIVE_INFINITY : day;
  }
  return { start, end };
}

/** Price and kg CO2e: candidates, one leg for each precedence pair between two firms and from each last operation, coordination. */
function costs(instance: ConsortiumInstance, assignment: Record<string, string>, pairs: readonly [string, string][]) {
  const { transport, coordination } = instance;
  const members = new Set(Object.values(assignment)).size;
  let price = coordination.k0 + coordination.k1 * (members - 1);
  let kg = 0;
  const exchanges = new Set<string>();
  const addLeg = (from: string, to: string, tonnes: number) => {
    if (from === to) return;
    const km = kmBetween(instance, from, to);
    exchanges.add([from, to].sort().join());
    price += transport.fixedEur + km * transport.eurPerKm;
    kg += tonnes * km * transport.kgCo2ePerTkm;
  };
  for (const operation of instance.operations) {
    const firm = assignment[operation.id] as string;
    const candidate = candidateOf(instance, operation.id, firm);
    price += candidate.priceEur;
    kg += candidate.kgCo2e ?? 0;
    for (const before of instance.operations.filter((other) => operation.after.includes(other.id))) {
      addLeg(assignment[before.id] as string, firm, before.massAfterTonnes);
    }
    if (isLast(instance, operation)) addLeg(firm, 'customer', operation.massAfterTonnes);
  }
  for (const [a, b] of pairs) price += coordination.k2 * (exchanges.has([a, b].join()) ? 1 : 0.25) * (1 - kappaOf(instance, a, b));
  return { price, kg };
}

/** Evaluates one assignment step by step as the format describes it, sharing no code with the solver. */
function evaluateNaively(instance: ConsortiumInstance, assignment: Record<string, string>): NaivePlan {
  const { order, operations } = instance;
  const members = [...new Set(Object.values(assignment))].sort();
  const pairs = members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b] as [string, string]));
  const { start, end } = schedule(instance, assignment);
  const arrivals = operations
    .filter((operation) => isLast(instance, operation))
    .map(({ id }) => (end[id] as number) + daysBetween(instance, assignment[id] as string, 'customer'));
  const arrival = Math.max(...arrivals);
  const { price, kg } = costs(instance, assignment, pairs);
  const suitability = operations.reduce(
    (product, { id, valueExponent }) => product * candidateOf(instance, id, assignment[id]).suitability ** valueExponent,
    1,
  );
  const probability = naiveProbability(instance, Object.fromEntries(Object.entries(assignment).map(([id, firm]) => [id, [firm]])));
  const kappa = Math.min(1, ...pairs.map(([a, b]) => kappaOf(instance, a, b)));
  const rules: [string, boolean][] = [
    ['max-members', members.length > (order.maxMembers ?? 6)],
    ['excluded-pair', instance.excludedPairs.some(([a, b]) => members.includes(a) && members.includes(b))],
    ['min-kappa', kappa < (order.minKappa ?? 0.5)],
    ['calendar', Object.values(end).includes(Number.POSITIVE_INFINITY)],
    ['due-day', arrival > order.dueDay],
  ];
  const { weights, anchors } = order;
  const value = (x: number, [best, worst]: readonly [number, number]) => Math.max(0.01, Math.min(1, (x - worst) / (best - worst)));
  const utility =
    Math.max(0.01, suitability) ** weights.suit *
    value(price, anchors.price) ** weights.price *
    value(arrival, anchors.arrival) ** weights.date *
    value(kg, anchors.co2) ** weights.co2 *
    value(probability, [anchors.probability[1], anchors.probability[0]]) ** weights.rel;
  const rule = rules.find(([, isBroken]) => isBroken)?.[0] ?? null;
  return { assignment, rule, start, end, price, arrival, kg, probability, suitability, utility, kappa, members: members.length };
}

/** Sum over all states of regions and firms. */
export function naiveProbability(instance: ConsortiumInstance, providers: Record<string, string[]>): number {
  const firms = instance.firms.filter((firm) => Object.values(providers).some((list) => list.includes(firm.id)));
  let total = 0;
  for (let shocks = 0; shocks < 2 ** instance.regions.length; shocks += 1) {
    const isHit = (region: string) => (shocks >> instance.regions.findIndex((r) => r.id === region)) & 1;
    const pShocks = instance.regions.reduce((p, r) => p * (isHit(r.id) ? r.shockProbability : 1 - r.shockProbability), 1);
    for (let mask = 0; mask < 2 ** firms.length; mask += 1) {
      const works = (id: string) => (mask >> firms.findIndex((firm) => firm.id === id)) & 1;
      const pMask = firms.reduce((p, firm) => {
        const success = isHit(firm.region) ? 0 : firm.successProbability;
        return p * (works(firm.id) ? success : 1 - success);
      }, 1);
      if (Object.values(providers).every((list) => list.some((id) => works(id) === 1))) total += pShocks * pMask;
    }
  }
  return total;
}

/** All assignments, in the order of operation ids and firm ids. */
export function allNaively(instance: ConsortiumInstance): NaivePlan[] {
  let assignments: Record<string, string>[] = [{}];
  for (const operation of [...instance.operations].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const firms = instance.candidates.filter((c) => c.operation === operation.id).map((c) => c.firm);
    firms.sort();
    assignments = assignments.flatMap((assignment) => firms.map((firm) => ({ ...assignment, [operation.id]: firm })));
  }
  return assignments.map((assignment) => evaluateNaively(instance, assignment));
}
