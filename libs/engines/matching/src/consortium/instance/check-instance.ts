import type { FieldReader } from './field-reader.js';
import { CUSTOMER, type PartialInstance } from './instance.js';

const SUM_TOLERANCE = 1e-3;

/** Checks what spans several fields: ids, sums, cycles, legs and compatibilities between the firms of candidates. */
export function checkInstance(instance: PartialInstance, reader: FieldReader): void {
  checkSums(instance, reader);
  const operations = checkUnique(instance.operations, 'operations', reader);
  const regions = checkUnique(instance.regions, 'regions', reader);
  const firms = checkUnique(instance.firms, 'firms', reader);
  if (instance.operations.length === 0 && !reader.errors.some((error) => error.path === '$.operations')) {
    reader.fail('$.operations', 'empty', 'must hold at least one operation');
  }
  if (firms.has(CUSTOMER))
    reader.fail(`$.firms[${firms.get(CUSTOMER)}].id`, 'reserved', `"${CUSTOMER}" is the customer's node; rename the firm`);
  const known = (ids: ReadonlyMap<string, number>, id: string | undefined, path: string, kind: string) => {
    if (id !== undefined && !ids.has(id)) reader.fail(path, 'unknown-id', `"${id}" is not among the ${kind}`);
  };
  for (const [index, firm] of instance.firms.entries()) known(regions, firm?.region, `$.firms[${index}].region`, 'regions');
  for (const [index, candidate] of instance.candidates.entries()) {
    known(operations, candidate?.operation, `$.candidates[${index}].operation`, 'operations');
    known(firms, candidate?.firm, `$.candidates[${index}].firm`, 'firms');
  }
  const nodes = new Map([...firms, [CUSTOMER, -1]]);
  for (const [index, leg] of instance.legs.entries()) {
    known(nodes, leg?.from, `$.legs[${index}].from`, 'firms');
    known(nodes, leg?.to, `$.legs[${index}].to`, 'firms');
  }
  for (const [index, pair] of instance.kappa.entries()) {
    known(firms, pair?.a, `$.kappa[${index}].a`, 'firms');
    known(firms, pair?.b, `$.kappa[${index}].b`, 'firms');
    if (pair?.a !== undefined && pair.a === pair.b && pair.value !== undefined && pair.value !== 1) {
      reader.fail(`$.kappa[${index}].value`, 'own-pair', 'a firm is fully compatible with itself: give 1 or leave the pair out');
    }
  }
  for (const [index, pair] of instance.excludedPairs.entries()) {
    known(firms, pair?.[0], `$.excludedPairs[${index}][0]`, 'firms');
    known(firms, pair?.[1], `$.excludedPairs[${index}][1]`, 'firms');
    if (pair !== undefined && pair[0] === pair[1]) reader.fail(`$.excludedPairs[${index}]`, 'own-pair', 'must name two different firms');
  }
  const isAcyclic = checkPredecessors(instance, operations, reader);
  checkCandidates(instance, reader);
  // Along a cycle legs would be asked for that no right instance needs.
  if (isAcyclic) checkPairs(instance, firms, reader);
}

function checkSums(instance: PartialInstance, reader: FieldReader): void {
  const sumIsOne = (values: readonly (number | undefined)[], path: string, what: string) => {
    if (values.length === 0 || values.includes(undefined)) return;
    const sum = (values as number[]).reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) reader.fail(path, 'sum-not-one', `${what} must sum to 1, not ${sum}`);
  };
  if (instance.order.weights !== undefined) sumIsOne(Object.values(instance.order.weights), '$.order.weights', 'the weights');
  sumIsOne(
    instance.operations.map((operation) => operation?.valueExponent),
    '$.operations[*].valueExponent',
    'the value exponents of the operations',
  );
}

function checkUnique(
  entries: readonly ({ readonly id?: string } | undefined)[],
  key: string,
  reader: FieldReader,
): ReadonlyMap<string, number> {
  const firstIndex = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    if (entry?.id === undefined) continue;
    const first = firstIndex.get(entry.id);
    if (first === undefined) firstIndex.set(entry.id, index);
    else reader.fail(`$.${key}[${index}].id`, 'duplicate', `"${entry.id}" is already the id of $.${key}[${first}]`);
  }
  return firstIndex;
}

function checkPredecessors(instance: PartialInstance, operations: ReadonlyMap<string, number>, reader: FieldReader): boolean {
  for (const [index, operation] of instance.operations.entries()) {
    for (const [position, id] of (operation?.after ?? []).entries()) {
      if (id === undefined) continue;
      const path = `$.operations[${index}].after[${position}]`;
      if (!operations.has(id)) reader.fail(path, 'unknown-id', `"${id}" is not among the operations`);
      else if (operation?.after?.indexOf(id) !== position) reader.fail(path, 'duplicate', `"${id}" is already a predecessor`);
    }
  }
  const cyclic = operationsOnCycles(instance);
  for (const index of cyclic) {
    reader.fail(`$.operations[${index}].after`, 'cycle', 'leads back to the operation itself; a predecessor must come before');
  }
  return cyclic.length === 0;
}

