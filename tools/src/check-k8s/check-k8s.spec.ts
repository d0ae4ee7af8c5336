import { describe, expect, it } from '@jest/globals';
import { CustomSchemas } from './custom-schemas.js';
import { houseRules } from './house-rules.js';
import { knownVariables } from './known-variables.js';
import { type Draft, knowledge, overlayWith } from './overlay-under-test.js';
import type { KubernetesResource } from './resources.js';

type Change = Parameters<typeof overlayWith>[0];

const rules = houseRules(knowledge);

/** The rules that an overlay breaks, by their sentences. */
const broken = (change: Change): string[] => rules.filter(([, rule]) => rule(overlayWith(change)).length > 0).map(([sentence]) => sentence);

const messages = (change: Change): string[] => rules.flatMap(([, rule]) => rule(overlayWith(change)).map(({ message }) => message));

const pod = (find: (kind: string, name: string) => Draft): Draft => find('Deployment', 'gewerk-orders').spec.template.spec;
const container = (find: (kind: string, name: string) => Draft): Draft => pod(find).containers[0];
const JOB = 'gewerk-migrate-orders-0-1-0';

const restricted = 'each pod is restricted, its root read-only, without a token';
const closed = 'each namespace enforces "restricted" and denies by default both ways';
const made = 'each secret, volume, account and setting that is referred to is made';
const owners = "only migrations hold an owner's password";
const migrations = 'each release has one migration per service, of the same image';
const topics = 'the topics are those of the contracts';

