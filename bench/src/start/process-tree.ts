import { readdirSync, readFileSync } from 'node:fs';

export interface TreeMemory {
  /** Sum over the processes; pages that several of them share count for each. */
  readonly rssBytes: number;
  /** The same with shared pages divided among their users; null where the system does not tell. */
  readonly pssBytes: number | null;
}

/**
 * Memory of a process, its descendants, and whatever names `folder` in its command line (a server that detached itself), with
 * theirs. Linux only.
 */
export function memoryOfTree(root: number, folder: string): TreeMemory {
  const children = new Map<number, number[]>();
  const found = new Set([root]);
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    if (parent === null) continue;
    children.set(parent, [...(children.get(parent) ?? []), pid]);
    if (pid !== process.pid && readOf(`/proc/${pid}/cmdline`).includes(folder)) found.add(pid);
  }
  // A set that grows while it is walked is walked to its end.
  for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child);
  let rss = 0;
  let pss: number | null = 0;
  for (const pid of found) {
    rss += kibibytes(readOf(`/proc/${pid}/status`), 'VmRSS') ?? 0;
    const own = kibibytes(readOf(`/proc/${pid}/smaps_rollup`), 'Pss');
    if (own !== null) pss = (pss ?? 0) + own;
  }
  return { rssBytes: rss * 1024, pssBytes: pss === 0 ? null : pss * 1024 };
}

/** Resident memory of one process in bytes; null once it ended. */
export function residentBytes(pid: number): number | null {
  const found = kibibytes(readOf(`/proc/${pid}/status`), 'VmRSS');
  return found === null ? null : found * 1024;
}

function parentOf(pid: number): number | null {
  // The name in brackets may hold anything, brackets too.
  const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readOf(`/proc/${pid}/stat`))?.[1];
  return parent === undefined ? null : Number(parent);
}

function kibibytes(text: string, name: string): number | null {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** Empty where the process has ended meanwhile. */
function readOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
