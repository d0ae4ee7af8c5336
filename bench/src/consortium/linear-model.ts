import type { ConsortiumInstance } from '@gewerk/engine-matching';

/**
 * The price part of an instance as a mixed-integer linear programme in the LP format: assignment, transport over flows between
 * candidates, members and their coordination. Dates, probability and CO2e are left out, so the instance must not bind them.
 */
export function linearModel(instance: ConsortiumInstance): string {
  const objective: string[] = [];
  const rows: string[] = [];
  const { k0, k1, k2 } = instance.coordination;
  const firms = instance.firms.map(({ id }) => id);
  const numberOf = new Map(firms.map((id, index) => [id, index]));
  const kappa = pairTable(instance.kappa.map(({ a, b, value }) => [a, b, value]));
  const km = pairTable(instance.legs.map(({ from, to, km: length }) => [from, to, length]));
  const eur = (a: string, b: string) => (a === b ? 0 : instance.transport.fixedEur + km(a, b) * instance.transport.eurPerKm);
  const candidatesOf = (operation: string) => instance.candidates.filter((candidate) => candidate.operation === operation);
  const operationNumber = new Map(instance.operations.map(({ id }, index) => [id, index]));
  const x = (operation: string, firm: string) => `x${operationNumber.get(operation)}_${numberOf.get(firm)}`;
  const z = (firm: string) => `z${numberOf.get(firm)}`;
  const pair = (a: string, b: string) => [numberOf.get(a) as number, numberOf.get(b) as number].sort((i, j) => i - j).join('_');
  const exchanges = new Set<string>();
  const followed = new Set(instance.operations.flatMap(({ after }) => after));
  for (const operation of instance.operations) {
    const here = candidatesOf(operation.id);
    rows.push(`${here.map(({ firm }) => x(operation.id, firm)).join(' + ')} = 1`);
    for (const { firm, priceEur } of here) {
      objective.push(term(priceEur + (followed.has(operation.id) ? 0 : eur(firm, 'customer')), x(operation.id, firm)));
      rows.push(`${x(operation.id, firm)} - ${z(firm)} <= 0`);
    }
    for (const before of operation.after) {
      const there = candidatesOf(before);
      const y = (from: string, to: string) =>
        `y${operationNumber.get(before)}_${operationNumber.get(operation.id)}_${numberOf.get(from)}_${numberOf.get(to)}`;
      for (const a of there) rows.push(`${here.map((b) => y(a.firm, b.firm)).join(' + ')} - ${x(before, a.firm)} = 0`);
      for (const b of here) rows.push(`${there.map((a) => y(a.firm, b.firm)).join(' + ')} - ${x(operation.id, b.firm)} = 0`);
      const ofPair = Map.groupBy(
        there.flatMap((a) => here.flatMap((b) => (a.firm === b.firm ? [] : [{ key: pair(a.firm, b.firm), name: y(a.firm, b.firm) }]))),
        ({ key }) => key,
      );
      for (const a of there) for (const b of here) if (a.firm !== b.firm) objective.push(term(eur(a.firm, b.firm), y(a.firm, b.firm)));
      for (const [key, flows] of ofPair) {
        exchanges.add(key);
        rows.push(`${flows.map(({ name }) => name).join(' + ')} - e${key} <= 0`);
      }
    }
  }
  const excluded = new Set(instance.excludedPairs.map(([a, b]) => pair(a, b)));
  for (const [index, a] of firms.entries()) {
    objective.push(term(k1, z(a)));
    for (const b of firms.slice(index + 1)) {
      const key = pair(a, b);
      if (excluded.has(key) || kappa(a, b) < (instance.order.minKappa ?? 0.5)) {
        rows.push(`${z(a)} + ${z(b)} <= 1`);
        continue;
      }
      objective.push(term(0.25 * k2 * (1 - kappa(a, b)), `w${key}`));
      rows.push(`${z(a)} + ${z(b)} - w${key} <= 1`);
      if (exchanges.has(key)) objective.push(term(0.75 * k2 * (1 - kappa(a, b)), `e${key}`));
    }
  }
  rows.push(`${firms.map(z).join(' + ')} <= ${instance.order.maxMembers ?? 6}`);
  const binaries = instance.candidates.map(({ operation, firm }) => x(operation, firm)).concat(firms.map(z));
  return [
    'Minimize',
    ` cost: ${objective.join('\n ')} + ${k0 - k1} one`,
    'Subject To',
    ...rows.map((row, index) => ` r${index}: ${row}`),
    'Bounds',
    ' one = 1',
    'Binary',
    ...binaries.map((name) => ` ${name}`),
    'End',
  ].join('\n');
}

/** The instance whose best utility is its least price: no date binds, no other criterion has weight. */
export function pricePart(instance: ConsortiumInstance): ConsortiumInstance {
  const total = instance.candidates.reduce((sum, { priceEur }) => sum + priceEur, 0) * 2;
  return {
    ...instance,
    order: {
      pieces: instance.order.pieces,
      maxMembers: instance.order.maxMembers ?? 6,
      minKappa: instance.order.minKappa ?? 0.5,
      dueDay: 1e6,
      weights: { suit: 0, price: 1, date: 0, rel: 0, co2: 0 },
      anchors: { ...instance.order.anchors, price: [0, total] },
    },
  };
}

function term(factor: number, name: string): string {
  return `+ ${factor} ${name}`;
}

function pairTable(entries: readonly (readonly [string, string, number])[]): (a: string, b: string) => number {
  const table = new Map(entries.flatMap(([a, b, value]) => [[`${a}/${b}`, value] as const, [`${b}/${a}`, value] as const]));
  return (a, b) => table.get(`${a}/${b}`) ?? 1;
}
