import type { TopicDefinition } from '@gewerk/contracts';
import { topicManifests, userManifest } from '../generate/kubernetes/kafka-manifests.js';
import { routeManifest, scalingManifest } from '../generate/kubernetes/production-manifests.js';
import { serviceManifests } from '../generate/kubernetes/service-manifests.js';
import { DEPLOYED_SERVICES } from '../generate/kubernetes/services.js';
import type { HouseKnowledge } from './house-rules.js';
import type { KubernetesResource, RenderedOverlay } from './resources.js';

/** A small overlay that keeps every rule, of which a test breaks one. Fields are open, so that it can break any. */
export type Draft = any;

const service = DEPLOYED_SERVICES.find(({ name }) => name === 'orders') as (typeof DEPLOYED_SERVICES)[number];
const topics: readonly TopicDefinition[] = [
  { name: 'orders.order', kind: 'fact', partitions: 12, keyedBy: 'order', publisher: 'orders', disclosure: 'D2' },
  { name: 'registry.company', kind: 'state', partitions: 12, keyedBy: 'company', publisher: 'registry', disclosure: 'D1' },
];
const access = { service: 'orders', reads: ['registry.company'], writes: ['orders.order'] };

const VARIABLES = [
  'GEWERK_DATABASE_URL',
  'GEWERK_RELAY_DATABASE_URL',
  'GEWERK_OWNER_DATABASE_URL',
  'GEWERK_REDIS_URL',
  'GEWERK_OIDC_ISSUER',
  'GEWERK_BLOB_DIRECTORY',
  'GEWERK_LOG_LEVEL',
];

export const knowledge: HouseKnowledge = {
  services: ['orders'],
  topics,
  knownVariables: () => new Set(VARIABLES),
};

const PASSWORDS = ['postgres-gewerk-app', 'postgres-gewerk-relay', 'postgres-owner-orders', 'gewerk-redis'];

/** @param change breaks it: gets a resource by its kind and name, and the list of all */
export function overlayWith(change: (find: (kind: string, name: string) => Draft, all: Draft[]) => void): RenderedOverlay {
  const all: Draft[] = structuredClone([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gewerk', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'from-gateway' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 8400 }] }],
      },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'gewerk-settings' }, data: { GEWERK_LOG_LEVEL: 'log' } },
    ...serviceManifests(service, 'gewerk:0.1.0', '0.1.0'),
    ...topicManifests(topics),
    userManifest(access),
    scalingManifest(service, access),
    routeManifest([service]),
  ]);
  for (const resource of all) if (resource.kind !== 'Namespace') resource.metadata.namespace = 'gewerk';
  const find = (kind: string, name: string): Draft => {
    const found = all.find((resource) => resource.kind === kind && resource.metadata.name === name);
    if (found === undefined) throw new Error(`the overlay under test has no ${kind} ${name}`);
    return found;
  };
  change(find, all);
  return { name: 'under test', resources: all as KubernetesResource[], secretsMadeBefore: new Set(PASSWORDS) };
}
