import type { Finding } from '../finding.js';
import type { Repository } from '../repository.js';
import { outdated } from './references.js';

const GENERATED_FOLDERS = /^(?:docs\/events|docs\/openapi|libs\/api-clients\/src\/generated|k8s\/.+\/generated)\//;

/**
 * What is generated agrees with the contracts and services of today.
 * @param generate gives each generated file by its path from the root
 */
export async function checkGenerated(repository: Repository, generate: () => Promise<ReadonlyMap<string, string>>): Promise<Finding[]> {
  const expected = await generate();
  const leftBehind = repository.files
    .filter((file) => GENERATED_FOLDERS.test(file) && !expected.has(file))
    .map((file) => ({ rule: 'generated', file, message: 'is no longer generated: delete it' }));
  return [...outdated(repository, expected, 'generated', 'npm run generate'), ...leftBehind];
}
