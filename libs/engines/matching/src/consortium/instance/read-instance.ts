import { checkInstance } from './check-instance.js';
import { FieldReader, type InstanceError } from './field-reader.js';
import type { Anchor, ConsortiumInstance, InstanceCandidate, InstanceOrder, InstanceTransport, PartialInstance } from './instance.js';

export type ReadInstanceResult =
  | { readonly instance: ConsortiumInstance; readonly errors?: undefined }
  | { readonly instance?: undefined; readonly errors: readonly InstanceError[] };

/** Reads and checks an instance; answers every wrong field with its JSONPath. Fields that the format does not know are ignored. */
export function readInstance(json: unknown): ReadInstanceResult {
  const reader = new FieldReader();
  const root = reader.object(json, '$');
  if (root === undefined) return { errors: reader.errors };
  const each = <T>(key: string, read: (fields: Readonly<Record<string, unknown>>, path: string) => T) =>
    reader.list(root[key], `$.${key}`).map((entry, index) => {
      const path = `$.${key}[${index}]`;
      const fields = reader.object(entry, path);
      return fields === undefined ? undefined : read(fields, path);
    });
  const partial: PartialInstance = {
    order: readOrder(reader, root['order']),
    operations: each('operations', (fields, path) => ({
      id: reader.text(fields, 'id', path),
      // A wrong entry is noted and kept as undefined, so that the paths of the others stay right.
      after: reader.list(fields['after'], `${path}.after`).map((id, index) => reader.textAt(id, `${path}.after[${index}]`)) as string[],
      massAfterTonnes: reader.number(fields, 'massAfterTonnes', path, { min: 0 }),
      valueExponent: reader.number(fields, 'valueExponent', path, { min: 0 }),
    })),
    firms: each('firms', (fields, path) => ({
      id: reader.text(fields, 'id', path),
      region: reader.text(fields, 'region', path),
      successProbability: reader.number(fields, 'successProbability', path, SHARE),
    })),
    regions: each('regions', (fields, path) => ({
      id: reader.text(fields, 'id', path),
      shockProbability: reader.number(fields, 'shockProbability', path, SHARE),
    })),
    candidates: each('candidates', (fields, path) => readCandidate(reader, fields, path)),
    legs: each('legs', (fields, path) => ({
      from: reader.text(fields, 'from', path),
      to: reader.text(fields, 'to', path),
      km: reader.number(fields, 'km', path, { min: 0 }),
    })),
    transport: readTransport(reader, root['transport']),
    kappa: each('kappa', (fields, path) => ({
      a: reader.text(fields, 'a', path),
      b: reader.text(fields, 'b', path),
      value: reader.number(fields, 'value', path, SHARE),
    })),
    excludedPairs: reader.list(root['excludedPairs'], '$.excludedPairs').map((pair, index) => readPair(reader, pair, index)),
    coordination: readCoordination(reader, root['coordination']),
  };
  checkInstance(partial, reader);
  return reader.errors.length > 0 ? { errors: reader.errors } : { instance: withoutUndefined(partial) as ConsortiumInstance };
}

const SHARE = { min: 0, max: 1 } as const;

function readOrder(reader: FieldReader, value: unknown): Partial<InstanceOrder> {
  const path = '$.order';
  const fields = reader.object(value, path);
  if (fields === undefined) return {};
  const weights = reader.object(fields['weights'], `${path}.weights`);
  const weight = (key: string) => (weights === undefined ? undefined : reader.number(weights, key, `${path}.weights`, SHARE));
  const anchors = reader.object(fields['anchors'], `${path}.anchors`);
  const anchor = (key: string) => (anchors === undefined ? undefined : readAnchor(reader, anchors[key], `${path}.anchors.${key}`));
  return {
    pieces: reader.number(fields, 'pieces', path, { min: 1, isInteger: true }),
    dueDay: reader.number(fields, 'dueDay', path, { min: 0 }),
    maxMembers: reader.optionalNumber(fields, 'maxMembers', path, { min: 1, isInteger: true }),
    minKappa: reader.optionalNumber(fields, 'minKappa', path, SHARE),
    requiredProbability: reader.optionalNumber(fields, 'requiredProbability', path, SHARE),
    weights: { suit: weight('suit'), price: weight('price'), date: weight('date'), rel: weight('rel'), co2: weight('co2') },
    anchors: { price: anchor('price'), arrival: anchor('arrival'), co2: anchor('co2'), probability: anchor('probability') },
  } as Partial<InstanceOrder>;
}

