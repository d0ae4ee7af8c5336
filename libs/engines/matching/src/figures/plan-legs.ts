import type { Assignment } from '../consortium/answer/answer.js';
import { type ConsortiumInstance, CUSTOMER, legDays } from '../consortium/instance/instance.js';

/** A leg that a plan uses: from the firm of an operation to that of the next, or to the customer. */
export interface PlanLeg {
  /** The operation whose result is carried. */
  readonly operation: string;
  readonly from: string;
  /** A firm, or `customer`. */
  readonly to: string;
  readonly km: number;
  readonly days: number;
  readonly massTonnes: number;
  readonly eur: number;
  readonly kgCo2e: number;
}

/** Looks up distances of an instance, either way. @throws Error where a leg is missing */
export function distances({ legs }: Pick<ConsortiumInstance, 'legs'>): (from: string, to: string) => number {
  const known = new Map(legs.flatMap(({ from, to, km }) => [[`${from}>${to}`, km] as const, [`${to}>${from}`, km] as const]));
  return (from, to) => {
    const km = from === to ? 0 : known.get(`${from}>${to}`);
    if (km === undefined) throw new Error(`the instance has no leg between ${from} and ${to}`);
    return km;
  };
}

export function legOf(
  { transport }: Pick<ConsortiumInstance, 'transport'>,
  way: Pick<PlanLeg, 'operation' | 'from' | 'to' | 'km' | 'massTonnes'>,
): PlanLeg {
  return {
    ...way,
    days: legDays(transport, way.km),
    eur: transport.fixedEur + way.km * transport.eurPerKm,
    kgCo2e: way.massTonnes * way.km * transport.kgCo2ePerTkm,
  };
}

/** The legs of a plan as the optimiser counts them (methods 4.3): none within a firm, each last operation straight to the customer. */
export function planLegs(instance: ConsortiumInstance, assignment: Assignment): readonly PlanLeg[] {
  const kmOf = distances(instance);
  const massOf = new Map(instance.operations.map(({ id, massAfterTonnes }) => [id, massAfterTonnes]));
  const awaited = new Set(instance.operations.flatMap(({ after }) => after));
  const leg = (operation: string, to: string): PlanLeg[] => {
    const from = assignment[operation] as string;
    const massTonnes = massOf.get(operation) as number;
    return from === to ? [] : [legOf(instance, { operation, from, to, km: kmOf(from, to), massTonnes })];
  };
  return instance.operations.flatMap(({ id, after }) => [
    ...after.flatMap((before) => leg(before, assignment[id] as string)),
    ...(awaited.has(id) ? [] : leg(id, CUSTOMER)),
  ]);
}
