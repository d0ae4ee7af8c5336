import path from 'node:path';
import { integer, optionalText, readEnvironment } from '@gewerk/platform-config';
import { defaultDataRoot } from '@gewerk/platform-embedded-postgres';
import { startSystem } from './system.js';

/** `npm start`: the whole system in one process, with data that survive a restart. */
const environment = readEnvironment({
  port: integer('GEWERK_PORT', { about: 'port of the one address', fallback: 8400, min: 0, max: 65_535 }),
  callerPerMinute: integer('GEWERK_RATE_CALLER_PER_MINUTE', { about: 'requests a caller may make', fallback: 600, min: 1, max: 1_000_000 }),
  companyPerMinute: integer('GEWERK_RATE_COMPANY_PER_MINUTE', {
    about: 'requests all callers of a company may make',
    fallback: 3000,
    min: 1,
    max: 1_000_000,
  }),
  dataDirectory: optionalText('GEWERK_DATA_DIRECTORY', { about: 'where databases, keys and files live' }),
});

const dataDirectory = path.resolve(environment.dataDirectory ?? path.join(defaultDataRoot(), 'standalone'));
process.env['GEWERK_BLOB_DIRECTORY'] ??= path.join(dataDirectory, 'files');
const system = await startSystem({
  dataDirectory,
  port: environment.port,
  rateLimits: { callerPerMinute: environment.callerPerMinute, companyPerMinute: environment.companyPerMinute },
  progress: (line) => console.log(line),
});
console.log(`Gewerk is up on ${system.origin}  (API pages, tokens and demo users are listed there)`);
console.log(`Its data live in ${dataDirectory}; stop it with Ctrl+C.`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    console.log('stopping');
    void system.stop().then(() => process.exit(0));
  });
}
