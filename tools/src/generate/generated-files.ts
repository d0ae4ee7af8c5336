import 'reflect-metadata';
import { resolve } from 'node:path';
import openapiTypeScript, { astToString } from 'openapi-typescript';
import { eventDocuments } from './events.js';
import { kubernetesFiles } from './kubernetes/kubernetes-files.js';
import { keycloakRealm, REALM_FILE } from './keycloak-realm.js';
import { operatingReference } from './operating-reference.js';
import { rankingCaseReference } from './ranking-case-reference.js';
import { openApiDocuments, readersOfEvents } from './services.js';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** Every generated file by its path from the root of the repository; equal code gives equal content. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const readers = readersOfEvents();
  const files = new Map([...eventDocuments(readers), ...kubernetesFiles(ROOT, readers)]);
  files.set(REALM_FILE, `${JSON.stringify(keycloakRealm(), null, 2)}\n`);
  for (const [name, document] of await openApiDocuments()) {
    files.set(`docs/openapi/${name}.json`, `${JSON.stringify(document, null, 2)}\n`);
    const types = astToString(await openapiTypeScript(JSON.stringify(document)));
    files.set(
      `libs/api-clients/src/generated/${name}.ts`,
      `// Generated from docs/openapi/${name}.json by npm run generate; do not edit.\n${types}`,
    );
  }
  for (const [path, text] of [...operatingReference(), ...rankingCaseReference()]) files.set(path, text);
  return files;
}
