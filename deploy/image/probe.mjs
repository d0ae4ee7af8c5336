/**
 * Asks the service of this container how it is: `node deploy/image/probe.mjs [path]`, ends with 0 where it answers 200. Without a path it
 * asks for the life of the service that process 1 runs.
 */
import { readFileSync } from 'node:fs';

function pathOfLife() {
  const service = /apps\/([a-z-]+)\/dist/.exec(readFileSync('/proc/1/cmdline', 'utf8'))?.[1];
  if (service === undefined) throw new Error('process 1 runs no service: give the path to ask for');
  return `/api/${service}/health/live`;
}

try {
  const url = `http://127.0.0.1:${process.env.GEWERK_PORT ?? 8400}${process.argv[2] ?? pathOfLife()}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status} ${await response.text()}`);
} catch (error) {
  // What stands here is what `docker inspect` shows of the last probes.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
