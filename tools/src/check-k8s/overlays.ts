import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { succeed } from './programs.js';
import type { KubernetesResource, RenderedOverlay } from './resources.js';

const OVERLAYS = 'k8s/overlays';
/** Where the script that an operator runs beforehand names a secret. */
const SECRET = /^secret ([a-z0-9-]+)$/gm;

/** Every overlay of the repository, rendered as `kubectl apply -k` would. */
export async function renderedOverlays(root: string, kustomize: string): Promise<RenderedOverlay[]> {
  const names = readdirSync(join(root, OVERLAYS)).filter((name) => existsSync(join(root, OVERLAYS, name, 'kustomization.yaml')));
  return Promise.all(names.sort().map((name) => rendered(root, kustomize, name)));
}

async function rendered(root: string, kustomize: string, name: string): Promise<RenderedOverlay> {
  const folder = join(root, OVERLAYS, name);
  const text = await succeed(kustomize, ['build', folder], { cwd: root });
  const script = join(folder, 'create-secrets.sh');
  const named = existsSync(script) ? [...readFileSync(script, 'utf8').matchAll(SECRET)] : [];
  return {
    name,
    resources: parseAllDocuments(text).map((document) => document.toJS() as KubernetesResource),
    secretsMadeBefore: new Set(named.map(([, secret]) => secret ?? '')),
  };
}
