import { type DeployedService, databaseOf, labelsOf, ownerRoleOf, ownerSecretOf, releaseSuffix, workloadOf } from './services.js';

const DATABASE_HOST = 'gewerk-database:5432';
/** Of the image; any other would do too, except that a volume keeps the owner it was given first. */
const UID = 10_001;
/** Longer than a gateway needs to hear that an endpoint is gone. */
const PRE_STOP_SECONDS = 10;
/** The pause before SIGTERM, the drain of about 10 s, and room for a slow last transaction. */
const TERMINATION_SECONDS = 45;

const HARDENED_CONTAINER = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

const HARDENED_POD = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: UID,
    runAsGroup: UID,
    fsGroup: UID,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

const passwordFrom = (variable: string, secret: string): object => ({
  name: variable,
  valueFrom: { secretKeyRef: { name: secret, key: 'password' } },
});

/** What one service needs wherever it runs, in the order in which a reader asks for it. */
export function serviceManifests(service: DeployedService, image: string, release: string): object[] {
  return [
    serviceAccount(service.name),
    migration(service, image, release),
    deployment(service, image),
    httpService(service.name),
    disruptionBudget(service.name),
    ...(service.keepsFiles ? [files(service.name)] : []),
  ];
}

function serviceAccount(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: workloadOf(name), labels: labelsOf(name, 'service') },
    automountServiceAccountToken: false,
  };
}

/** The only holder of the owner's password. Each release has its own, since the pod of a Job can't be changed. */
function migration(service: DeployedService, image: string, release: string): object {
  const { name } = service;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `gewerk-migrate-${name}-${releaseSuffix(release)}`, labels: labelsOf(name, 'migration') },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: 1800,
      ttlSecondsAfterFinished: 604_800,
      template: {
        metadata: { labels: labelsOf(name, 'migration') },
        spec: {
          serviceAccountName: workloadOf(name),
          ...HARDENED_POD,
          restartPolicy: 'Never',
          containers: [
            {
              name: 'migrate',
              image,
              command: ['node', `apps/${name}/dist/src/main.js`, 'migrate'],
              env: [
                passwordFrom('OWNER_PASSWORD', ownerSecretOf(name)),
                {
                  name: 'GEWERK_OWNER_DATABASE_URL',
                  value: `postgres://${ownerRoleOf(name)}:$(OWNER_PASSWORD)@${DATABASE_HOST}/${databaseOf(name)}`,
                },
              ],
              resources: resourcesOf(service),
              securityContext: HARDENED_CONTAINER,
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [temporary()],
        },
      },
    },
  };
}

function deployment(service: DeployedService, image: string): object {
  const { name } = service;
  const labels = labelsOf(name, 'service');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workloadOf(name), labels },
    spec: {
      revisionHistoryLimit: 5,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: workloadOf(name),
          ...HARDENED_POD,
          terminationGracePeriodSeconds: TERMINATION_SECONDS,
          topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: labels },
            matchLabelKeys: ['pod-template-hash'],
          })),
          containers: [container(service, image)],
          volumes: [
            temporary(),
            // Made by Strimzi for the service's KafkaUser; where brokers are plain there is none, and the folder stays empty.
            { name: 'kafka-user', secret: { secretName: workloadOf(name), optional: true, defaultMode: 0o440 } },
            ...(service.keepsFiles ? [{ name: 'files', persistentVolumeClaim: { claimName: `gewerk-${name}-files` } }] : []),
          ],
        },
      },
    },
  };
}

function container(service: DeployedService, image: string): object {
  const { name } = service;
  const probe = (check: 'live' | 'ready', times: object): object => ({
    httpGet: { path: `/api/${name}/health/${check}`, port: 'http' },
    ...times,
  });
  const databaseUrl = (role: string, password: string): string => `postgres://${role}:$(${password})@${DATABASE_HOST}/${databaseOf(name)}`;
  return {
    name: 'service',
    image,
    command: ['node', `apps/${name}/dist/src/main.js`],
    envFrom: [{ configMapRef: { name: 'gewerk-settings' } }],
    env: [
      passwordFrom('APP_PASSWORD', 'postgres-gewerk-app'),
      passwordFrom('RELAY_PASSWORD', 'postgres-gewerk-relay'),
      passwordFrom('REDIS_PASSWORD', 'gewerk-redis'),
      { name: 'GEWERK_DATABASE_URL', value: databaseUrl('gewerk_app', 'APP_PASSWORD') },
      { name: 'GEWERK_RELAY_DATABASE_URL', value: databaseUrl('gewerk_relay', 'RELAY_PASSWORD') },
      { name: 'GEWERK_REDIS_URL', value: 'redis://default:$(REDIS_PASSWORD)@gewerk-redis:6379' },
      ...(service.keepsFiles ? [{ name: 'GEWERK_BLOB_DIRECTORY', value: '/var/lib/gewerk/files' }] : []),
    ],
    ports: [
      { name: 'http', containerPort: 8400 },
      { name: 'metrics', containerPort: 9464 },
    ],
    startupProbe: probe('ready', { periodSeconds: 3, timeoutSeconds: 3, failureThreshold: 60 }),
    readinessProbe: probe('ready', { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 }),
    livenessProbe: probe('live', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    resources: resourcesOf(service),
    securityContext: HARDENED_CONTAINER,
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'kafka-user', mountPath: '/etc/gewerk/kafka-user', readOnly: true },
      ...(service.keepsFiles ? [{ name: 'files', mountPath: '/var/lib/gewerk/files' }] : []),
    ],
  };
}

function resourcesOf(service: DeployedService): object {
  return {
    requests: { cpu: `${service.requestMillicores}m`, memory: `${service.requestMebibytes}Mi`, 'ephemeral-storage': '64Mi' },
    limits: { cpu: `${service.limitMillicores}m`, memory: `${service.limitMebibytes}Mi`, 'ephemeral-storage': '512Mi' },
  };
}

function temporary(): object {
  return { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } };
}

function httpService(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: workloadOf(name), labels: labelsOf(name, 'service') },
    spec: {
      selector: labelsOf(name, 'service'),
      ports: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' }],
    },
  };
}

/** Counts what may be away, so that a single instance can still be moved from a node that is drained. */
function disruptionBudget(name: string): object {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: workloadOf(name), labels: labelsOf(name, 'service') },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: labelsOf(name, 'service') },
    },
  };
}

function files(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `gewerk-${name}-files`, labels: labelsOf(name, 'service') },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '20Gi' } } },
  };
}
