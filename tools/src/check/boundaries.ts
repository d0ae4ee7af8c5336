import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import type { Finding } from '../finding.js';
import { type Repository, type Workspace, workspacesOf } from '../repository.js';
import { boundaryRules } from './boundary-rules.js';

const SOURCE_FOLDERS = ['apps', 'libs', 'tools', 'bench'];
/** Compiled output and package folders of the monorepo; third-party packages must stay in view, their folders named dist too. */
const OUTSIDE = ['^(?:apps/[^/]+|libs/[^/]+|libs/[^/]+/[^/]+|tools|bench)/dist/', '^tools/test/violations/', '/\\.gewerk/'];

/** Who imports whom, on the sources: an import of a workspace package is followed to its source, so no build is needed. */
export async function checkBoundaries(repository: Repository): Promise<Finding[]> {
  const folders = SOURCE_FOLDERS.filter((folder) => existsSync(join(repository.root, folder)));
  const { output } = await cruise(
    folders,
    {
      baseDir: repository.root,
      ruleSet: { forbidden: [...boundaryRules] },
      validate: true,
      doNotFollow: { path: '(?:^|/)node_modules/' },
      exclude: { path: OUTSIDE },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
    },
    { alias: sourcesOf(repository), conditionNames: ['types', 'import', 'node', 'default'], exportsFields: ['exports'] },
  );
  const { violations } = (output as ICruiseResult).summary;
  return violations.filter(({ rule }) => rule.severity === 'error').map(asFinding);
}

function asFinding({ rule, from, to, cycle }: IViolation): Finding {
  const comment = boundaryRules.find(({ name }) => name === rule.name)?.comment ?? '';
  const target = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
  return { rule: rule.name, file: from, message: `imports ${target}: ${comment}` };
}

interface Alias {
  name: string;
  alias: string;
  onlyModule: boolean;
}

/** Each name that a workspace package exports, and the source file behind it. */
function sourcesOf(repository: Repository): Alias[] {
  return workspacesOf(repository).flatMap((workspace) =>
    Object.entries(exportsOf(repository, workspace)).map(([path, target]) => ({
      name: workspace.manifest.name + path.slice(1),
      alias: join(repository.root, workspace.folder, target.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts')),
      onlyModule: true,
    })),
  );
}

function exportsOf(repository: Repository, { folder }: Workspace): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(repository.root, folder, 'package.json'), 'utf8')) as {
    exports?: Record<string, { default: string } | string>;
  };
  return Object.fromEntries(
    Object.entries(manifest.exports ?? {}).map(([path, target]) => [path, typeof target === 'string' ? target : target.default]),
  );
}
