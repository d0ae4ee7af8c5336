import type { TopicDefinition } from '@gewerk/contracts';
import type { OverlayRule } from './resources.js';
import {
  deploymentsHaveBudgets,
  namespacesAreClosed,
  policiesNameTheirPeers,
  referencesResolve,
  selectorsMeet,
} from './rules/namespace.js';
import { containersHaveLimits, imagesArePinned, podsAreRestricted, serversHaveThreeProbes, servicesDrain } from './rules/pods.js';
import {
  ownersStayWithMigrations,
  releasesMigrate,
  scalingWatchesTheService,
  servicesAreDeployed,
  topicsFollowContracts,
  variablesAreKnown,
} from './rules/services.js';

export interface HouseKnowledge {
  readonly services: readonly string[];
  readonly topics: readonly TopicDefinition[];
  /** Names of the variables that a service reads. */
  knownVariables(service: string): ReadonlySet<string>;
}

/** What every overlay keeps, beyond the schemas; each rule by the sentence it stands for. */
export function houseRules({ services, topics, knownVariables }: HouseKnowledge): readonly (readonly [string, OverlayRule])[] {
  return [
    ['each pod is restricted, its root read-only, without a token', podsAreRestricted],
    ['each container that serves has three probes', serversHaveThreeProbes],
    ['each container has requests and limits', containersHaveLimits],
    ['each image is pinned', imagesArePinned],
    ['each service pauses and drains before it ends', servicesDrain],
    ['each namespace enforces "restricted" and denies by default both ways', namespacesAreClosed],
    ['each network policy names its peers and ports', policiesNameTheirPeers],
    ['each Deployment has a disruption budget', deploymentsHaveBudgets],
    ['each selector meets pods', selectorsMeet],
    ['each secret, volume, account and setting that is referred to is made', referencesResolve],
    ['each service is deployed and reachable', servicesAreDeployed(services)],
    ['each variable GEWERK_* is one that its service reads', variablesAreKnown(knownVariables)],
    ["only migrations hold an owner's password", ownersStayWithMigrations],
    ['each release has one migration per service, of the same image', releasesMigrate(services)],
    ['the topics are those of the contracts', topicsFollowContracts(topics)],
    ['scaling watches the group of its service', scalingWatchesTheService],
  ];
}
