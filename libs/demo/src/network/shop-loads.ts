import { readFileSync } from 'node:fs';
import { type JobShop, parseJobShop, type Window } from '@gewerk/engine-scheduling';
import { seededRandom } from '@gewerk/kernel';
import { dataFile } from '../data-files.js';
import type { DemoCompany } from './profiles.js';

type Span = Window;

const MINUTE = 60_000;
const LOAD_FILES = 10;
/** Single and small batch machines are in use 34 % of the time on average (methods 12.6). */
const TARGET_UTILISATION = 0.34;
const MOST_UTILISATION = 0.9;
/** Shorter gaps are of no use to anybody. */
const LEAST_GAP_MINUTES = 30;

/** A piece of a company's own work on one of its machines, as the company itself has laid it out. */
export interface LaidOperation {
  readonly machineId: string;
  readonly startMillis: number;
  readonly endMillis: number;
  readonly minutes: number;
}

/**
 * Free windows of every machine of a company: its shifts less a load sampled from a real shop. Machines of the shop are mapped
 * to machines of the file by their load, busy first; durations carry no unit, so they are scaled until the company's productive
 * hours are 34 % of its shift hours (flow: shop loads of the demo).
 */
export function freeWindows(company: DemoCompany, shiftSpans: readonly Span[]): Map<string, Span[]> {
  return new Map([...laidOut(company, shiftSpans)].map(([machineId, busy]) => [machineId, subtractInShiftTime(shiftSpans, busy)]));
}

/** The same load as operations, in order of their start. */
export function laidOperations(company: DemoCompany, shiftSpans: readonly Span[]): LaidOperation[] {
  const toReal = realTimeOf(shiftSpans);
  const operations = [...laidOut(company, shiftSpans)].flatMap(([machineId, busy]) =>
    busy.map(([from, to]) => ({
      machineId,
      startMillis: toReal(from, 'start'),
      endMillis: toReal(to, 'end'),
      minutes: Math.max(1, Math.floor(to - from)),
    })),
  );
  return operations.sort((a, b) => a.startMillis - b.startMillis || (a.machineId < b.machineId ? -1 : 1));
}

/** By machine: busy times, in minutes of shift time from its beginning. */
function laidOut(company: DemoCompany, shiftSpans: readonly Span[]): Map<string, Span[]> {
  const random = seededRandom(company.seed * 23 + 11);
  const machines = company.groups.flatMap((group) => group.machines);
  const durations = sampleDurations(company.seed % LOAD_FILES, machines.length, random);
  const shiftMinutes = minutesOf(shiftSpans);
  const sampled = durations.reduce((sum, list) => sum + list.reduce((a, b) => a + b, 0), 0);
  const scale = sampled === 0 ? 0 : (TARGET_UTILISATION * shiftMinutes * machines.length) / sampled;
  return new Map(
    machines.map(({ machineId }, index) => [
      machineId,
      layOut(
        shiftMinutes,
        (durations[index] ?? []).map((d) => d * scale),
        random,
      ),
    ]),
  );
}

/** Durations of sampled jobs on as many of the file's machines as the company has, the busiest of the file first. */
function sampleDurations(file: number, machineCount: number, random: () => number): number[][] {
  const jobs = readLoad(file).filter(() => random() < 0.25);
  const byMachine = new Map<number, number[]>();
  for (const job of jobs) {
    for (const { machine, duration } of job.operations) byMachine.set(machine, [...(byMachine.get(machine) ?? []), duration]);
  }
  const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  const lists = [...byMachine.values()].sort((a, b) => total(b) - total(a));
  // Every third machine of the ranking, so that a shop gets bottlenecks and idle machines alike.
  return Array.from({ length: machineCount }, (_, index) => lists[(index * 3) % Math.max(1, lists.length)] ?? []);
}

/** Lays the work into the shift time with random gaps. */
function layOut(shiftMinutes: number, workMinutes: readonly number[], random: () => number): Span[] {
  const wanted = workMinutes.reduce((a, b) => a + b, 0);
  const shrink = Math.min(1, (MOST_UTILISATION * shiftMinutes) / Math.max(1, wanted));
  const idle = shiftMinutes - wanted * shrink;
  const gaps = workMinutes.map(() => random());
  const gapSum = gaps.reduce((a, b) => a + b, 0) + random();
  let cursor = 0;
  return workMinutes.map((minutes, index): Span => {
    cursor += gapSum === 0 ? 0 : ((gaps[index] ?? 0) / gapSum) * idle;
    const start = cursor;
    cursor += minutes * shrink;
    return [start, cursor];
  });
}

function minutesOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + (end - start) / MINUTE, 0);
}

/** From minutes of shift time to the instant: where a shift ends and the next begins, an end belongs to the first, a start to the second. */
function realTimeOf(shiftSpans: readonly Span[]): (minute: number, edge: 'start' | 'end') => number {
  return (minute, edge) => {
    let left = minute;
    for (const [start, end] of shiftSpans) {
      const length = (end - start) / MINUTE;
      if (left < length || (left === length && edge === 'end')) return Math.floor(start / MINUTE + left) * MINUTE;
      left -= length;
    }
    return shiftSpans.at(-1)?.[1] ?? 0;
  };
}

/** `busy` counts minutes of shift time from its beginning; the result is in real time, on whole quarter hours. */
function subtractInShiftTime(shiftSpans: readonly Span[], busy: readonly Span[]): Span[] {
  const free: Span[] = [];
  let shiftStartMinute = 0;
  for (const [start, end] of shiftSpans) {
    const shiftEndMinute = shiftStartMinute + (end - start) / MINUTE;
    let cursor = shiftStartMinute;
    const toReal = (minute: number): number => start + (minute - shiftStartMinute) * MINUTE;
    for (const [from, to] of busy) {
      if (to <= cursor || from >= shiftEndMinute) continue;
      pushGap(free, toReal(cursor), toReal(Math.min(from, shiftEndMinute)));
      cursor = Math.max(cursor, Math.min(to, shiftEndMinute));
    }
    pushGap(free, toReal(cursor), end);
    shiftStartMinute = shiftEndMinute;
  }
  return free;
}

function pushGap(free: Span[], startMillis: number, endMillis: number): void {
  const quarter = 15 * MINUTE;
  const start = Math.ceil(startMillis / quarter) * quarter;
  const end = Math.floor(endMillis / quarter) * quarter;
  if (end - start >= LEAST_GAP_MINUTES * MINUTE) free.push([start, end]);
}

function readLoad(file: number): JobShop['jobs'] {
  return parseJobShop(readFileSync(dataFile(`shop-loads/mt${String(file).padStart(2, '0')}.txt`), 'utf8')).jobs;
}
