import { takeHours } from '../instance/calendar.js';
import type { CompiledCandidate, CompiledInstance, CompiledOperation } from '../instance/compiled.js';

/**
 * Lower bounds of what is still to come, independent of the choices made: days from the end of an operation to the customer,
 * and sums over the operations not yet decided at a depth of the walk.
 */
export class LowerTails {
  readonly #after: readonly Float64Array[];
  /** At least this much price and transport, kg CO2e from depth d on; suitability factor at most; arrival not before. */
  readonly priceFrom: Float64Array;
  readonly kgCo2eFrom: Float64Array;
  readonly suitabilityFrom: Float64Array;
  readonly arrivalFrom: Float64Array;

  constructor(instance: CompiledInstance) {
    const { operations, sequence } = instance;
    const after = operations.map((operation) => new Float64Array(operation.candidates.length));
    const days = operations.map((operation) => Float64Array.from(operation.candidates, leastDays));
    for (const index of [...sequence].reverse()) {
      const operation = operations[index] as CompiledOperation;
      for (const [at, candidate] of operation.candidates.entries())
        (after[index] as Float64Array)[at] = tailOf(instance, operation, candidate, after, days);
    }
    this.#after = after;
    const sums = (atEnd: number) => new Float64Array(sequence.length + 1).fill(atEnd);
    [this.priceFrom, this.kgCo2eFrom, this.suitabilityFrom, this.arrivalFrom] = [sums(0), sums(0), sums(1), sums(0)];
    for (let depth = sequence.length - 1; depth >= 0; depth -= 1) this.#addOperation(instance, depth);
  }

  /** Days from the end of an operation at one of its candidates to the arrival, at least; exact for a last operation. */
  after(operation: number, candidate: number): number {
    return (this.#after[operation] as Float64Array)[candidate] as number;
  }

  #addOperation(instance: CompiledInstance, depth: number): void {
    const index = instance.sequence[depth] as number;
    const operation = instance.operations[index] as CompiledOperation;
    const least = (valueOf: (candidate: CompiledCandidate, at: number) => number) =>
      operation.candidates.reduce((best, candidate, at) => Math.min(best, valueOf(candidate, at)), Number.POSITIVE_INFINITY);
    const legs = (candidate: CompiledCandidate, matrix: Float64Array, massOf: (sender: CompiledOperation) => number) =>
      leastLegs(instance, operation, candidate, matrix, massOf);
    this.priceFrom[depth] =
      (this.priceFrom[depth + 1] as number) + least((candidate) => candidate.priceEur + legs(candidate, instance.legs.eur, () => 1));
    this.kgCo2eFrom[depth] =
      (this.kgCo2eFrom[depth + 1] as number) +
      least((candidate) => candidate.kgCo2e + legs(candidate, instance.legs.kgCo2ePerTonne, (sender) => sender.massAfterTonnes));
    this.suitabilityFrom[depth] = (this.suitabilityFrom[depth + 1] as number) * -least((candidate) => -candidate.suitabilityFactor);
    const arrival = least((candidate, at) => earliestEnd(candidate) + this.after(index, at));
    this.arrivalFrom[depth] = Math.max(this.arrivalFrom[depth + 1] as number, arrival);
  }
}

/** The cheapest legs into a candidate from any candidates of the predecessors, and its own to the customer. */
function leastLegs(
  instance: CompiledInstance,
  operation: CompiledOperation,
  candidate: CompiledCandidate,
  matrix: Float64Array,
  massOf: (sender: CompiledOperation) => number,
): number {
  const { nodes } = instance.legs;
  let sum = operation.after.length === 0 ? massOf(operation) * (matrix[candidate.firm * nodes + nodes - 1] as number) : 0;
  for (const before of operation.before) {
    const sender = instance.operations[before] as CompiledOperation;
    const least = sender.candidates.reduce(
      (best, from) => Math.min(best, matrix[from.firm * nodes + candidate.firm] as number),
      Number.POSITIVE_INFINITY,
    );
    sum += massOf(sender) * least;
  }
  return sum;
}

function tailOf(
  instance: CompiledInstance,
  operation: CompiledOperation,
  candidate: CompiledCandidate,
  after: readonly Float64Array[],
  workDays: readonly Float64Array[],
): number {
  const { days, nodes } = instance.legs;
  if (operation.after.length === 0) return days[candidate.firm * nodes + nodes - 1] as number;
  let tail = 0;
  for (const next of operation.after) {
    const { candidates } = instance.operations[next] as CompiledOperation;
    let least = Number.POSITIVE_INFINITY;
    for (const [at, other] of candidates.entries()) {
      const leg = days[candidate.firm * nodes + other.firm] as number;
      least = Math.min(least, leg + ((workDays[next] as Float64Array)[at] as number) + ((after[next] as Float64Array)[at] as number));
    }
    tail = Math.max(tail, least);
  }
  return tail;
}

/** Days of work at least, wherever it starts; with hours the calendar is taken as if nobody else used it. */
function leastDays(candidate: CompiledCandidate): number {
  if (candidate.free === null) return candidate.durationDays;
  let least = Number.POSITIVE_INFINITY;
  for (let day = 0; day < candidate.free.length; day += 1) {
    const span = takeHours(candidate.free, day, candidate.hours, null);
    if (span === null) break;
    least = Math.min(least, span.end - span.start);
  }
  return least;
}

function earliestEnd(candidate: CompiledCandidate): number {
  if (candidate.free === null) return candidate.earliestStartDay + candidate.durationDays;
  return takeHours(candidate.free, candidate.earliestStartDay, candidate.hours, null)?.end ?? Number.POSITIVE_INFINITY;
}
