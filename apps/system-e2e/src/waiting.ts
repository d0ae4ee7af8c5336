import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again until the answer is neither null nor false.
 * @param what waited for; a function of it is asked at the end, when it knows what is still missing
 * @throws Error that names what was waited for
 */
export async function until<T>(what: string | (() => string), ask: () => Promise<T | null | false>, timeoutMillis = 120_000): Promise<T> {
  const end = Date.now() + timeoutMillis;
  for (let pause = 20; ; pause = Math.min(250, pause * 1.5)) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeoutMillis / 1000} s in vain: ${typeof what === 'string' ? what : what()}`);
    await delay(pause);
  }
}
