export class TookTooLong extends Error {}

/**
 * Lets nobody wait for ever on the client. kafkajs gives its requests 30 s, but the clock of a request ends with its connection: one that was
 * handed to a connection at the instant it closed is never answered and never fails.
 * @throws TookTooLong that names the work, once the limit is over; the work itself goes on and what becomes of it is heard by nobody
 */
export async function within<Result>(limitMillis: number, what: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`${what} took more than ${limitMillis / 1000} s`)), limitMillis);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
