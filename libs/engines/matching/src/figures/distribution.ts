import type { AnswerPlan } from '../consortium/answer/answer.js';
import { type ConsortiumInstance, CUSTOMER } from '../consortium/instance/instance.js';
import { distances, legOf, type PlanLeg, planLegs } from './plan-legs.js';

/** Options of box C8; a hub is named with its distances. */
export type DistributionForm =
  | { readonly kind: 'direct' }
  | { readonly kind: 'lead' }
  | { readonly kind: 'hub'; readonly kmToCustomer: number; readonly kmByFirm: Readonly<Record<string, number>> };

export interface Distribution {
  readonly legs: readonly PlanLeg[];
  readonly transportEur: number;
  /** Of transport alone. */
  readonly kgCo2e: number;
  readonly arrivalDay: number;
  /** Where the branches of the order come together; null: nowhere before the customer. */
  readonly gatheredAt: string | null;
}

const HUB = 'hub';
/** Methods 4.3. */
const HUB_HANDLING_DAYS = 0.5;

/**
 * The last legs of a plan by form of distribution (N096, methods 4.3, box C8): *direct* each last firm delivers, *lead* every branch goes to
 * the lead member (the last firm with the largest price), then one leg, *hub* the same by way of a hub with its handling time.
 */
export function distributionOf(
  instance: ConsortiumInstance,
  plan: Pick<AnswerPlan, 'assignment' | 'endDay'>,
  form: DistributionForm,
): Distribution {
  const direct = planLegs(instance, plan.assignment);
  const last = lastOperations(instance);
  const endOf = (operation: string) => plan.endDay[operation] as number;
  if (form.kind === 'direct') {
    const daysOf = (operation: string) => direct.find((leg) => leg.operation === operation && leg.to === CUSTOMER)?.days ?? 0;
    return summed(direct, Math.max(...last.map((operation) => endOf(operation) + daysOf(operation))), null);
  }
  const kmOf = distances(instance);
  const [place, handlingDays, kmToCustomer] =
    form.kind === 'hub' ? [HUB, HUB_HANDLING_DAYS, form.kmToCustomer] : leadOf(instance, plan, last, kmOf);
  const massOf = new Map(instance.operations.map(({ id, massAfterTonnes }) => [id, massAfterTonnes]));
  const gathered = last.map((operation) => {
    const from = plan.assignment[operation] as string;
    const massTonnes = massOf.get(operation) as number;
    if (from === place) return { operation, leg: null, there: endOf(operation), massTonnes };
    const km = form.kind === 'hub' ? form.kmByFirm[from] : kmOf(from, place);
    if (km === undefined) throw new Error(`the distance from ${from} to the hub is missing`);
    const leg = legOf(instance, { operation, from, to: place, km, massTonnes });
    return { operation, leg, there: endOf(operation) + leg.days, massTonnes };
  });
  const onward = legOf(instance, {
    ...{ operation: last.at(-1) as string, from: place, to: CUSTOMER, km: kmToCustomer },
    massTonnes: gathered.reduce((sum, { massTonnes }) => sum + massTonnes, 0),
  });
  const branches = gathered.flatMap(({ leg }) => (leg === null ? [] : [leg]));
  const arrivalDay = Math.max(...gathered.map(({ there }) => there)) + handlingDays + onward.days;
  return summed([...direct.filter(({ to }) => to !== CUSTOMER), ...branches, onward], arrivalDay, place);
}

function leadOf(
  instance: ConsortiumInstance,
  { assignment }: Pick<AnswerPlan, 'assignment'>,
  last: readonly string[],
  kmOf: (from: string, to: string) => number,
): [string, number, number] {
  const priceOf = (operation: string) =>
    instance.candidates.find((candidate) => candidate.operation === operation && candidate.firm === assignment[operation])?.priceEur ?? 0;
  const operation = last.reduce((best, other) => (priceOf(other) > priceOf(best) ? other : best));
  const firm = assignment[operation] as string;
  return [firm, 0, kmOf(firm, CUSTOMER)];
}

function lastOperations({ operations }: ConsortiumInstance): string[] {
  const awaited = new Set(operations.flatMap(({ after }) => after));
  return operations.map(({ id }) => id).filter((id) => !awaited.has(id));
}

function summed(legs: readonly PlanLeg[], arrivalDay: number, gatheredAt: string | null): Distribution {
  const [transportEur, kgCo2e] = [legs.reduce((sum, { eur }) => sum + eur, 0), legs.reduce((sum, leg) => sum + leg.kgCo2e, 0)];
  return { legs, transportEur, kgCo2e, arrivalDay, gatheredAt };
}
