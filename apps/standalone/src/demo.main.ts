import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { comparable, playStory, summarize } from '@gewerk/demo';
import { startSystem } from './system.js';

/** `npm run demo`: a fresh system, the whole story through its public interfaces, a summary. */
const startedAt = Date.now();
process.env['GEWERK_BLOB_DIRECTORY'] ??= mkdtempSync(path.join(tmpdir(), 'gewerk-files-'));
const progress = (line: string): void => console.log(line);
let failure: unknown = null;
const system = await startSystem({ dataDirectory: null, port: 0, progress });
try {
  const addresses = { service: () => system.origin, tokenEndpoint: `${system.origin}/identity/token` };
  const result = await playStory({ addresses, progress, eventCounts: () => system.eventCounts() });
  console.log(`\n${summarize(result)}\n`);
  // The journey on Kafka compares its own outcome with this one.
  mkdirSync('test-results', { recursive: true });
  writeFileSync('test-results/demo-outcome.json', `${JSON.stringify(comparable(result), null, 2)}\n`);
  console.log(`Done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s, start of the system included.`);
  console.log('Look further: `npm start` keeps a system up on http://127.0.0.1:8400; `npx gewerk help`; docs/architecture.md.');
} catch (error) {
  failure = error;
  console.error(error);
} finally {
  await system.stop();
}
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/demo.json', `${JSON.stringify({ passed: failure === null ? 1 : 0, failed: failure === null ? 0 : 1 })}\n`);
process.exit(failure === null ? 0 : 1);
