import type { TopicDefinition } from '@gewerk/contracts';
import { topicSettings } from '../../generate/kubernetes/kafka-manifests.js';
import {
  at,
  componentOf,
  listAt,
  ofKind,
  type OverlayRule,
  recordAt,
  type RenderedOverlay,
  textAt,
  type Violation,
  violation,
  type Workload,
  workloadsOf,
} from '../resources.js';

const NAME = 'app.kubernetes.io/name';

/** Each service has its Deployment, and a path of the one origin that leads to it. */
export const servicesAreDeployed =
  (services: readonly string[]): OverlayRule =>
  (overlay) => {
    const deployed = new Set(ofKind(overlay, 'Deployment').map((each) => each.metadata.labels?.[NAME]));
    const routes = routesOf(overlay);
    return services.flatMap((service): Violation[] => [
      ...(deployed.has(service) ? [] : [{ resource: service, message: 'has no Deployment' }]),
      ...(routes.get(`/api/${service}`) === `gewerk-${service}`
        ? []
        : [{ resource: service, message: `no route leads /api/${service} to it` }]),
    ]);
  };

function routesOf(overlay: RenderedOverlay): Map<string, string> {
  const routes = new Map<string, string>();
  for (const rule of ofKind(overlay, 'HTTPRoute').flatMap((route) => listAt(route, 'spec', 'rules'))) {
    routes.set(String(at(rule, 'matches', 0, 'path', 'value')), String(at(rule, 'backendRefs', 0, 'name')));
  }
  for (const rule of ofKind(overlay, 'Ingress').flatMap((ingress) => listAt(ingress, 'spec', 'rules'))) {
    for (const path of listAt(rule, 'http', 'paths')) routes.set(String(at(path, 'path')), String(at(path, 'backend', 'service', 'name')));
  }
  return routes;
}

/** @param known names of the variables that a service reads, by the service */
export const variablesAreKnown =
  (known: (service: string) => ReadonlySet<string>): OverlayRule =>
  (overlay) =>
    workloadsOf(overlay).flatMap((workload) => {
      const service = String(workload.podLabels[NAME]);
      return variablesOf(overlay, workload)
        .filter((name) => name.startsWith('GEWERK_') && !known(service).has(name))
        .map((name) => violation(workload.resource, `sets ${name}, which ${service} does not read`));
    });

function variablesOf(overlay: RenderedOverlay, { containers }: Workload): string[] {
  return containers.flatMap((container) => {
    const maps = listAt(container, 'envFrom').map((source) => at(source, 'configMapRef', 'name'));
    const fromMaps = ofKind(overlay, 'ConfigMap').filter(({ metadata }) => maps.includes(metadata.name));
    return [
      ...listAt(container, 'env').map((variable) => String(at(variable, 'name'))),
      ...fromMaps.flatMap((map) => Object.keys(recordAt(map, 'data'))),
    ];
  });
}

const OWNER_SECRET = /^postgres-(?:owner-|superuser)/;

/** Only the Jobs that migrate hold the owner's password, beside the database that makes the owner. */
export const ownersStayWithMigrations: OverlayRule = (overlay) =>
  workloadsOf(overlay).flatMap((workload) => {
    const { resource, podLabels, pod, containers } = workload;
    if (podLabels['gewerk-role'] === 'postgres') return [];
    const migrates = containers.length === 1 && listAt(containers[0], 'command').at(-1) === 'migrate';
    if (resource.kind === 'Job' && migrates) return [];
    const names = variablesOf(overlay, workload);
    const secrets = [...JSON.stringify(pod).matchAll(/"(?:name|secretName)":"(postgres-[a-z-]+)"/g)].map(([, name]) => name ?? '');
    return [
      ...secrets.filter((name) => OWNER_SECRET.test(name)).map((name) => violation(resource, `holds ${name}, the password of an owner`)),
      ...['GEWERK_OWNER_DATABASE_URL', 'GEWERK_MIGRATE', 'GEWERK_CLOCK_CONTROL']
        .filter((name) => names.includes(name))
        .map((name) => violation(resource, `sets ${name}, which needs the owner of the database`)),
    ];
  });

