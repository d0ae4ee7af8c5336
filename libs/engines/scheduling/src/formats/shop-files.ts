import type { FlexibleShop, MachineOption, ShopOperation } from '../shop/flexible-shop.js';
import { COUNT_MAX, malformed, NumberLines, OPERATIONS_MAX, OPTIONS_MAX } from './number-lines.js';

const MACHINES_MAX = 10_000;

/**
 * Reads a flexible job shop (`.fjs`): a line with the numbers of jobs and machines and, if given, the mean flexibility; then a line per
 * job with the number of its operations and for each the number of options and as many pairs of machine (from 1) and duration.
 * @throws DomainError `scheduling.file-malformed` with line and reason
 */
export function readFlexibleJobShop(text: string): FlexibleShop {
  const lines = new NumberLines(text);
  const { jobs, machines } = readHeader(lines);
  if (lines.hasMore()) lines.number('the mean flexibility');
  lines.endLine('the mean flexibility');
  const operations: ShopOperation[] = [];
  const budget = { options: 0 };
  for (let job = 0; job < jobs; job += 1) {
    lines.requireLine(`the line of job ${job} of ${jobs}`);
    const count = lines.whole('the number of operations', 1, COUNT_MAX);
    checkCount(lines, operations.length + count);
    for (let number = 0; number < count; number += 1) {
      const options = readOptions(lines, machines, 1, budget);
      operations.push({ job, number, options, after: number === 0 ? [] : [operations.length - 1] });
    }
    lines.endLine('the last operation of the job');
  }
  lines.endFile(`the ${jobs} jobs`);
  return { jobs, machines, firstMachine: 1, operations };
}

/**
 * Reads a job shop: a line with the numbers of jobs and machines, then a line per job with pairs of machine (from 0) and duration. A
 * job may visit a machine more than once, or not at all.
 * @throws DomainError `scheduling.file-malformed` with line and reason
 */
export function readJobShop(text: string): FlexibleShop {
  const lines = new NumberLines(text);
  const { jobs, machines } = readHeader(lines);
  lines.endLine('the numbers of jobs and machines');
  const operations: ShopOperation[] = [];
  for (let job = 0; job < jobs; job += 1) {
    lines.requireLine(`the line of job ${job} of ${jobs}`);
    for (let number = 0; lines.hasMore(); number += 1) {
      checkCount(lines, operations.length + 1);
      const machine = readMachine(lines, machines, 0);
      const duration = lines.whole('a duration', 1);
      operations.push({ job, number, options: [{ machine, duration }], after: number === 0 ? [] : [operations.length - 1] });
    }
  }
  lines.endFile(`the ${jobs} jobs`);
  return { jobs, machines, firstMachine: 0, operations };
}

/**
 * Reads a flexible shop of precedence graphs: lines of remarks that begin with #, a line with the numbers of operations, of precedences
 * and of machines, a line per precedence with the operation before and the one after (from 0), then a line per operation with the number
 * of options and as many pairs of machine (from 0) and duration. What hangs together is a job.
 * @throws DomainError `scheduling.file-malformed` with line and reason
 */
export function readPrecedenceShop(text: string): FlexibleShop {
  const lines = new NumberLines(text);
  lines.requireLine('the line with the numbers of operations, precedences and machines');
  const count = lines.whole('the number of operations', 1, COUNT_MAX);
  checkCount(lines, count);
  const precedences = lines.whole('the number of precedences', 0, COUNT_MAX);
  const machines = lines.whole('the number of machines', 1, MACHINES_MAX);
  lines.endLine('the number of machines');
  const after: number[][] = Array.from({ length: count }, () => []);
  const links: [number, number][] = [];
  const firstLine = new Map<number, number>();
  for (let i = 0; i < precedences; i += 1) {
    lines.requireLine(`precedence ${i} of ${precedences}`);
    const before = lines.whole('the operation before', 0, count - 1);
    const later = lines.whole('the operation after', 0, count - 1);
    lines.endLine('the precedence');
    if (before === later) throw malformed(lines.line, `operation ${before} cannot come before itself`);
    if (after[later]!.includes(before)) throw malformed(lines.line, `operation ${before} before ${later} is given twice`);
    after[later]!.push(before);
    links.push([before, later]);
    firstLine.set(later, lines.line);
  }
  const options: MachineOption[][] = [];
  const budget = { options: 0 };
  for (let operation = 0; operation < count; operation += 1) {
    lines.requireLine(`the line of operation ${operation} of ${count}`);
    options.push(readOptions(lines, machines, 0, budget));
    lines.endLine('the last option of the operation');
  }
  lines.endFile(`the ${count} operations`);
  refuseCycle(after, firstLine);
  const jobOf = componentsOf(count, links);
  const operations = after.map((before, number) => ({ job: jobOf[number]!, number, options: options[number]!, after: before }));
  return { jobs: Math.max(...jobOf) + 1, machines, firstMachine: 0, operations };
}

