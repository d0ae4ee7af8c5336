import type { LogAccess } from './kafka-manifests.js';
import { type DeployedService, databaseOf, labelsOf, ownerRoleOf, ownerSecretOf, workloadOf } from './services.js';

/** A group has no use for more members than its topics have partitions. */
const REPLICAS_MAX = 12;
const REPLICAS_MIN = 2;

/** The service's database, its owner, and the owner's password, which comes from the operator's store of secrets. */
export function databaseManifests({ name }: DeployedService): object[] {
  const owner = ownerRoleOf(name);
  const cluster = { name: 'gewerk-postgres' };
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: ownerSecretOf(name) },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'gewerk' },
        target: {
          name: ownerSecretOf(name),
          creationPolicy: 'Owner',
          template: {
            type: 'kubernetes.io/basic-auth',
            metadata: { labels: { 'cnpg.io/reload': 'true' } },
            data: { username: owner, password: '{{ .password }}' },
          },
        },
        data: [{ secretKey: 'password', remoteRef: { key: `gewerk/postgres/owner-${name}`, property: 'password' } }],
      },
    },
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: { name: owner.replaceAll('_', '-') },
      spec: { cluster, name: owner, login: true, passwordSecret: { name: ownerSecretOf(name) }, databaseRoleReclaimPolicy: 'retain' },
    },
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { name: databaseOf(name).replaceAll('_', '-') },
      spec: { cluster, name: databaseOf(name), owner, databaseReclaimPolicy: 'retain' },
    },
  ];
}

/** Scales a service by its load and, where it consumes, by the records its group has yet to handle. */
export function scalingManifest(service: DeployedService, { reads }: LogAccess): object {
  const lag = {
    type: 'kafka',
    metadata: {
      bootstrapServers: 'gewerk-kafka-bootstrap:9093',
      consumerGroup: service.name,
      lagThreshold: String(service.lagRecordsPerReplica),
      offsetResetPolicy: 'earliest',
      version: '3.6.0',
      tls: 'enable',
    },
    authenticationRef: { name: 'gewerk-kafka-lag' },
  };
  const load = { type: 'cpu', metricType: 'Utilization', metadata: { value: '75' } };
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: workloadOf(service.name), labels: labelsOf(service.name, 'service') },
    spec: {
      scaleTargetRef: { name: workloadOf(service.name) },
      minReplicaCount: REPLICAS_MIN,
      maxReplicaCount: REPLICAS_MAX,
      pollingInterval: 30,
      ...(reads.length === 0 ? {} : { fallback: { failureThreshold: 4, replicas: REPLICAS_MIN, behavior: 'currentReplicasIfHigher' } }),
      advanced: { horizontalPodAutoscalerConfig: { behavior: CALM } },
      triggers: reads.length === 0 ? [load] : [lag, load],
    },
  };
}

/** Every change of the number of members makes the group rebalance, so it grows in steps and shrinks slowly. */
const CALM = {
  scaleUp: { stabilizationWindowSeconds: 60, policies: [{ type: 'Pods', value: 2, periodSeconds: 120 }] },
  scaleDown: { stabilizationWindowSeconds: 900, policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }] },
};

/** One origin; the services share it by the first parts of the path. */
export function routeManifest(services: readonly DeployedService[]): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'gewerk' },
    spec: {
      parentRefs: [{ name: 'gewerk', sectionName: 'https' }],
      hostnames: ['gewerk.example.org'],
      rules: services.map(({ name }) => ({
        name,
        matches: [{ path: { type: 'PathPrefix', value: `/api/${name}` } }],
        timeouts: { request: '60s' },
        backendRefs: [{ name: workloadOf(name), port: 80 }],
      })),
    },
  };
}

/** The same origin for a cluster without a gateway. */
export function ingressManifest(services: readonly DeployedService[]): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'gewerk' },
    spec: {
      rules: [
        {
          host: 'gewerk.example.org',
          http: {
            paths: services.map(({ name }) => ({
              path: `/api/${name}`,
              pathType: 'Prefix',
              backend: { service: { name: workloadOf(name), port: { name: 'http' } } },
            })),
          },
        },
      ],
    },
  };
}

/** @param rules Prometheus' own rule file, as an object with `groups` */
export function alertsManifest(rules: object): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'gewerk', labels: { 'app.kubernetes.io/part-of': 'gewerk' } },
    spec: rules,
  };
}
