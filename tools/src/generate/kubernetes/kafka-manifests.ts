import type { TopicDefinition } from '@gewerk/contracts';
import { type DeployedService, releaseSuffix, workloadOf } from './services.js';

const CLUSTER_LABEL = { 'strimzi.io/cluster': 'gewerk' };
/** Copies of each partition in production; two of them must have a record before it counts as sent. */
const REPLICAS = 3;

/** What a service may do with the log follows from the contracts. */
export interface LogAccess {
  readonly service: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** As `KafkaTransport.ensureTopics` sets them. */
export function topicSettings(topic: TopicDefinition): Record<string, string> {
  return topic.kind === 'state'
    ? { 'cleanup.policy': 'compact' }
    : { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' };
}

export function topicManifests(topics: readonly TopicDefinition[]): object[] {
  return topics.map((topic) => ({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaTopic',
    metadata: { name: topic.name, labels: CLUSTER_LABEL },
    spec: { topicName: topic.name, partitions: topic.partitions, replicas: REPLICAS, config: topicSettings(topic) },
  }));
}

export function accessOf(service: DeployedService, topics: readonly TopicDefinition[], reads: readonly string[]): LogAccess {
  const names = topics.map((topic) => topic.name);
  return {
    service: service.name,
    reads: names.filter((name) => reads.includes(name)),
    // The first part of a topic's name is the service that appends to it, also where others speak through that service.
    writes: names.filter((name) => name.split('.')[0] === service.name),
  };
}

export function userManifest({ service, reads, writes }: LogAccess): object {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaUser',
    metadata: { name: workloadOf(service), labels: CLUSTER_LABEL },
    spec: {
      authentication: { type: 'tls' },
      authorization: {
        type: 'simple',
        acls: [
          // At its start a consumer asks for its topics to be made; brokers refuse even for topics that exist if it may not make them.
          ...reads.map((topic) => acl('topic', topic, ['Read', 'Describe', 'Create'])),
          ...writes.map((topic) => acl('topic', topic, ['Write', 'Describe'])),
          ...(reads.length === 0 ? [] : [acl('group', service, ['Read', 'Describe'])]),
        ],
      },
    },
  };
}

function acl(type: 'topic' | 'group', name: string, operations: readonly string[]): object {
  return { resource: { type, name, patternType: 'literal' }, operations: [...operations] };
}

/** Makes the topics where no operator does it; run again it changes nothing. */
export function topicsJob(topics: readonly TopicDefinition[], release: string): object[] {
  const labels = { 'app.kubernetes.io/name': 'topics', 'app.kubernetes.io/component': 'migration', 'app.kubernetes.io/part-of': 'gewerk' };
  const name = `gewerk-topics-${releaseSuffix(release)}`;
  const lines = topics.map((topic) => {
    const settings = Object.entries(topicSettings(topic)).map(([key, value]) => `--config ${key}=${value}`);
    return `create --topic ${topic.name} --partitions ${topic.partitions} ${settings.join(' ')}`;
  });
  const script = [
    '#!/bin/sh',
    'set -eu',
    'create() { /opt/kafka/bin/kafka-topics.sh --bootstrap-server gewerk-kafka-bootstrap:9092 --create --if-not-exists "$@"; }',
    ...lines,
    '',
  ].join('\n');
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data: { 'topics.sh': script } },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, labels },
      spec: {
        backoffLimit: 6,
        activeDeadlineSeconds: 900,
        ttlSecondsAfterFinished: 604_800,
        template: { metadata: { labels }, spec: topicsPod(name) },
      },
    },
  ];
}

function topicsPod(script: string): object {
  const limits = { cpu: '1', memory: '384Mi' };
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'topics',
        image: 'apache/kafka:4.3.0',
        command: ['sh', '/scripts/topics.sh'],
        env: [
          { name: 'KAFKA_HEAP_OPTS', value: '-Xmx128m' },
          { name: 'LOG_DIR', value: '/tmp' },
        ],
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'scripts', mountPath: '/scripts', readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'scripts', configMap: { name: script } },
    ],
  };
}
