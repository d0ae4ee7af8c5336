import type { Finding } from '../finding.js';
import { type Manifest, type Repository, readManifest, readText, workspacesOf } from '../repository.js';

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const LOCK = 'package-lock.json';

/** The same exact version of a package everywhere, and a lock file that works with any registry. */
export function checkVersions(repository: Repository): Finding[] {
  const manifests = workspacesOf(repository).map(({ folder, manifest }) => ({ file: `${folder}/package.json`, manifest }));
  if (repository.files.includes('package.json'))
    manifests.unshift({ file: 'package.json', manifest: readManifest(repository, 'package.json') });
  return [...disagreements(manifests), ...registryHosts(repository)];
}

function disagreements(manifests: readonly { file: string; manifest: Manifest }[]): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, { version: string; file: string }>();
  for (const { file, manifest } of manifests) {
    for (const [name, version] of Object.entries(dependenciesOf(manifest))) {
      if (!EXACT.test(version)) {
        findings.push({ rule: 'exact-version', file, message: `${name} "${version}": name one version, no range` });
      }
      const known = first.get(name);
      if (known === undefined) first.set(name, { version, file });
      else if (known.version !== version) {
        findings.push({ rule: 'one-version', file, message: `${name} ${version}, but ${known.version} in ${known.file}` });
      }
    }
  }
  return findings;
}

function dependenciesOf(manifest: Manifest): Record<string, string> {
  return { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
}

function registryHosts(repository: Repository): Finding[] {
  if (!repository.files.includes(LOCK)) return [];
  const lines = readText(repository, LOCK).split('\n');
  const at = lines.findIndex((line) => /"resolved": "https?:/.test(line));
  if (at < 0) return [];
  const message = 'names a registry: install with omit-lockfile-registry-resolved (see .npmrc)';
  return [{ rule: 'lock-without-registry', file: LOCK, line: at + 1, message }];
}
