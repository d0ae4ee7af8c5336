import type { Checks } from '../checks.js';
import type { World } from '../world/world.js';

/**
 * Something that goes wrong in the middle of the story. The call returns once the trap is set; the story then goes on, and `passed` resolves
 * when the fault struck, was repaired, and the system was seen to be over it.
 */
export type Fault = (world: World, checks: Checks) => Promise<{ readonly passed: Promise<void> }>;
