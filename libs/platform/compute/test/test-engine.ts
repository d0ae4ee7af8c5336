import { DomainError } from '@gewerk/kernel';

/** What an engine may do to its worker, good and bad; the spec of the pool calls these by name. */
export function add(a: number, b: number): number {
  return a + b;
}

export async function threadOf(waitMillis: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, waitMillis));
  const { threadId } = await import('node:worker_threads');
  return threadId;
}

export function measure(bytes: Uint8Array): { bytes: number; at: Date } {
  return { bytes: bytes.byteLength, at: new Date(0) };
}

export function refuse(): never {
  throw new DomainError('invalid', 'test.refused', 'give another', [{ pointer: '/a', code: 'wrong', params: { max: 3 } }], { line: 7 });
}

export function breakDown(): never {
  throw new TypeError('a bug');
}

export function spin(): never {
  for (;;);
}

export function exhaustMemory(): number {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(1_000_000).fill(1.5));
}

/** Answers, then throws where nobody waits. */
export function throwLater(): string {
  setTimeout(() => {
    throw new Error('too late');
  }, 10);
  return 'answered';
}
