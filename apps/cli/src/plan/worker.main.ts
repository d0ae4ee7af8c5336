import { parentPort, workerData } from 'node:worker_threads';
import { Island, type IslandLimits, type Report } from './island.js';
import type { Planned } from './read-plan-file.js';
import { searchOver } from './search-over.js';

/** Another search beside that of the command's own thread. */
const { planned, seed, index, limits } = workerData as { planned: Planned; seed: number; index: number; limits: IslandLimits };
const island = new Island(index, searchOver(planned, seed), limits, (report) => parentPort?.postMessage(report));
parentPort?.on('message', (report: Report | null) => {
  if (report === null) island.stop();
  else island.receive(report);
});
await island.run();