/** Each service has one Job that migrates, named after the release that its image is. */
export const releasesMigrate =
  (services: readonly string[]): OverlayRule =>
  (overlay) => {
    const jobs = workloadsOf(overlay).filter((workload) => workload.resource.kind === 'Job' && componentOf(workload) === 'migration');
    return services.flatMap((service): Violation[] => {
      const own = jobs.filter(({ podLabels }) => podLabels[NAME] === service);
      const job = own[0];
      if (job === undefined || own.length > 1) return [{ resource: service, message: `has ${own.length} Jobs that migrate; one is right` }];
      const image = textAt(job.containers[0], 'image') ?? '';
      const tag = image.split('@')[0]?.split('/').at(-1)?.split(':')[1] ?? '';
      const suffix = `-${tag.replaceAll('.', '-').toLowerCase()}`;
      const server = workloadsOf(overlay).find(({ resource, podLabels }) => resource.kind === 'Deployment' && podLabels[NAME] === service);
      return [
        ...(job.resource.metadata.name.endsWith(suffix)
          ? []
          : [violation(job.resource, `its name does not end in ${suffix}, the release of its image`)]),
        ...(server === undefined || textAt(server.containers[0], 'image') === image
          ? []
          : [violation(job.resource, `migrates with ${image}, but the service runs ${textAt(server.containers[0], 'image')}`)]),
      ];
    });
  };

/** The topics that the overlay makes are those of the contracts, with their partitions and settings. */
export const topicsFollowContracts =
  (topics: readonly TopicDefinition[]): OverlayRule =>
  (overlay) => {
    const made = topicsOf(overlay);
    const wanted = new Map(topics.map((topic) => [topic.name, describe(topic.partitions, topicSettings(topic))]));
    return [
      ...[...wanted]
        .filter(([name, settings]) => made.get(name) !== settings)
        .map(([name, settings]) => ({
          resource: `topic ${name}`,
          message: `is made with ${made.get(name) ?? 'nothing'}; its contract says ${settings}`,
        })),
      ...[...made.keys()].filter((name) => !wanted.has(name)).map((name) => ({ resource: `topic ${name}`, message: 'is in no contract' })),
    ];
  };

function describe(partitions: unknown, settings: Readonly<Record<string, unknown>>): string {
  const listed = Object.entries(settings).map(([key, value]) => `${key}=${String(value)}`);
  return [`partitions=${String(partitions)}`, ...listed.sort()].join(' ');
}

function topicsOf(overlay: RenderedOverlay): Map<string, string> {
  const made = new Map<string, string>();
  for (const topic of ofKind(overlay, 'KafkaTopic')) {
    made.set(String(at(topic, 'spec', 'topicName')), describe(at(topic, 'spec', 'partitions'), recordAt(topic, 'spec', 'config')));
  }
  for (const script of ofKind(overlay, 'ConfigMap').flatMap((map) => textAt(map, 'data', 'topics.sh') ?? [])) {
    for (const [, name = '', partitions, settings = ''] of script.matchAll(/^create --topic (\S+) --partitions (\d+)(.*)$/gm)) {
      const pairs = [...settings.matchAll(/--config ([^=\s]+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value]);
      made.set(name, describe(partitions, Object.fromEntries(pairs)));
    }
  }
  return made;
}

/** What scales a service watches the group of that service and scales its Deployment. */
export const scalingWatchesTheService: OverlayRule = (overlay) => {
  const deployments = new Map(ofKind(overlay, 'Deployment').map((each) => [each.metadata.name, each]));
  return ofKind(overlay, 'ScaledObject').flatMap((scaled) => {
    const deployment = deployments.get(String(at(scaled, 'spec', 'scaleTargetRef', 'name')));
    if (deployment === undefined) return [violation(scaled, 'scales nothing of the overlay')];
    if (at(deployment, 'spec', 'replicas') !== undefined)
      return [violation(scaled, 'its Deployment states replicas: each roll-out would undo the scaling')];
    const service = deployment.metadata.labels?.[NAME];
    return listAt(scaled, 'spec', 'triggers')
      .filter((trigger) => at(trigger, 'type') === 'kafka' && at(trigger, 'metadata', 'consumerGroup') !== service)
      .map((trigger) =>
        violation(scaled, `watches group ${String(at(trigger, 'metadata', 'consumerGroup'))}; that of ${service} has its name`),
      );
  });
};
