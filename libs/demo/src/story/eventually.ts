import { RequestFailed } from '../http/system-client.js';

/** Asks again until the answer is there: events take their time, and what a service has not heard of yet it answers with 404. */
export async function eventually<T>(what: string, ask: () => Promise<T | null>, timeoutMillis = 45_000): Promise<T> {
  const until = Date.now() + timeoutMillis;
  let pause = 20;
  for (;;) {
    const answer = await ask().catch(nullWhereUnknown);
    if (answer !== null) return answer;
    if (Date.now() > until) throw new Error(`waited ${timeoutMillis / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(250, pause * 1.5);
  }
}

function nullWhereUnknown(error: unknown): null {
  if (error instanceof RequestFailed && error.status === 404) return null;
  throw error;
}
