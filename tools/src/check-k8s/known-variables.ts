import { serviceVariables } from '@gewerk/platform-service';
import { ownReferences } from '../generate/services.js';

/** Names of the variables that the process of a service reads: those of every service and its own. */
export function knownVariables(service: string): ReadonlySet<string> {
  const own = ownReferences().find(({ name }) => name === service)?.variables ?? {};
  return new Set([...Object.values(serviceVariables), ...Object.values(own)].map(({ name }) => name));
}