function operationsOnCycles(instance: PartialInstance): number[] {
  const after = new Map(
    instance.operations.flatMap((operation) => (operation?.id === undefined ? [] : [[operation.id, operation.after ?? []]])),
  );
  const reaches = (from: string, target: string): boolean => {
    const seen = new Set<string>();
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const before of after.get(id) ?? []) {
        if (before === target) return true;
        if (!seen.has(before)) open.push(before);
        seen.add(before);
      }
    }
    return false;
  };
  return instance.operations.flatMap((operation, index) =>
    operation?.id !== undefined && reaches(operation.id, operation.id) ? [index] : [],
  );
}

function checkCandidates(instance: PartialInstance, reader: FieldReader): void {
  const firstIndex = new Map<string, number>();
  const calendars = new Map<string, { readonly index: number; readonly text: string }>();
  for (const [index, candidate] of instance.candidates.entries()) {
    if (candidate?.operation === undefined || candidate.firm === undefined) continue;
    const key = JSON.stringify([candidate.operation, candidate.firm]);
    const first = firstIndex.get(key);
    if (first === undefined) firstIndex.set(key, index);
    else {
      const what = `"${candidate.firm}" is already a candidate of "${candidate.operation}" in $.candidates[${first}]`;
      reader.fail(`$.candidates[${index}]`, 'duplicate', what);
    }
    if (candidate.machine === undefined || candidate.freeHoursByDay === undefined) continue;
    const machine = JSON.stringify([candidate.firm, candidate.machine]);
    const text = JSON.stringify(withoutClosedEnd(candidate.freeHoursByDay));
    const former = calendars.get(machine);
    if (former === undefined) calendars.set(machine, { index, text });
    else if (former.text !== text) {
      const what = `must equal $.candidates[${former.index}].freeHoursByDay: both share machine "${candidate.machine}" of "${candidate.firm}"`;
      reader.fail(`$.candidates[${index}].freeHoursByDay`, 'calendar-differs', what);
    }
  }
}

function withoutClosedEnd(hours: readonly number[]): readonly number[] {
  const last = hours.findLastIndex((free) => free !== 0);
  return hours.slice(0, last + 1);
}

/** Legs between firms of neighbouring operations and to the customer, compatibilities between firms that may meet in a plan. */
function checkPairs(instance: PartialInstance, firms: ReadonlyMap<string, number>, reader: FieldReader): void {
  const legs = pairsOf(
    instance.legs.map((leg) => [leg?.from, leg?.to, leg?.km]),
    '$.legs',
    'km',
    reader,
  );
  const kappas = pairsOf(
    instance.kappa.map((pair) => [pair?.a, pair?.b, pair?.value]),
    '$.kappa',
    'value',
    reader,
  );
  const firmsOf = new Map<string, Set<string>>();
  for (const candidate of instance.candidates) {
    if (candidate?.operation === undefined || candidate.firm === undefined || !firms.has(candidate.firm)) continue;
    firmsOf.set(candidate.operation, (firmsOf.get(candidate.operation) ?? new Set()).add(candidate.firm));
  }
  const missing = new Set<string>();
  const need = (pairs: ReadonlySet<string>, a: string, b: string, path: string, code: string, what: string) => {
    if (a === b || pairs.has(pairKey(a, b)) || missing.has(code + pairKey(a, b))) return;
    missing.add(code + pairKey(a, b));
    reader.fail(path, code, `${what} between "${a}" and "${b}" is missing`);
  };
  const operations = instance.operations.flatMap((operation) =>
    operation?.id === undefined ? [] : [operation as { id: string; after?: string[] }],
  );
  const followed = new Set(operations.flatMap((operation) => operation.after ?? []));
  for (const operation of operations) {
    const here = firmsOf.get(operation.id) ?? [];
    for (const firm of here) {
      if (!followed.has(operation.id)) need(legs, firm, CUSTOMER, '$.legs', 'leg-missing', 'the leg');
      for (const before of operation.after ?? []) {
        for (const other of firmsOf.get(before) ?? []) need(legs, other, firm, '$.legs', 'leg-missing', 'the leg');
      }
      for (const second of operations) {
        if (second.id === operation.id) continue;
        for (const other of firmsOf.get(second.id) ?? []) need(kappas, firm, other, '$.kappa', 'kappa-missing', 'the compatibility');
      }
    }
  }
}

function pairsOf(
  entries: readonly (readonly [string | undefined, string | undefined, number | undefined])[],
  path: string,
  field: string,
  reader: FieldReader,
): ReadonlySet<string> {
  const valueOf = new Map<string, number | undefined>();
  for (const [index, [a, b, value]] of entries.entries()) {
    if (a === undefined || b === undefined) continue;
    const key = pairKey(a, b);
    if (valueOf.has(key) && valueOf.get(key) !== value) {
      reader.fail(`${path}[${index}].${field}`, 'contradiction', `the pair "${a}" and "${b}" is already given with ${valueOf.get(key)}`);
    }
    valueOf.set(key, value);
  }
  return new Set(valueOf.keys());
}

function pairKey(a: string, b: string): string {
  return JSON.stringify(a < b ? [a, b] : [b, a]);
}
