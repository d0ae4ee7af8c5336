import { allocateRedundancy, type RedundancyResult, type StandbyOption } from '@gewerk/engine-resilience';
import type { CompiledInstance } from '../instance/compiled.js';

/**
 * Standbys for a plan: the smallest fee with which the delivery probability reaches R* (methods 5.5). A standby is no member:
 * limits on members and compatibility do not bind it.
 */
export function standbyOf(instance: CompiledInstance, choice: ArrayLike<number>, requiredProbability: number): RedundancyResult {
  const tasks = new Map(
    instance.operations.map((operation, index) => {
      const primary = operation.candidates[choice[index] as number]?.firmId as string;
      return [operation.id, { lots: [[primary]], needed: 1 }];
    }),
  );
  const options = instance.operations.flatMap((operation): StandbyOption[] =>
    operation.candidates.flatMap((candidate) =>
      candidate.standbyFeeEur === null ? [] : [{ operation: operation.id, firm: candidate.firmId, feeEur: candidate.standbyFeeEur }],
    ),
  );
  return allocateRedundancy({ risk: instance.risk, tasks, options, requiredProbability });
}