function readAnchor(reader: FieldReader, value: unknown, path: string): Anchor | undefined {
  const list = reader.list(value, path);
  if (!Array.isArray(value)) return undefined;
  if (list.length !== 2) return reader.fail(path, 'not-a-pair', 'must be a list of two numbers, the two anchors of the value function');
  const [first, second] = [reader.numberAt(list[0], `${path}[0]`), reader.numberAt(list[1], `${path}[1]`)];
  if (first === undefined || second === undefined) return undefined;
  if (first === second) return reader.fail(path, 'anchors-equal', `must be two different numbers, not twice ${first}`);
  return [first, second];
}

function readCandidate(reader: FieldReader, fields: Readonly<Record<string, unknown>>, path: string): Partial<InstanceCandidate> {
  const positive = { min: 0, isMinExcluded: true } as const;
  const hasDuration = fields['durationDays'] !== undefined;
  const hasHours = fields['hours'] !== undefined || fields['freeHoursByDay'] !== undefined;
  if (hasDuration && hasHours) reader.fail(path, 'work-ambiguous', 'give either durationDays or hours with freeHoursByDay, not both');
  if (!hasDuration && !hasHours) reader.fail(path, 'work-missing', 'give either durationDays or hours with freeHoursByDay');
  const free = hasHours && (!hasDuration || fields['freeHoursByDay'] !== undefined) ? fields['freeHoursByDay'] : undefined;
  const needsCalendar = hasHours && !hasDuration;
  return {
    operation: reader.text(fields, 'operation', path),
    firm: reader.text(fields, 'firm', path),
    priceEur: reader.number(fields, 'priceEur', path, { min: 0 }),
    earliestStartDay: reader.number(fields, 'earliestStartDay', path, { min: 0 }),
    durationDays: reader.optionalNumber(fields, 'durationDays', path, positive),
    hours: needsCalendar ? reader.number(fields, 'hours', path, positive) : reader.optionalNumber(fields, 'hours', path, positive),
    freeHoursByDay:
      needsCalendar || free !== undefined
        ? (reader
            .list(fields['freeHoursByDay'], `${path}.freeHoursByDay`)
            .map((hours, day) => reader.numberAt(hours, `${path}.freeHoursByDay[${day}]`, { min: 0 })) as number[])
        : undefined,
    machine: fields['machine'] === undefined ? undefined : reader.text(fields, 'machine', path),
    suitability: reader.number(fields, 'suitability', path, SHARE),
    standbyFeeEur: reader.optionalNumber(fields, 'standbyFeeEur', path, { min: 0 }),
    kgCo2e: reader.optionalNumber(fields, 'kgCo2e', path, { min: 0 }),
  };
}

function readTransport(reader: FieldReader, value: unknown): Partial<InstanceTransport> {
  const path = '$.transport';
  const fields = reader.object(value, path);
  if (fields === undefined) return {};
  const days = (): InstanceTransport['days'] | undefined => {
    const given = fields['days'];
    if (given === undefined || typeof given === 'number') return reader.number(fields, 'days', path, { min: 0 });
    const table = reader.object(given, `${path}.days`);
    if (table === undefined) return undefined;
    const upToKm = reader.number(table, 'upToKm', `${path}.days`, { min: 0 });
    const then = reader.number(table, 'then', `${path}.days`, { min: 0, isMinExcluded: true });
    return upToKm === undefined || then === undefined ? undefined : { upToKm, then };
  };
  return {
    fixedEur: reader.number(fields, 'fixedEur', path, { min: 0 }),
    eurPerKm: reader.number(fields, 'eurPerKm', path, { min: 0 }),
    kgCo2ePerTkm: reader.number(fields, 'kgCo2ePerTkm', path, { min: 0 }),
    days: days(),
  };
}

function readPair(reader: FieldReader, value: unknown, index: number): readonly [string, string] | undefined {
  const path = `$.excludedPairs[${index}]`;
  const list = reader.list(value, path);
  if (!Array.isArray(value)) return undefined;
  if (list.length !== 2) return reader.fail(path, 'not-a-pair', 'must be a list of two firm ids');
  const [a, b] = [reader.textAt(list[0], `${path}[0]`), reader.textAt(list[1], `${path}[1]`)];
  return a === undefined || b === undefined ? undefined : [a, b];
}

function readCoordination(reader: FieldReader, value: unknown): PartialInstance['coordination'] {
  const path = '$.coordination';
  const fields = reader.object(value, path);
  if (fields === undefined) return {};
  const cost = (key: string) => reader.number(fields, key, path, { min: 0 });
  return { k0: cost('k0'), k1: cost('k1'), k2: cost('k2') };
}

/** An absent optional field stays absent, so that what was read compares equal to what was written. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, withoutUndefined(member)]),
  );
}
