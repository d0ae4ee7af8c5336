import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Repository, type Workspace, workspacesOf } from '../repository.js';

/**
 * The tsconfig.json of every package and of the root, derived from the package.json files: a project reference for each workspace
 * dependency, so that `tsc -b` builds in the right order and a cycle of packages is an error.
 * @returns path from the root → content
 */
export function projectReferences(repository: Repository): Map<string, string> {
  const workspaces = workspacesOf(repository);
  const folderOf = new Map(workspaces.map(({ folder, manifest }) => [manifest.name, folder]));
  const configurations = new Map<string, string>();
  for (const workspace of workspaces) {
    if (isBundled(repository, workspace)) continue;
    configurations.set(`${workspace.folder}/tsconfig.json`, text(projectOf(repository, workspace, folderOf)));
  }
  const folders = [...configurations.keys()].map((file) => posix.dirname(file)).sort();
  configurations.set('tsconfig.json', text({ files: [], references: folders.map((path) => ({ path })) }));
  return configurations;
}

/** A package that a bundler builds keeps a tsconfig of its own (React, DOM types) and is no part of `tsc -b`. */
function isBundled(repository: Repository, { folder }: Workspace): boolean {
  return repository.files.some((file) => file.startsWith(`${folder}/vite.config.`));
}

function projectOf(repository: Repository, { folder, manifest }: Workspace, folderOf: ReadonlyMap<string, string>): object {
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort();
  return {
    extends: `${posix.relative(folder, '')}/tsconfig.base.json`,
    compilerOptions: { rootDir: '.', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
    include: ['src', ...sourceFoldersBeside(repository, folder)],
    references: dependencies.flatMap((name) => {
      const target = folderOf.get(name);
      return target === undefined ? [] : [{ path: posix.relative(folder, target) }];
    }),
  };
}

function sourceFoldersBeside(repository: Repository, folder: string): string[] {
  if (folder.startsWith('apps/')) return ['test', 'migrations'];
  // The violations of `tools/test` must not compile.
  if (folder === 'tools') return [];
  return existsSync(join(repository.root, folder, 'test')) ? ['test'] : [];
}

function text(configuration: object): string {
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
