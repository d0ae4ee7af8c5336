import { resolve } from 'node:path';
import { allTopics } from '@gewerk/contracts';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { readersOfEvents, serviceNames } from '../services.js';
import { kubernetesFiles } from './kubernetes-files.js';
import { DEPLOYED_SERVICES } from './services.js';

interface Acl {
  readonly resource: { readonly type: string; readonly name: string };
  readonly operations: readonly string[];
}

const files = kubernetesFiles(resolve(import.meta.dirname, '../../../../..'), readersOfEvents());

const aclsOf = (service: string): Acl[] => {
  const users = parseAllDocuments(files.get('k8s/overlays/production/generated/kafka-users.yaml') ?? '').map((document) => document.toJS());
  const user = users.find((each) => each.metadata.name === `gewerk-${service}`);
  return user.spec.authorization.acls as Acl[];
};

const topicsFor = (service: string, operation: string): string[] =>
  aclsOf(service)
    .filter(({ resource, operations }) => resource.type === 'topic' && operations.includes(operation))
    .map(({ resource }) => resource.name);

describe('the manifests of Kubernetes', () => {
  it('are made for every service there is', () => {
    expect(DEPLOYED_SERVICES.map(({ name }) => name).toSorted()).toEqual(serviceNames.toSorted());
  });

  it('let exactly one service write each topic', () => {
    const writers = allTopics.map(({ name }) => serviceNames.filter((service) => topicsFor(service, 'Write').includes(name)));
    expect(writers).toEqual(allTopics.map(({ name }) => [name.split('.')[0]]));
  });

  it('let a service read the topics it subscribes to and no others', () => {
    expect(topicsFor('orders', 'Read')).toEqual(['capacity.operation', 'matching.proposal', 'matching.formation']);
  });

  it('let a service act in its own group only, and in none where it subscribes to nothing', () => {
    const groups = (service: string) => aclsOf(service).filter(({ resource }) => resource.type === 'group');
    expect(groups('orders').map(({ resource }) => resource.name)).toEqual(['orders']);
    expect(groups('governance')).toEqual([]);
  });
});