function readHeader(lines: NumberLines): { jobs: number; machines: number } {
  lines.requireLine('the line with the numbers of jobs and machines');
  const jobs = lines.whole('the number of jobs', 1, COUNT_MAX);
  if (jobs > OPERATIONS_MAX) throw malformed(lines.line, `${jobs} jobs are more than the ${OPERATIONS_MAX} operations that can be planned`);
  return { jobs, machines: lines.whole('the number of machines', 1, MACHINES_MAX) };
}

function checkCount(lines: NumberLines, operations: number): void {
  if (operations <= OPERATIONS_MAX) return;
  throw malformed(lines.line, `${operations} operations are too many; up to ${OPERATIONS_MAX} can be planned`);
}

function readOptions(lines: NumberLines, machines: number, firstMachine: number, budget: { options: number }): MachineOption[] {
  const count = lines.whole('the number of options', 1, machines);
  budget.options += count;
  if (budget.options > OPTIONS_MAX) throw malformed(lines.line, `more than ${OPTIONS_MAX} options are too many`);
  const options: MachineOption[] = [];
  for (let i = 0; i < count; i += 1) {
    const machine = readMachine(lines, machines, firstMachine);
    const duration = lines.whole('a duration', 1);
    if (options.some((other) => other.machine === machine)) {
      throw malformed(lines.line, `machine ${machine + firstMachine} is given twice for one operation`);
    }
    options.push({ machine, duration });
  }
  return options;
}

function readMachine(lines: NumberLines, machines: number, firstMachine: number): number {
  const given = lines.whole('a machine', Number.MIN_SAFE_INTEGER);
  const machine = given - firstMachine;
  if (machine >= 0 && machine < machines) return machine;
  throw malformed(
    lines.line,
    `machine ${given} does not exist; machines are numbered from ${firstMachine} to ${firstMachine + machines - 1}`,
  );
}

/** Names the line that closes a cycle. */
function refuseCycle(after: readonly (readonly number[])[], lineOf: ReadonlyMap<number, number>): void {
  const waitsFor = after.map((before) => before.length);
  const followers: number[][] = after.map(() => []);
  for (const [operation, before] of after.entries()) for (const b of before) followers[b]!.push(operation);
  const free = waitsFor.flatMap((count, operation) => (count === 0 ? [operation] : []));
  for (let i = 0; i < free.length; i += 1) {
    for (const follower of followers[free[i]!]!) {
      waitsFor[follower]! -= 1;
      if (waitsFor[follower]! === 0) free.push(follower);
    }
  }
  if (free.length === after.length) return;
  // Going back from a stuck operation over stuck ones must come round: the first one met twice lies on the cycle itself.
  const seen = new Set<number>();
  let operation = waitsFor.findIndex((count) => count > 0);
  while (!seen.has(operation)) {
    seen.add(operation);
    operation = after[operation]!.find((before) => waitsFor[before]! > 0) as number;
  }
  throw malformed(lineOf.get(operation) ?? 1, `the precedences form a cycle: operation ${operation} would have to end before it starts`);
}

/** Number of the connected part of each operation, in the order of their first operations. */
function componentsOf(count: number, links: readonly (readonly [number, number])[]): number[] {
  const root = Int32Array.from({ length: count }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at]! !== at) at = root[at] = root[root[at]!]!;
    return at;
  };
  for (const [a, b] of links) {
    const [left, right] = [find(a), find(b)];
    root[Math.max(left, right)] = Math.min(left, right);
  }
  const numbers = new Map<number, number>();
  return Array.from({ length: count }, (_, i) => {
    const at = find(i);
    if (!numbers.has(at)) numbers.set(at, numbers.size);
    return numbers.get(at) as number;
  });
}
