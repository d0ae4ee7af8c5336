import { at, listAt, type OverlayRule, recordAt, textAt, type Violation, violation, type Workload, workloadsOf } from '../resources.js';

/** A rule about each workload of an overlay; what it says is what is wrong. */
const aboutWorkloads =
  (judge: (workload: Workload) => string[]): OverlayRule =>
  (overlay) =>
    workloadsOf(overlay).flatMap((workload) => judge(workload).map((message): Violation => violation(workload.resource, message)));

const ofContainers = (workload: Workload, judge: (container: unknown) => string[]): string[] =>
  workload.containers.flatMap((container) => judge(container).map((message) => `container ${textAt(container, 'name')}: ${message}`));

/** The profile "restricted" of the Pod Security Standards, and beyond it a read-only root and no token. */
export const podsAreRestricted = aboutWorkloads((workload) => {
  const { pod } = workload;
  const wrong: string[] = [];
  if (at(pod, 'securityContext', 'runAsNonRoot') !== true) wrong.push('runAsNonRoot is not true');
  if (at(pod, 'securityContext', 'runAsUser') === 0) wrong.push('runs as root');
  if (at(pod, 'securityContext', 'seccompProfile', 'type') !== 'RuntimeDefault') wrong.push('seccompProfile is not RuntimeDefault');
  if (at(pod, 'automountServiceAccountToken') !== false) wrong.push('mounts the token of its service account');
  for (const shared of ['hostNetwork', 'hostPID', 'hostIPC']) if (at(pod, shared) === true) wrong.push(`shares ${shared} with its node`);
  for (const volume of listAt(pod, 'volumes')) if (at(volume, 'hostPath') !== undefined) wrong.push('mounts a path of its node');
  return [
    ...wrong,
    ...ofContainers(workload, (container) => {
      const context = recordAt(container, 'securityContext');
      const capabilities = recordAt(context, 'capabilities');
      const open: string[] = [];
      if (context['allowPrivilegeEscalation'] !== false) open.push('allowPrivilegeEscalation is not false');
      if (context['readOnlyRootFilesystem'] !== true) open.push('its root file system is not read-only');
      if (context['privileged'] === true) open.push('is privileged');
      if (context['runAsNonRoot'] === false || context['runAsUser'] === 0) open.push('runs as root');
      if (!listAt(capabilities, 'drop').includes('ALL')) open.push('does not drop all capabilities');
      if (listAt(capabilities, 'add').length > 0) open.push('adds capabilities');
      return open;
    }),
  ];
});

export const serversHaveThreeProbes = aboutWorkloads((workload) =>
  workload.serves
    ? listAt(workload.pod, 'containers').flatMap((container) =>
        ['startupProbe', 'readinessProbe', 'livenessProbe']
          .filter((probe) => at(container, probe) === undefined)
          .map((probe) => `container ${textAt(container, 'name')}: has no ${probe}`),
      )
    : [],
);

export const containersHaveLimits = aboutWorkloads((workload) =>
  ofContainers(workload, (container) =>
    ['requests', 'limits'].flatMap((bound) =>
      ['cpu', 'memory']
        .filter((resource) => at(container, 'resources', bound, resource) === undefined)
        .map((resource) => `has no ${bound} of ${resource}`),
    ),
  ),
);

/** A tag that says what it is, or a digest; an overlay may give both. */
export const imagesArePinned = aboutWorkloads((workload) =>
  ofContainers(workload, (container) => {
    const image = textAt(container, 'image') ?? '';
    const [name = '', digest] = image.split('@');
    const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
    if (tag === 'latest') return [`image ${image} is tagged latest`];
    return tag === undefined && !/^sha256:[0-9a-f]{64}$/.test(digest ?? '') ? [`image ${image} has neither tag nor digest`] : [];
  }),
);

const DRAIN_SECONDS = 15;

/** A service of ours pauses before SIGTERM and has the time to drain after it. */
export const servicesDrain = aboutWorkloads((workload) => {
  if (workload.podLabels['app.kubernetes.io/component'] !== 'service' || !workload.serves) return [];
  const grace = Number(at(workload.pod, 'terminationGracePeriodSeconds') ?? 30);
  return listAt(workload.pod, 'containers').flatMap((container) => {
    const pause = at(container, 'lifecycle', 'preStop', 'sleep', 'seconds');
    if (typeof pause !== 'number') return ['does not pause before SIGTERM (lifecycle.preStop.sleep)'];
    return grace >= pause + DRAIN_SECONDS ? [] : [`terminates after ${grace} s, ${pause} s of them a pause: too short to drain`];
  });
});
