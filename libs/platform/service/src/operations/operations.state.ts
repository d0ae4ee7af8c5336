import type { EventBusServer, Relay } from '@gewerk/platform-messaging';

/** What the operator's endpoints look into; filled while the service starts. */
export class OperationsState {
  bus: EventBusServer | null = null;
  relay: Relay | null = null;
  /** Moves the time of this service; null where nobody may. */
  moveClock: ((offsetMillis: number) => Promise<void>) | null = null;
  draining = false;
}
