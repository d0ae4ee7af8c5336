import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** A folder with the layout of this repository: the repository itself, or one of the violation trees of `tools/test`. */
export interface Repository {
  readonly root: string;
  /** Paths from the root, with `/`, in code-unit order; what git ignores is not among them. */
  readonly files: readonly string[];
}

export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** A workspace package: its folder from the root and its package.json. */
export interface Workspace {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Deliberate violations that prove the checks; no check of the repository itself looks at them. */
const VIOLATIONS = 'tools/test/violations/';

/** @throws Error when this is no git checkout: git knows which files belong to the repository */
export function thisRepository(): Repository {
  const root = resolve(import.meta.dirname, '../../..');
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`The check needs a git checkout: ${stderr || 'git was not found on the PATH'}`);
  const listed = stdout.split('\0').filter((file) => file !== '' && !file.startsWith(VIOLATIONS));
  return { root, files: [...new Set(listed)].filter((file) => existsSync(join(root, file))).sort() };
}

/** Everything below a folder as a repository of its own, for trees that git does not list as such. */
export function repositoryAt(root: string): Repository {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { root, files: entries.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')).sort() };
}

export function readText(repository: Repository, file: string): string {
  return readFileSync(join(repository.root, file), 'utf8');
}

export function readManifest(repository: Repository, file: string): Manifest {
  return JSON.parse(readText(repository, file)) as Manifest;
}

/** The packages of the monorepo: every package.json below apps, libs, tools, and the benchmarks. */
export function workspacesOf(repository: Repository): Workspace[] {
  return repository.files
    .filter((file) => /^(apps\/[^/]+|libs\/[^/]+(\/[^/]+)?|tools|bench)\/package\.json$/.test(file))
    .map((file) => ({ folder: file.slice(0, -'/package.json'.length), manifest: readManifest(repository, file) }));
}

export const SOURCE_FILE = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

export function isSpec(file: string): boolean {
  return /\.spec\.tsx?$/.test(file);
}

export function isGenerated(file: string): boolean {
  return /(?:^|\/)generated\//.test(file);
}

export function isMigration(file: string): boolean {
  return /(?:^|\/)migrations\//.test(file);
}
