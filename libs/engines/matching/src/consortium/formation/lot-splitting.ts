/** A firm that could make lots of an operation in parallel with others. */
export interface LotFirm {
  readonly firm: string;
  readonly setupHours: number;
  readonly hoursPerPiece: number;
  readonly hoursPerDay: number;
  readonly transportDays: number;
  readonly eurPerHour: number;
}

export interface LotPolicy {
  readonly minLot: number;
  readonly firmsMax: number;
  /** Coordination for each member beyond the first. */
  readonly eurPerFurtherMember: number;
}

/** Defaults of methods 4.7 and constraint (3); mark A. */
export const LOT_POLICY: LotPolicy = { minLot: 1, firmsMax: 3, eurPerFurtherMember: 120 };

export interface LotPlan {
  readonly lots: readonly { readonly firm: string; readonly pieces: number; readonly costEur: number }[];
  readonly costEur: number;
}

/** Pieces that a firm can have delivered by a day: max(0, floor((d (T - tr) - s) / u)) (methods 4.7). */
export function piecesUntil({ setupHours, hoursPerPiece, hoursPerDay, transportDays }: LotFirm, day: number): number {
  return Math.max(0, Math.floor((hoursPerDay * (day - transportDays) - setupHours) / hoursPerPiece + 1e-9));
}

/** Smallest day by which some firms together deliver all pieces; null where they never do. */
export function earliestCommonDay(firms: readonly LotFirm[], pieces: number): number | null {
  const able = firms.filter((firm) => firm.hoursPerDay > 0);
  if (able.length === 0) return null;
  for (let day = 0; ; day += 1) if (able.reduce((sum, firm) => sum + piecesUntil(firm, day), 0) >= pieces) return day;
}

/**
 * Cheapest split of an order for a day (methods 4.7): for each set of firms every firm gets the smallest lot and the rest fills up
 * the firms in the order of their cost per piece, which is optimal since costs are linear. Null where no split keeps the day.
 */
export function cheapestSplit(firms: readonly LotFirm[], pieces: number, day: number, policy: LotPolicy = LOT_POLICY): LotPlan | null {
  let best: LotPlan | null = null;
  for (const group of groupsOf(firms, policy.firmsMax)) {
    const plan = fill(group, pieces, day, policy);
    if (plan === null) continue;
    // Equal cost: fewer firms, since groups come in that order.
    if (best === null || plan.costEur < best.costEur - 1e-9) best = plan;
  }
  return best;
}

function fill(group: readonly LotFirm[], pieces: number, day: number, { minLot, eurPerFurtherMember }: LotPolicy): LotPlan | null {
  const byCost = [...group].sort((a, b) => a.hoursPerPiece * a.eurPerHour - b.hoursPerPiece * b.eurPerHour || (a.firm < b.firm ? -1 : 1));
  let rest = pieces - minLot * group.length;
  if (rest < 0) return null;
  const lots = byCost.map((firm) => {
    const room = piecesUntil(firm, day) - minLot;
    const more = Math.max(0, Math.min(room, rest));
    rest -= more;
    return {
      firm: firm.firm,
      pieces: minLot + more,
      costEur: (firm.setupHours + firm.hoursPerPiece * (minLot + more)) * firm.eurPerHour,
      room,
    };
  });
  if (rest > 0 || lots.some(({ room }) => room < 0)) return null;
  const costEur = lots.reduce((sum, lot) => sum + lot.costEur, 0) + eurPerFurtherMember * (lots.length - 1);
  const named = lots.map(({ room: _, ...lot }) => lot).sort((a, b) => (a.firm < b.firm ? -1 : 1));
  return { lots: named, costEur };
}

/** All groups of up to `sizeMax` firms, the smaller first. */
function groupsOf(firms: readonly LotFirm[], sizeMax: number): LotFirm[][] {
  const sorted = [...firms].sort((a, b) => (a.firm < b.firm ? -1 : 1));
  let groups: number[][] = [[]];
  const all: number[][] = [];
  for (let size = 1; size <= Math.min(sizeMax, sorted.length); size += 1) {
    groups = groups.flatMap((group) => sorted.flatMap((_, index) => (index > (group.at(-1) ?? -1) ? [[...group, index]] : [])));
    all.push(...groups);
  }
  return all.map((group) => group.map((index) => sorted[index] as LotFirm));
}
