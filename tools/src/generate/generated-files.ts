import 'reflect-metadata';
import openapiTypeScript, { astToString } from 'openapi-typescript';
import { eventDocuments } from './events.js';
import { openApiDocuments, readersOfEvents } from './services.js';

/** Every generated file by its path from the root of the repository; equal code gives equal content. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = eventDocuments(readersOfEvents());
  for (const [name, document] of await openApiDocuments()) {
    files.set(`docs/openapi/${name}.json`, `${JSON.stringify(document, null, 2)}\n`);
    const types = astToString(await openapiTypeScript(JSON.stringify(document)));
    files.set(
      `libs/api-clients/src/generated/${name}.ts`,
      `// Generated from docs/openapi/${name}.json by npm run generate; do not edit.\n${types}`,
    );
  }
  return files;
}
