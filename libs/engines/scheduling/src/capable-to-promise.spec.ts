import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  capableToPromise,
  type OperationToPromise,
  type PromiseRequest,
  shiftWindows,
  totalHours,
  type Window,
  workingDays,
} from './index.js';

const zone = 'Europe/Vienna';
const now = Date.parse('2026-06-01T00:00:00+02:00');
const horizon = now + 60 * 86_400_000;
const weekdays = [1, 2, 3, 4, 5];
const days = workingDays({ zone, weekdays, closedDates: [] }, now, 40);
/** Eight hours on each working day. */
const shifts = shiftWindows({ zone, shifts: [{ weekdays, startMinute: 480, endMinute: 960 }], closedDates: [] }, now, horizon);
const from = (day: number): Window[] => shifts.filter(([start]) => start >= (days[day]?.startMillis ?? Infinity));

const operation = (id: string, after: string[], runHours: number, machines: string[]): OperationToPromise => ({
  id,
  after,
  setupHours: 0,
  runHours,
  machines,
});

/** O-100 by A, C and D, whose durations of 5, 2 and 3 days are days of eight hours (methods 4.10). */
const chain: PromiseRequest = {
  nowMillis: now,
  days,
  operations: [operation('op1', [], 40, ['A1']), operation('op2', ['op1'], 16, ['C1']), operation('op3', ['op2'], 24, ['D1'])],
  machines: { A1: { site: 'A', free: from(2) }, C1: { site: 'C', free: from(0) }, D1: { site: 'D', free: from(8) } },
  transport: [
    { from: 'A', to: 'C', days: 1 },
    { from: 'C', to: 'D', days: 1 },
    { from: 'D', to: 'X', days: 1 },
  ],
  customerSite: 'X',
};

function promised(request: PromiseRequest) {
  const result = capableToPromise(request);
  if (result.kind !== 'promised') throw new Error(JSON.stringify(result));
  return result;
}

describe('capable to promise (methods 7.2)', () => {
  it('lets the chain A-C-D of O-100 arrive on day 15', () => {
    const { arrivalDay, operations } = promised(chain);
    expect(operations.map(({ id, startDay, endDay }) => [id, startDay, endDay])).toEqual([
      ['op1', 2, 7],
      ['op2', 8, 10],
      ['op3', 11, 14],
    ]);
    expect(arrivalDay).toBe(15);
  });

  it('moves the end when a day is closed', () => {
    const closed = shifts.filter(([start]) => start < (days[12]?.startMillis ?? 0) || start >= (days[13]?.startMillis ?? 0));
    expect(promised({ ...chain, machines: { ...chain.machines, D1: { site: 'D', free: closed } } }).arrivalDay).toBe(16);
  });

  it('starts a batch process on its days only', () => {
    const furnace = { ...operation('op2', ['op1'], 6, ['C1']), batchDays: [7, 9, 14] };
    const operations = [chain.operations[0], furnace, chain.operations[2]] as OperationToPromise[];
    expect(promised({ ...chain, operations }).operations[1]).toMatchObject({ startDay: 9, endDay: 10 });
  });

  it('takes the machine that ends first, then the smaller id', () => {
    const machines = { ...chain.machines, A0: { site: 'A', free: from(3) }, A2: { site: 'A', free: from(2) } };
    const operations = [operation('op1', [], 40, ['A0', 'A2', 'A1']), ...chain.operations.slice(1)];
    expect(promised({ ...chain, machines, operations }).operations[0]?.machine).toBe('A1');
  });

  it('gives hours on one machine to one operation only', () => {
    const operations = [operation('a', [], 8, ['A1']), operation('b', [], 8, ['A1']), operation('c', ['a', 'b'], 8, ['A1'])];
    const result = promised({ ...chain, operations, transport: [{ from: 'A', to: 'X', days: 0 }] });
    expect(result.operations.map(({ startDay }) => startDay)).toEqual([2, 3, 4]);
    expect(totalHours(result.operations.flatMap(({ placement }) => placement.windows))).toBe(24);
    expect(result.arrivalDay).toBe(5);
  });

  it('says which operation cannot be placed and why, machine by machine', () => {
    const machines = { ...chain.machines, C1: { site: 'C', free: from(0).slice(0, 9) } };
    expect(capableToPromise({ ...chain, machines })).toEqual({
      kind: 'not-promised',
      operation: 'op2',
      reasons: [{ machine: 'C1', reason: 'too-few-free-hours', freeHours: 8 }],
    });
    expect(capableToPromise({ ...chain, days: days.slice(0, 15) })).toMatchObject({ kind: 'not-promised', operation: 'op3' });
  });

  it.each([
    ['scheduling.cycle', { operations: [operation('a', ['b'], 1, ['A1']), operation('b', ['a'], 1, ['A1'])] }],
    ['scheduling.operation-unknown', { operations: [operation('a', ['z'], 1, ['A1'])] }],
    ['scheduling.operation-twice', { operations: [operation('a', [], 1, ['A1']), operation('a', [], 1, ['A1'])] }],
    ['scheduling.machine-unknown', { operations: [operation('a', [], 1, ['Z9'])] }],
    ['scheduling.leg-missing', { transport: [] }],
  ])('refuses bad input as %s', (code, wrong) => {
    expect(() => capableToPromise({ ...chain, ...wrong })).toThrow(expect.objectContaining({ kind: 'invalid', code }));
  });

  it('never promises a chain earlier than the sum of its minimum times, and never earlier when it starts later', () => {
    const hours = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(hours, hours, hours, fc.integer({ min: 0, max: 200 }), (h1, h2, h3, delayHours) => {
        const needs = [h1, h2, h3];
        const operations = chain.operations.map((each, index) => ({ ...each, setupHours: 1, runHours: needs[index] ?? 0 }));
        const early = promised({ ...chain, operations });
        const minimumDays = needs.reduce((sum, need) => sum + Math.ceil((need + 1) / 8), 3);
        expect(early.arrivalDay).toBeGreaterThanOrEqual(minimumDays);
        const late = capableToPromise({ ...chain, operations, nowMillis: now + delayHours * 3_600_000 });
        if (late.kind === 'promised') expect(late.arrivalMillis).toBeGreaterThanOrEqual(early.arrivalMillis);
      }),
    );
  });
});
