import type { Operation } from '../../partners/domain/knock-outs.js';

/** Operations in topological order: always the smallest id, by code units, whose predecessors are done. @throws on a cycle */
export function inTopologicalOrder(operations: readonly Operation[]): readonly Operation[] {
  const open = new Map(operations.map((operation) => [operation.operationId, operation]));
  const ordered: Operation[] = [];
  while (open.size > 0) {
    const ready = [...open.values()].filter(({ after }) => !after.some((before) => open.has(before)));
    const next = ready.reduce<Operation | null>(
      (least, other) => (least === null || other.operationId < least.operationId ? other : least),
      null,
    );
    if (next === null) throw new Error('the operations of the order wait for each other in a circle');
    ordered.push(next);
    open.delete(next.operationId);
  }
  return ordered;
}

/**
 * The earliest day on which each operation may begin whoever does it: every predecessor takes at least one day. Transport is left
 * out, since one firm may do both.
 */
export function earliestStarts(operations: readonly Operation[], firstWorkDay: number): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const { operationId, after } of inTopologicalOrder(operations)) {
    starts.set(operationId, Math.max(firstWorkDay, ...after.map((before) => (starts.get(before) ?? firstWorkDay) + 1)));
  }
  return starts;
}

/** Operations that no other waits for: their work goes to the customer. */
export function lastOperations(operations: readonly Operation[]): readonly Operation[] {
  const awaited = new Set(operations.flatMap((operation) => operation.after));
  return operations.filter((operation) => !awaited.has(operation.operationId));
}