describe('the rules of the house for Kubernetes', () => {
  it('find nothing wrong with what the generator writes', () => {
    expect(messages(() => undefined)).toEqual([]);
  });

  it.each<[string, string, Change]>([
    ['a pod that may run as root', restricted, (find) => delete pod(find).securityContext.runAsNonRoot],
    ['a pod without a seccomp profile', restricted, (find) => delete pod(find).securityContext.seccompProfile],
    ['a pod that mounts its token', restricted, (find) => delete pod(find).automountServiceAccountToken],
    ['a pod in the network of its node', restricted, (find) => Object.assign(pod(find), { hostNetwork: true })],
    ['a pod with a path of its node', restricted, (find) => pod(find).volumes.push({ name: 'node', hostPath: { path: '/var' } })],
    ['a container that may raise its rights', restricted, (find) => delete container(find).securityContext.allowPrivilegeEscalation],
    ['a container with a writable root', restricted, (find) => delete container(find).securityContext.readOnlyRootFilesystem],
    ['a container that keeps capabilities', restricted, (find) => delete container(find).securityContext.capabilities],
    [
      'a container that adds a capability',
      restricted,
      (find) => Object.assign(container(find).securityContext.capabilities, { add: ['NET_ADMIN'] }),
    ],
    ['a migration that may run as root', restricted, (find) => delete find('Job', JOB).spec.template.spec.securityContext.runAsNonRoot],
    ['a service without a startup probe', 'each container that serves has three probes', (find) => delete container(find).startupProbe],
    ['a service without a readiness probe', 'each container that serves has three probes', (find) => delete container(find).readinessProbe],
    ['a service without a liveness probe', 'each container that serves has three probes', (find) => delete container(find).livenessProbe],
    [
      'a container without a limit of memory',
      'each container has requests and limits',
      (find) => delete container(find).resources.limits.memory,
    ],
    ['a service that is stopped at once', 'each service pauses and drains before it ends', (find) => delete container(find).lifecycle],
    [
      'a service without the time to drain',
      'each service pauses and drains before it ends',
      (find) => Object.assign(pod(find), { terminationGracePeriodSeconds: 20 }),
    ],
    ['a namespace that enforces nothing', closed, (find) => delete find('Namespace', 'gewerk').metadata.labels],
    ['a namespace without default deny', closed, (_, all) => void all.splice(1, 1)],
    ['a default deny of one way only', closed, (find) => void find('NetworkPolicy', 'default-deny').spec.policyTypes.pop()],
    [
      'a policy that lets everyone in',
      'each network policy names its peers and ports',
      (find) => delete find('NetworkPolicy', 'from-gateway').spec.ingress[0].from,
    ],
    [
      'a policy that opens every port',
      'each network policy names its peers and ports',
      (find) => delete find('NetworkPolicy', 'from-gateway').spec.ingress[0].ports,
    ],
    [
      'a Service that finds no pods',
      'each selector meets pods',
      (find) => Object.assign(find('Service', 'gewerk-orders').spec.selector, { a: 'b' }),
    ],
    ['settings that are not made', made, (_, all) => void all.splice(3, 1)],
    ['an account that is not made', made, (find) => Object.assign(pod(find), { serviceAccountName: 'other' })],
    ['a secret that nothing makes', made, (find) => Object.assign(container(find).env[0].valueFrom.secretKeyRef, { name: 'other' })],
    ['a volume that is not claimed', made, (find) => Object.assign(pod(find).volumes[2].persistentVolumeClaim, { claimName: 'other' })],
    [
      'a service that no route leads to',
      'each service is deployed and reachable',
      (find) => void find('HTTPRoute', 'gewerk').spec.rules.pop(),
    ],
    [
      'a variable that no service reads',
      'each variable GEWERK_* is one that its service reads',
      (find) => container(find).env.push({ name: 'GEWERK_DATABSE_URL', value: 'x' }),
    ],
    [
      'a setting that no service reads',
      'each variable GEWERK_* is one that its service reads',
      (find) => Object.assign(find('ConfigMap', 'gewerk-settings').data, { GEWERK_LOGLEVEL: 'log' }),
    ],
    [
      "a service that holds the owner's password",
      owners,
      (find) => Object.assign(container(find).env[0].valueFrom.secretKeyRef, { name: 'postgres-owner-orders' }),
    ],
    [
      "a service that mounts the owner's password",
      owners,
      (find) => pod(find).volumes.push({ name: 'owner', secret: { secretName: 'postgres-owner-orders' } }),
    ],
    ['a migration that also serves', owners, (find) => void find('Job', JOB).spec.template.spec.containers[0].command.pop()],
    ['a release without its migration', migrations, (find, all) => void all.splice(all.indexOf(find('Job', JOB)), 1)],
    [
      'a migration that keeps the name of another release',
      migrations,
      (find) => Object.assign(find('Job', JOB).metadata, { name: 'migrate-0-0-9' }),
    ],
    [
      'a migration of another image than the service',
      migrations,
      (find) => Object.assign(find('Job', JOB).spec.template.spec.containers[0], { image: 'other:0.1.0' }),
    ],
    ['a topic with other partitions', topics, (find) => Object.assign(find('KafkaTopic', 'orders.order').spec, { partitions: 6 })],
    [
      'a topic that forgets facts',
      topics,
      (find) => Object.assign(find('KafkaTopic', 'orders.order').spec.config, { 'retention.ms': '1000' }),
    ],
    ['a topic that is missing', topics, (find, all) => void all.splice(all.indexOf(find('KafkaTopic', 'orders.order')), 1)],
    ['a topic in no contract', topics, (find) => Object.assign(find('KafkaTopic', 'orders.order').spec, { topicName: 'orders.other' })],
    [
      'scaling by the group of another service',
      'scaling watches the group of its service',
      (find) => Object.assign(find('ScaledObject', 'gewerk-orders').spec.triggers[0].metadata, { consumerGroup: 'billing' }),
    ],
    [
      'scaling that each roll-out undoes',
      'scaling watches the group of its service',
      (find) => Object.assign(find('Deployment', 'gewerk-orders').spec, { replicas: 2 }),
    ],
  ])('refuse %s', (_, sentence, change) => {
    expect(broken(change)).toEqual([sentence]);
  });

  it.each([
    ['latest', 'gewerk:latest', true],
    ['no tag', 'registry.example.org:5000/gewerk', true],
    ['a tag', 'registry.example.org:5000/gewerk:0.1.0', false],
    ['a tag and a digest', `gewerk:0.1.0@sha256:${'0'.repeat(64)}`, false],
  ])('judge an image with %s', (_, image, refused) => {
    const change: Change = (find) => {
      container(find).image = image;
    };
    expect(broken(change).includes('each image is pinned')).toBe(refused);
  });

  it('refuse a Deployment that a drained node may take away whole', () => {
    const change: Change = (find, all) => void all.splice(all.indexOf(find('PodDisruptionBudget', 'gewerk-orders')), 1);
    expect(broken(change)).toEqual(['each Deployment has a disruption budget']);
  });

  it('read the topics of a script like those of an operator', () => {
    const asScript = (settings: string): Change => {
      const script = `create --topic orders.order --partitions 12 --config cleanup.policy=delete --config retention.bytes=-1 ${settings}`;
      return (_, all) => {
        const kept = all.filter((resource) => resource.kind !== 'KafkaTopic');
        const state = 'create --topic registry.company --partitions 12 --config cleanup.policy=compact';
        const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'topics' }, data: { 'topics.sh': `${script}\n${state}\n` } };
        all.splice(0, all.length, ...kept, map);
      };
    };
    expect(broken(asScript('--config retention.ms=-1'))).toEqual([]);
    expect(broken(asScript(''))).toEqual([topics]);
  });
});

