/** A Kubernetes resource as kustomize renders it; what is inside is looked at with the readers below, which never trust its form. */
export interface KubernetesResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** What an overlay gives to a cluster. */
export interface RenderedOverlay {
  readonly name: string;
  readonly resources: readonly KubernetesResource[];
  /** Secrets that a person makes beforehand, as the overlay's script names them. */
  readonly secretsMadeBefore: ReadonlySet<string>;
}

/** One place where an overlay breaks a rule. */
export interface Violation {
  readonly resource: string;
  readonly message: string;
}

export type OverlayRule = (overlay: RenderedOverlay) => Violation[];

export const titleOf = ({ kind, metadata }: KubernetesResource): string => `${kind} ${metadata.name}`;

export const violation = (resource: KubernetesResource, message: string): Violation => ({ resource: titleOf(resource), message });

export function ofKind(overlay: RenderedOverlay, ...kinds: string[]): KubernetesResource[] {
  return overlay.resources.filter((resource) => kinds.includes(resource.kind));
}

/** The value at a path of fields and indexes, undefined where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

export function listAt(value: unknown, ...path: (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function recordAt(value: unknown, ...path: (string | number)[]): Readonly<Record<string, unknown>> {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : {};
}

export function textAt(value: unknown, ...path: (string | number)[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : null;
}

const SERVERS = ['Deployment', 'StatefulSet', 'DaemonSet'];

export interface Workload {
  readonly resource: KubernetesResource;
  /** Runs until it is stopped, so it is probed. */
  readonly serves: boolean;
  readonly pod: unknown;
  readonly podLabels: Readonly<Record<string, unknown>>;
  readonly containers: readonly unknown[];
}

/** Everything of an overlay that brings pods of its own; what operators run is theirs to harden. */
export function workloadsOf(overlay: RenderedOverlay): Workload[] {
  return ofKind(overlay, ...SERVERS, 'Job', 'CronJob', 'Pod').map((resource) => {
    const template = templateOf(resource);
    const pod = at(template, 'spec');
    return {
      resource,
      serves: SERVERS.includes(resource.kind),
      pod,
      podLabels: recordAt(template, 'metadata', 'labels'),
      containers: [...listAt(pod, 'containers'), ...listAt(pod, 'initContainers')],
    };
  });
}

function templateOf(resource: KubernetesResource): unknown {
  if (resource.kind === 'Pod') return resource;
  return resource.kind === 'CronJob' ? at(resource, 'spec', 'jobTemplate', 'spec', 'template') : at(resource, 'spec', 'template');
}

export const componentOf = (workload: Workload): unknown => workload.podLabels['app.kubernetes.io/component'];

/** Whether every label of a selector is there; a selector by expressions selects nothing here. */
export function selects(matchLabels: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, unknown>>): boolean {
  const wanted = Object.entries(matchLabels);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}
