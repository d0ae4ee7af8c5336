import { seededRandom } from '@gewerk/kernel';
import type { DemoCompany } from './profiles.js';
import { shiftSpans } from './shift-spans.js';
import { type LaidOperation, laidOperations } from './shop-loads.js';

const DAY_MILLIS = 86_400_000;
const OPERATIONS_MAX = 4;
/** Parts lie no longer than this between two operations. */
const WAITING_MILLIS_MAX = 3 * DAY_MILLIS;
/** Between the end that the shop itself has laid out and the due date. */
const SLACK_MILLIS = 2 * DAY_MILLIS;

interface Chain {
  readonly operations: LaidOperation[];
  readonly length: number;
  readonly weight: number;
}

/**
 * A company's own jobs, as its system states them: the load that its free windows leave out, piece by piece, joined to jobs of up to
 * four operations on different machines. Released when the shop itself would begin, due two days after it would end.
 */
export function shopOf(company: DemoCompany, now: Date, days: number): object {
  const random = seededRandom(company.seed * 29 + 5);
  const chains: Chain[] = [];
  for (const operation of laidOperations(company, shiftSpans(company, now, days))) {
    const chain = chains.findLast((candidate) => continues(candidate, operation));
    if (chain !== undefined) chain.operations.push(operation);
    else chains.push({ operations: [operation], length: 1 + Math.floor(random() * OPERATIONS_MAX), weight: 1 + Math.floor(random() * 3) });
  }
  return {
    jobs: chains.map(({ operations, weight }, index) => ({
      jobId: String(index + 1),
      releaseAt: new Date(operations[0]?.startMillis ?? 0).toISOString(),
      dueAt: new Date((operations.at(-1)?.endMillis ?? 0) + SLACK_MILLIS).toISOString(),
      weight,
      operations: operations.map(({ machineId, minutes }, place) => ({
        operationId: String(place + 1),
        after: place === 0 ? [] : [String(place)],
        options: unitsLike(company, machineId).map((unit) => ({ machineId: unit, minutes })),
      })),
    })),
  };
}

function continues({ operations, length }: Chain, { machineId, startMillis }: LaidOperation): boolean {
  const last = operations.at(-1);
  if (last === undefined || operations.length >= length || last.machineId === machineId) return false;
  return last.endMillis <= startMillis && startMillis - last.endMillis <= WAITING_MILLIS_MAX;
}

/** The machine itself first, then the others of its group. */
function unitsLike({ groups }: DemoCompany, machineId: string): string[] {
  const group = groups.find(({ machines }) => machines.some((machine) => machine.machineId === machineId));
  const others = (group?.machines ?? []).map((machine) => machine.machineId).filter((id) => id !== machineId);
  return [machineId, ...others];
}
