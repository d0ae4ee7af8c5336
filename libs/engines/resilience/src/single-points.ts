/** Capacity that one firm offers of a capability (process x size class x accuracy class). */
export interface CapabilitySupply {
  readonly firm: string;
  readonly region: string;
  readonly hoursPerWeek: number;
}

export interface SinglePoint {
  readonly capability: string;
  /** Effective number of firms, 1 / sum of squared shares. */
  readonly effectiveFirms: number;
  readonly regions: number;
  readonly isSinglePoint: boolean;
  /** The firm whose loss costs most. */
  readonly weakestFirm: string | null;
  /** Share of the demand that the others still serve without it. */
  readonly servedWithout: number;
  /** Hours lost until it recovers: max(0, demand - remaining) x weeks. */
  readonly lostHours: number;
}

const EFFECTIVE_FIRMS_MIN = 1.5;

/** N_eff = 1 / sum share^2 (methods 5.6); 0 without capacity. */
export function effectiveFirms(hours: readonly number[]): number {
  const total = hours.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return 0;
  return 1 / hours.reduce((sum, value) => sum + (value / total) ** 2, 0);
}

/** Where the network hangs by one firm or one region (methods 5.6), the most hours lost first. */
export function singlePoints(
  capabilities: readonly {
    readonly capability: string;
    readonly demandHoursPerWeek: number;
    readonly recoveryWeeks: number;
    readonly supply: readonly CapabilitySupply[];
  }[],
): readonly SinglePoint[] {
  return capabilities
    .map(({ capability, demandHoursPerWeek, recoveryWeeks, supply }): SinglePoint => {
      const total = supply.reduce((sum, { hoursPerWeek }) => sum + hoursPerWeek, 0);
      const weakest = supply.reduce<CapabilitySupply | null>(
        (most, one) => (one.hoursPerWeek > (most?.hoursPerWeek ?? 0) ? one : most),
        null,
      );
      const remaining = total - (weakest?.hoursPerWeek ?? 0);
      const firms = effectiveFirms(supply.map(({ hoursPerWeek }) => hoursPerWeek));
      const regions = new Set(supply.filter(({ hoursPerWeek }) => hoursPerWeek > 0).map(({ region }) => region)).size;
      return {
        capability,
        effectiveFirms: firms,
        regions,
        isSinglePoint: demandHoursPerWeek > 0 && (firms < EFFECTIVE_FIRMS_MIN || regions <= 1),
        weakestFirm: weakest?.firm ?? null,
        servedWithout: demandHoursPerWeek > 0 ? Math.min(1, remaining / demandHoursPerWeek) : 1,
        lostHours: Math.max(0, demandHoursPerWeek - remaining) * recoveryWeeks,
      };
    })
    .sort((a, b) => b.lostHours - a.lostHours || (a.capability < b.capability ? -1 : 1));
}

/** Share of last year's order value that no plan serves without the firm (methods 5.6). @param isFeasibleWithout asked once per order */
export function firmCentrality<Order extends { readonly valueEur: number }>(
  firm: string,
  orders: readonly Order[],
  isFeasibleWithout: (order: Order, firm: string) => boolean,
): number {
  const total = orders.reduce((sum, { valueEur }) => sum + valueEur, 0);
  const lost = orders.reduce((sum, order) => sum + (isFeasibleWithout(order, firm) ? 0 : order.valueEur), 0);
  return total > 0 ? lost / total : 0;
}