describe('the variables that a service reads', () => {
  it('are those of the platform and its own, as the code states them', () => {
    expect([...knownVariables('orders')]).toEqual(expect.arrayContaining(['GEWERK_DATABASE_URL', 'GEWERK_BLOB_DIRECTORY']));
    expect(knownVariables('billing').has('GEWERK_DATABASE_URL')).toBe(true);
  });

  it('are not those of another service', () => {
    expect(knownVariables('billing').has('GEWERK_BLOB_DIRECTORY')).toBe(false);
  });
});

describe('the schema of a custom resource', () => {
  const definition = `
kind: CustomResourceDefinition
spec:
  group: example.org
  names: { kind: Press }
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            apiVersion: { type: string }
            spec:
              type: object
              required: [tonnes]
              properties:
                tonnes: { type: integer, format: int64, minimum: 1 }
                port: { x-kubernetes-int-or-string: true }
                labels: { type: object, additionalProperties: { type: string } }
                anything: { type: object, x-kubernetes-preserve-unknown-fields: true }
    - name: v1alpha1
      served: false
      schema: { openAPIV3Schema: { type: object } }
`;
  const schemas = new CustomSchemas();
  schemas.add(`kind: Kustomization\n---\n${definition}`);
  const press = (spec: object, apiVersion = 'example.org/v1'): KubernetesResource => ({
    apiVersion,
    kind: 'Press',
    metadata: { name: 'a' },
    spec,
  });

  it('is known for the versions that are served', () => {
    expect([schemas.knows(press({})), schemas.knows(press({}, 'example.org/v1alpha1'))]).toEqual([true, false]);
  });

  it('accepts what it describes, and any field where it says so', () => {
    const spec = { tonnes: 30, port: 'http', labels: { any: 'text' }, anything: { at: { all: 1 } } };
    expect(schemas.violationsOf(press(spec))).toEqual([]);
  });

  it.each([
    ['a field that it does not name', { tonnes: 30, tons: 30 }, '/spec must NOT have additional properties: tons'],
    ['a value of another type', { tonnes: '30' }, '/spec/tonnes must be integer'],
    ['a field that is missing', {}, "/spec must have required property 'tonnes'"],
    ['a label that is no text', { tonnes: 30, labels: { any: 1 } }, '/spec/labels/any must be string'],
  ])('refuses %s', (_, spec, message) => {
    expect(schemas.violationsOf(press(spec))).toEqual([{ resource: 'Press a', message }]);
  });
});
