import { at, listAt, ofKind, type OverlayRule, recordAt, selects, violation, workloadsOf } from '../resources.js';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** The namespace of every workload is made by the overlay, enforces "restricted", and refuses all traffic that no policy allows. */
export const namespacesAreClosed: OverlayRule = (overlay) => {
  const denied = new Set(
    ofKind(overlay, 'NetworkPolicy')
      .filter((policy) => {
        const types = listAt(policy, 'spec', 'policyTypes');
        const open = listAt(policy, 'spec', 'ingress').length + listAt(policy, 'spec', 'egress').length;
        const everyPod = Object.keys(recordAt(policy, 'spec', 'podSelector')).length === 0;
        return everyPod && open === 0 && types.includes('Ingress') && types.includes('Egress');
      })
      .map((policy) => policy.metadata.namespace),
  );
  const restricted = new Set(
    ofKind(overlay, 'Namespace')
      .filter((namespace) => namespace.metadata.labels?.[ENFORCE] === 'restricted')
      .map((namespace) => namespace.metadata.name),
  );
  return workloadsOf(overlay).flatMap(({ resource }) => {
    const { namespace } = resource.metadata;
    if (namespace === undefined) return [violation(resource, 'names no namespace')];
    return [
      ...(denied.has(namespace) ? [] : [violation(resource, `namespace ${namespace} has no default-deny both ways`)]),
      ...(restricted.has(namespace) ? [] : [violation(resource, `namespace ${namespace} does not enforce pod security "restricted"`)]),
    ];
  });
};

/** No policy opens a role to everyone: each names who may call, and on which ports. */
export const policiesNameTheirPeers: OverlayRule = (overlay) =>
  ofKind(overlay, 'NetworkPolicy').flatMap((policy) =>
    [
      ...listAt(policy, 'spec', 'ingress').map((rule) => [rule, 'from'] as const),
      ...listAt(policy, 'spec', 'egress').map((rule) => [rule, 'to'] as const),
    ].flatMap(([rule, direction]) => [
      ...(listAt(rule, direction).length === 0 ? [violation(policy, `a rule without "${direction}" opens to everyone`)] : []),
      ...(listAt(rule, 'ports').length === 0 ? [violation(policy, 'a rule without ports opens all of them')] : []),
    ]),
  );

export const deploymentsHaveBudgets: OverlayRule = (overlay) => {
  const budgets = ofKind(overlay, 'PodDisruptionBudget');
  return workloadsOf(overlay)
    .filter(({ resource }) => resource.kind === 'Deployment')
    .filter(({ podLabels }) => !budgets.some((budget) => selects(recordAt(budget, 'spec', 'selector', 'matchLabels'), podLabels)))
    .map(({ resource }) => violation(resource, 'no PodDisruptionBudget selects its pods'));
};

/** Service, budget and Deployment find the pods they mean. */
export const selectorsMeet: OverlayRule = (overlay) => {
  const pods = workloadsOf(overlay).map(({ podLabels }) => podLabels);
  return ofKind(overlay, 'Service', 'PodDisruptionBudget').flatMap((resource) => {
    const selector =
      resource.kind === 'Service' ? recordAt(resource, 'spec', 'selector') : recordAt(resource, 'spec', 'selector', 'matchLabels');
    const byOperator = Object.keys(selector).some((key) => key.startsWith('cnpg.io/'));
    return byOperator || pods.some((labels) => selects(selector, labels))
      ? []
      : [violation(resource, 'its selector meets no pod of the overlay')];
  });
};

/** Where something is mounted or read from, it exists: made by the overlay, by an operator for it, or by hand before. */
export const referencesResolve: OverlayRule = (overlay) => {
  const named = (...kinds: string[]): Set<string> => new Set(ofKind(overlay, ...kinds).map(({ metadata }) => metadata.name));
  const made = {
    ConfigMap: named('ConfigMap'),
    PersistentVolumeClaim: named('PersistentVolumeClaim'),
    ServiceAccount: named('ServiceAccount'),
    Secret: new Set([
      ...overlay.secretsMadeBefore,
      ...named('Secret', 'KafkaUser'),
      ...ofKind(overlay, 'ExternalSecret').map((each) => String(at(each, 'spec', 'target', 'name'))),
      ...[...named('Kafka')].map((name) => `${name}-cluster-ca-cert`),
      ...ofKind(overlay, 'Cluster').map(({ metadata }) => `${metadata.name}-ca`),
    ]),
  };
  return workloadsOf(overlay).flatMap(({ resource, pod, containers }) =>
    referencesOf(pod, containers)
      .filter(({ kind, name }) => !made[kind].has(name))
      .map(({ kind, name }) => violation(resource, `refers to ${kind} ${name}, which nothing makes`)),
  );
};

interface Reference {
  readonly kind: 'ConfigMap' | 'PersistentVolumeClaim' | 'ServiceAccount' | 'Secret';
  readonly name: string;
}

function referencesOf(pod: unknown, containers: readonly unknown[]): Reference[] {
  const found: Reference[] = [];
  const add = (kind: Reference['kind'], from: unknown, field: string): void => {
    const name = at(from, field);
    if (typeof name === 'string' && at(from, 'optional') !== true) found.push({ kind, name });
  };
  add('ServiceAccount', pod, 'serviceAccountName');
  for (const container of containers) {
    for (const source of listAt(container, 'envFrom')) {
      add('ConfigMap', at(source, 'configMapRef'), 'name');
      add('Secret', at(source, 'secretRef'), 'name');
    }
    for (const variable of listAt(container, 'env')) {
      add('ConfigMap', at(variable, 'valueFrom', 'configMapKeyRef'), 'name');
      add('Secret', at(variable, 'valueFrom', 'secretKeyRef'), 'name');
    }
  }
  for (const volume of listAt(pod, 'volumes')) {
    add('ConfigMap', at(volume, 'configMap'), 'name');
    add('Secret', at(volume, 'secret'), 'secretName');
    add('PersistentVolumeClaim', at(volume, 'persistentVolumeClaim'), 'claimName');
    for (const source of listAt(volume, 'projected', 'sources')) {
      add('ConfigMap', at(source, 'configMap'), 'name');
      add('Secret', at(source, 'secret'), 'name');
    }
  }
  return found;
}
