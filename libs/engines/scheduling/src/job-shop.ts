import { DomainError } from '@gewerk/kernel';

export interface JobShop {
  readonly machines: number;
  readonly jobs: readonly { readonly operations: readonly { readonly machine: number; readonly duration: number }[] }[];
}

/**
 * Reads a job shop: first line jobs and machines, then a line per job with pairs of machine (from 0) and duration in the file's own
 * unit. A job may visit a machine more than once.
 * @throws DomainError `scheduling.job-shop-malformed` naming the line
 */
export function parseJobShop(text: string): JobShop {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  const [jobCount, machines, ...more] = wholeNumbers(lines[0] ?? '', 1);
  if (jobCount === undefined || machines === undefined || more.length > 0 || jobCount === 0 || machines === 0) {
    throw malformed(1, 'the first line gives the numbers of jobs and machines, both above 0');
  }
  if (lines.length - 1 !== jobCount) {
    throw malformed(lines.length, `${jobCount} jobs are announced in line 1 and ${lines.length - 1} lines follow`);
  }
  const jobs = lines.slice(1).map((line, index) => ({ operations: operationsOf(line, index + 2, machines) }));
  return { machines, jobs };
}

function operationsOf(line: string, lineNumber: number, machines: number): { machine: number; duration: number }[] {
  const numbers = wholeNumbers(line, lineNumber);
  if (numbers.length === 0) throw malformed(lineNumber, 'a job has at least one operation');
  if (numbers.length % 2 === 1) throw malformed(lineNumber, 'numbers come in pairs of machine and duration; one is missing');
  const operations: { machine: number; duration: number }[] = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const [machine, duration] = [numbers[i] as number, numbers[i + 1] as number];
    if (machine >= machines) throw malformed(lineNumber, `machine ${machine} does not exist; the last one is ${machines - 1}`);
    if (duration === 0) throw malformed(lineNumber, 'a duration is above 0');
    operations.push({ machine, duration });
  }
  return operations;
}

function wholeNumbers(line: string, lineNumber: number): number[] {
  return (line.match(/\S+/g) ?? []).map((word) => {
    if (!/^\d{1,9}$/.test(word)) throw malformed(lineNumber, `"${word}" is no whole number`);
    return Number(word);
  });
}

function malformed(line: number, remedy: string): DomainError {
  return new DomainError('invalid', 'scheduling.job-shop-malformed', `line ${line}: ${remedy}`, [], { line });
}
