import type { Recomputation } from '../decision/record.js';
import { asStored, differencesOf, digestOf } from '../decision/stored-record.js';
import { type Placement, type PlacementCase, placeOrder } from './place-order.js';
import { PLACEMENT_POLICY, type PlacementPolicy } from './policy.js';

/** Changes when the same case and policy may give another placement. */
const PLACEMENT_ENGINE_VERSION = 'placement-1';
const DIFFERENCES_MAX = 20;

/** A placement as it is stored, never changed: case with its seed, policy, result (methods 0.6, 9.4). Plain JSON. */
export interface PlacementRecord {
  readonly kind: 'placement';
  readonly engineVersion: string;
  readonly policy: PlacementPolicy;
  readonly input: PlacementCase;
  readonly inputDigest: string;
  readonly result: Placement;
  /** Of all the above together: names the record. */
  readonly digest: string;
}

export function decidePlacement(placement: PlacementCase, policy: PlacementPolicy = PLACEMENT_POLICY): PlacementRecord {
  const input = asStored(placement);
  return sealed({
    ...{ kind: 'placement', engineVersion: PLACEMENT_ENGINE_VERSION, policy: asStored(policy) },
    ...{ input, inputDigest: digestOf(input), result: asStored(placeOrder(input, policy)) },
  });
}

/** P19: places an order again from what its record holds, the seed among it. */
export function recomputePlacement(record: PlacementRecord): Recomputation {
  const { digest, ...content } = record;
  const problems: Recomputation['problems'][number][] = [];
  if (record.engineVersion !== PLACEMENT_ENGINE_VERSION) problems.push('other-engine');
  if (digestOf(record.input) !== record.inputDigest) problems.push('input-altered');
  if (sealed(content).digest !== digest) problems.push('record-altered');
  const differences = differencesOf(record.result, asStored(placeOrder(record.input, record.policy)), '').slice(0, DIFFERENCES_MAX);
  if (differences.length > 0) problems.push('result-differs');
  return { isSame: problems.length === 0, problems, differences };
}

function sealed(content: Omit<PlacementRecord, 'digest'>): PlacementRecord {
  return { ...content, digest: digestOf(content) };
}
