import { type AnytimeSearch, PlanSearch, plainShopOf, ShopSearch } from '@gewerk/engine-scheduling';
import type { Planned } from './read-plan-file.js';

/** A plan that asks for nothing but a short makespan is a shop, and the search for shops is far stronger. */
export function searchOver(planned: Planned, seed: number): AnytimeSearch {
  if (planned.kind === 'shop') return new ShopSearch(planned.shop, seed);
  const shop = plainShopOf(planned.problem);
  return shop === null ? new PlanSearch(planned.problem, seed) : new ShopSearch(shop, seed);
}
