import { Cast } from './cast.js';
import { awaitProposals } from './form-consortia.js';
import { placeOrder, sendParts } from './place-orders.js';
import type { StoryStage } from './stage.js';

/**
 * After the story: a customer sends the first order once more, and the network proposes consortia for it.
 * @param now the time in the services
 * @returns how many plans the customer may choose from
 */
export async function orderAgain(stage: StoryStage, now: Date): Promise<number> {
  const cast = new Cast(stage);
  await cast.waitUntil(now);
  const [measured] = await sendParts(cast, 1);
  if (measured === undefined) throw new Error('the story has no order');
  const order = await placeOrder(cast, measured);
  return (await awaitProposals(cast, order)).plans.length;
}
