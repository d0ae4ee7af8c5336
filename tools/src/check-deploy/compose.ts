import { parse } from 'yaml';
import type { Finding } from '../finding.js';
import { type Repository, readText } from '../repository.js';
import { faultOfImage } from './images.js';

const FILE = 'docker-compose.yml';
const EXAMPLE = '.env.example';

/** What the code says of a service's process: variables it must have, and all that it reads. */
export interface ServiceFacts {
  readonly name: string;
  readonly required: readonly string[];
  readonly known: readonly string[];
}

interface ComposeService {
  readonly image?: string;
  readonly command?: unknown;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
  readonly healthcheck?: object;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly memory?: string; readonly cpus?: string } } };
}

interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

/** The compose file runs every service of the house with what it needs, and nothing with more than it needs. */
export function checkCompose(repository: Repository, facts: readonly ServiceFacts[]): Finding[] {
  const text = readText(repository, FILE);
  const compose = parse(text, { merge: true }) as ComposeFile;
  const found = (rule: string, messages: readonly string[]): Finding[] => messages.map((message) => ({ rule, file: FILE, message }));
  const each = (rule: string, faultsOf: (name: string, service: ComposeService) => readonly string[]): Finding[] =>
    found(
      rule,
      Object.entries(compose.services).flatMap(([name, service]) => faultsOf(name, service).map((fault) => `${name} ${fault}`)),
    );
  return [
    ...found(
      'compose-service',
      facts.flatMap((fact) => faultsOfOwn(fact, compose.services[fact.name]).map((fault) => `${fact.name} ${fault}`)),
    ),
    ...each('compose-image', (_name, { image = '' }) => {
      const fault = faultOfImage(image);
      return fault === null ? [] : [`runs an image that may change: ${fault}`];
    }),
    ...each('compose-restricted', (_name, service) => faultsOfRestriction(service)),
    ...each('compose-secret', (_name, service) => writtenSecrets(service)),
    ...each('compose-reference', (_name, service) => faultsOfReferences(repository, service, compose)),
    ...found('compose-port', portsTakenTwice(compose)),
    ...found('compose-variable', variablesWithoutExample(repository, text)),
  ];
}

function faultsOfOwn({ name, required, known }: ServiceFacts, service: ComposeService | undefined): string[] {
  if (service === undefined) return ['is missing'];
  const environment = service.environment ?? {};
  const faults = required.filter((variable) => !(variable in environment)).map((variable) => `lacks ${variable}`);
  const strange = Object.keys(environment).filter((variable) => variable.startsWith('GEWERK_') && !known.includes(variable));
  faults.push(...strange.map((variable) => `has ${variable}, which it does not read`));
  if (JSON.stringify(service.command) !== JSON.stringify(['node', `apps/${name}/dist/src/main.js`]))
    faults.push('runs another command than its own');
  return faults;
}

function isOneShot({ restart }: ComposeService): boolean {
  return restart === 'no';
}

function faultsOfRestriction(service: ComposeService): string[] {
  const { labels = {}, deploy } = service;
  const limits = deploy?.resources?.limits;
  const faults: string[] = [];
  if (service.read_only !== true && labels['gewerk.writable-root'] === undefined)
    faults.push('may write to its root: read_only, or say why not (gewerk.writable-root)');
  if (service.cap_drop?.includes('ALL') !== true) faults.push('keeps capabilities of the kernel: cap_drop: [ALL]');
  if (service.security_opt?.includes('no-new-privileges:true') !== true) faults.push('may gain privileges: no-new-privileges');
  if (limits?.memory === undefined || limits.cpus === undefined) faults.push('may take the whole machine: limits of cpus and memory');
  if (service.healthcheck === undefined && !isOneShot(service) && labels['gewerk.no-healthcheck'] === undefined) {
    faults.push('says nothing of its health: healthcheck, or say why not (gewerk.no-healthcheck)');
  }
  return faults;
}

function writtenSecrets({ environment = {} }: ComposeService): string[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    const text = String(value);
    const password = /PASSWORD$|SECRET$|REDISCLI_AUTH$/.test(variable) && !text.startsWith('\${');
    const inUrl = /:\/\/[^/@:]*:[^/@]+@/.test(text.replaceAll(/\$\{[^}]*\}/g, ''));
    return password || inUrl ? [`has a secret written out in ${variable}: take it from the environment file`] : [];
  });
}

function faultsOfReferences(repository: Repository, service: ComposeService, compose: ComposeFile): string[] {
  const faults: string[] = [];
  for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
    const other = compose.services[name];
    if (other === undefined) faults.push(`depends on ${name}, which is not there`);
    else if (condition === 'service_healthy' && other.healthcheck === undefined)
      faults.push(`waits for the health of ${name}, which says nothing of it`);
    else if (condition === 'service_completed_successfully' && !isOneShot(other))
      faults.push(`waits for the end of ${name}, which does not end`);
  }
  for (const volume of service.volumes ?? []) {
    const [source = ''] = volume.split(':');
    const path = source.replace(/^\.\//, '');
    const isThere = source.startsWith('.')
      ? repository.files.some((file) => file === path || file.startsWith(`${path}/`))
      : source in (compose.volumes ?? {});
    if (!isThere) faults.push(`mounts ${source}, which is not there`);
  }
  for (const network of service.networks ?? [])
    if (!(network in (compose.networks ?? {}))) faults.push(`is in the network ${network}, which is not there`);
  return faults;
}

function portsTakenTwice({ services }: ComposeFile): string[] {
  const owners = new Map<string, string>();
  return Object.entries(services).flatMap(([name, { ports = [] }]) =>
    ports.flatMap((mapping) => {
      const port =
        mapping
          .replaceAll(/\$\{[^}]*\}/g, '')
          .split(':')
          .at(-2) ?? mapping;
      const owner = owners.get(port);
      owners.set(port, name);
      return owner === undefined ? [] : [`${name} and ${owner} both want port ${port}`];
    }),
  );
}

function variablesWithoutExample(repository: Repository, text: string): string[] {
  const given = new Set([...readText(repository, EXAMPLE).matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]));
  const used = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map((match) => match[1] ?? ''));
  return [...used].filter((name) => !given.has(name)).map((name) => `${name} has no value in ${EXAMPLE}`);
}
