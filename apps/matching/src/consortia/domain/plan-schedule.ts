import type { AnswerPlan, ConsortiumInstance } from '@gewerk/engine-matching';
import { CUSTOMER, legDays } from '@gewerk/engine-matching';
import type { MachineDiary, Placement } from './machine-diary.js';
import type { Offer } from './offers.js';

/** The days of a plan as reservable hours, and the diaries as they are when its primaries have theirs. */
export interface Schedule {
  readonly placements: ReadonlyMap<string, Placement>;
  readonly diaries: ReadonlyMap<string, MachineDiary>;
}

/** Operation ids in the order in which the model takes hours: always the smallest id whose predecessors are done. */
export function workOrder(instance: ConsortiumInstance): readonly string[] {
  const open = new Map(instance.operations.map((operation) => [operation.id, operation]));
  const ordered: string[] = [];
  while (open.size > 0) {
    const ready = [...open.values()].filter(({ after }) => !after.some((before) => open.has(before))).map(({ id }) => id);
    const next = ready.sort()[0];
    if (next === undefined) throw new Error('the operations of the instance wait for each other in a circle');
    ordered.push(next);
    open.delete(next);
  }
  return ordered;
}

/**
 * Puts the days of a solved plan onto the machines' real free windows, each operation from its start day as early as its hours are
 * free. The day sums equal the model's, since both take the same hours in the same order.
 * @throws where they do not: then the plan was not made from these diaries
 */
export function schedulePlan(
  instance: ConsortiumInstance,
  plan: Pick<AnswerPlan, 'assignment' | 'startDay' | 'endDay'>,
  offerOf: (operationId: string, companyId: string) => Offer,
  diaries: ReadonlyMap<string, MachineDiary>,
): Schedule {
  const own = new Map<string, MachineDiary>();
  const placements = new Map<string, Placement>();
  for (const operationId of workOrder(instance)) {
    const offer = offerOf(operationId, plan.assignment[operationId] as string);
    const diary = own.get(offer.machineId) ?? diaries.get(offer.machineId)?.copy();
    const startDay = plan.startDay[operationId] as number;
    const placed = diary?.take(startDay, offer.workMinutes) ?? null;
    if (diary === undefined || placed === null || placed.startDay !== startDay || placed.endDay !== plan.endDay[operationId]) {
      throw new Error(`operation ${operationId} does not fit the free hours of machine ${offer.machineId} from day ${startDay}`);
    }
    own.set(offer.machineId, diary);
    placements.set(operationId, placed);
  }
  return { placements, diaries: new Map([...diaries, ...own]) };
}

export class Distances {
  readonly #km = new Map<string, number>();

  constructor(private readonly instance: ConsortiumInstance) {
    for (const { from, to, km } of instance.legs) {
      this.#km.set(`${from}>${to}`, km);
      this.#km.set(`${to}>${from}`, km);
    }
  }

  kilometres(from: string, to: string): number {
    const km = from === to ? 0 : this.#km.get(`${from}>${to}`);
    if (km === undefined) throw new Error(`the instance has no leg between ${from} and ${to}`);
    return km;
  }

  /** Working days on the road; none within a firm. */
  days(from: string, to: string): number {
    return from === to ? 0 : legDays(this.instance.transport, this.kilometres(from, to));
  }
}

export interface UsedLeg {
  readonly operationId: string;
  readonly from: string;
  /** `customer` for the last leg. */
  readonly to: string;
  readonly km: number;
  readonly massTonnes: number;
}

/** The legs that a plan uses, one for each pair of operations whose firms differ. */
export function usedLegs(instance: ConsortiumInstance, assignment: AnswerPlan['assignment'], distances: Distances): readonly UsedLeg[] {
  const massOf = new Map(instance.operations.map((operation) => [operation.id, operation.massAfterTonnes]));
  const awaited = new Set(instance.operations.flatMap((operation) => operation.after));
  const legs: UsedLeg[] = [];
  const add = (operationId: string, to: string) => {
    const from = assignment[operationId] as string;
    if (from !== to) legs.push({ operationId, from, to, km: distances.kilometres(from, to), massTonnes: massOf.get(operationId) ?? 0 });
  };
  for (const operation of instance.operations) {
    for (const before of operation.after) add(before, assignment[operation.id] as string);
    if (!awaited.has(operation.id)) add(operation.id, CUSTOMER);
  }
  return legs;
}
