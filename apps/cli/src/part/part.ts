import { performance } from 'node:perf_hooks';
import { EXIT_DONE, type Invocation, onlyArgument } from '../command-line/command.js';
import { readInputFile } from '../command-line/input-file.js';

export async function part(invocation: Invocation): Promise<number> {
  const bytes = await readInputFile(onlyArgument(invocation, 'the STEP file'));
  const { measurePart } = await import('@gewerk/engine-geometry');
  const startedAt = performance.now();
  const { volumeMm3, areaMm2, boundingBoxMm, solids } = await measurePart(bytes);
  const millis = Math.round(performance.now() - startedAt);
  console.log(JSON.stringify({ volumeMm3, areaMm2, boundingBoxMm, solids, millis }));
  return EXIT_DONE;
}
