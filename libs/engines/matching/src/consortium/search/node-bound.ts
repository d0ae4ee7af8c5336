import type { Aim } from './aim.js';
import type { Layout } from './layout.js';
import { MemberCharges } from './member-charges.js';
import { OpenSlots, TimeWindows } from './time-windows.js';
import { TimedTree } from './timed-tree.js';
import { TreeMinimum } from './tree-minimum.js';

/** Room for rounding between a bound and the plan it bounds. */
const ROUNDING = 1e-10;
/** Friction of meeting and exchanging over that of exchanging alone: 1 to 0.75 (methods 4.5). */
const MEETING_AND_EXCHANGE = 4 / 3;

/**
 * Upper bound of an aim over the plans of some open slots that have certain firms as members. Tangents make the concave values
 * additive, charges spread over slots make members additive, a multiplier prices the limit on members; what remains is a least
 * sum over a forest. Each iteration moves tangents, shares and multiplier towards a tighter bound.
 */
export class NodeBound {
  readonly open: OpenSlots;
  readonly windows: TimeWindows;
  readonly charges: MemberCharges;
  readonly tree: TreeMinimum | TimedTree;
  bound = Number.POSITIVE_INFINITY;
  /** Distinct firms of the solution of the last iteration. */
  firmsUsed = 0;
  #priceEur = Number.NaN;
  #kgCo2e = 0;
  #loss = 0;
  #multiplier = 0;
  readonly #stamp: Int32Array;
  #stampNow = 0;
  #through = 0;
  /** What the marginals are subtracted from. */
  #throughMarginals = 0;
  /** No plan worth finding arrives later. */
  arrivalAtMost = Number.POSITIVE_INFINITY;
  readonly #timed: TimedTree | null;

  constructor(
    readonly layout: Layout,
    readonly aim: Aim,
    readonly dueDay: number,
  ) {
    this.open = new OpenSlots(layout);
    this.windows = new TimeWindows(layout, this.open);
    this.charges = new MemberCharges(layout, this.open);
    this.#timed = aim.isDated ? new TimedTree(layout, this.open, this.windows, layout.grid()) : null;
    this.tree = this.#timed ?? new TreeMinimum(layout, this.open);
    this.#timed?.arrivalCost.forEach((_, step, costs) => {
      costs[step] = -aim.date(step * layout.grid().stepDays);
    });
    this.#stamp = new Int32Array(layout.firms);
  }

  /** Takes over a subproblem; false where it is seen to be empty. @param arrivalAtMost known from before */
  load(isOpen: Uint8Array, members: readonly number[], arrivalAtMost: number): boolean {
    this.open.set(isOpen);
    this.bound = Number.POSITIVE_INFINITY;
    this.arrivalAtMost = Math.min(this.dueDay, arrivalAtMost);
    if (!this.charges.setMembers(members)) return false;
    if (!this.#keepPossibleFirms(members)) return false;
    if (!this.#tightenDays()) return false;
    return true;
  }

  #keepPossibleFirms(members: readonly number[]): boolean {
    const { layout, open, charges } = this;
    const isFull = members.length >= layout.maxMembers;
    for (let slot = 0; slot < layout.slots; slot += 1) {
      const firm = layout.firmOf[slot] as number;
      if (open.isOpen[slot] === 0 || charges.isMember[firm] === 1) continue;
      if (isFull || (charges.meetingEur[firm] as number) === Number.POSITIVE_INFINITY) open.close(slot);
    }
    return open.relist();
  }

  #tightenDays(): boolean {
    if (!this.windows.tighten(this.arrivalAtMost)) return false;
    this.#timed?.setWindows(this.arrivalAtMost);
    this.charges.rescale();
    this.charges.rescaleFriction();
    return true;
  }

  /**
   * One iteration; false where the subproblem holds no plan that reaches the cutoff. Closes slots that no such plan uses.
   * @param step from 0 to 1: how far multipliers move
   * @param isClosing whether hopeless slots are looked for, which costs as much again
   */
  iterate(cutoff: number, step: number, isClosing: boolean): boolean {
    const { tree } = this;
    const constant = this.#price();
    const sum = tree.minimise();
    if (!(sum < Number.POSITIVE_INFINITY)) return false;
    this.#through = constant + ROUNDING;
    this.bound = Math.min(this.bound, this.#through - sum);
    if (this.bound < cutoff) return false;
    const latest = this.#timed?.latestArrival(this.#through - cutoff) ?? Number.POSITIVE_INFINITY;
    if (isClosing) {
      tree.findMarginals(sum);
      this.#throughMarginals = this.#through;
    }
    const closed = isClosing ? this.#closeHopeless(cutoff) : 0;
    this.#move(step, cutoff);
    if (closed === 0 && latest >= this.arrivalAtMost) return true;
    this.arrivalAtMost = Math.min(this.arrivalAtMost, latest);
    if (!this.open.relist()) return false;
    return this.#tightenDays();
  }

  /** Costs of slots and edges; answers what the bound is without them. */
  #price(): number {
    const { aim, layout, charges, tree, open } = this;
    if (Number.isNaN(this.#priceEur)) this.#start();
    const [x, y, z] = [aim.price.within(this.#priceEur), aim.kg.within(this.#kgCo2e), aim.loss.within(this.#loss)];
    const [perEur, perKg, perLoss] = [aim.price.slope(x), aim.kg.slope(y), aim.loss.slope(z)];
    const { k1 } = layout.instance.source.coordination;
    for (let operation = 0; operation < layout.operations; operation += 1) {
      const from = layout.offset[operation] as number;
      for (let i = 0; i < (open.count[operation] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const firm = layout.firmOf[slot] as number;
        let cost =
          perEur * (layout.priceEur[slot] as number) +
          perKg * (layout.kgCo2e[slot] as number) +
          aim.suitability * (layout.suitabilityLoss[slot] as number);
        if (charges.isMember[firm] === 0) {
          const charge =
            perEur * (k1 + (charges.meetingEur[firm] as number)) + perLoss * (layout.lossOfFirm[firm] as number) + this.#multiplier;
          cost += (charges.ofFirm[slot] as number) * charge;
          const region = layout.regionOfFirm[firm] as number;
          if (charges.isRegionSunk[region] === 0)
            cost += (charges.ofRegion[charges.regionKey[slot] as number] as number) * perLoss * (layout.lossOfRegion[region] as number);
        }
        tree.cost[slot] = cost;
      }
    }
    this.#priceEdges(perEur, perKg);
    const curves = aim.price.value(x) + perEur * x + aim.kg.value(y) + perKg * y + aim.loss.value(z) + perLoss * z;
    const sunk = perEur * charges.sunkEur + perLoss * charges.sunkLoss + this.#multiplier * (charges.members.length - layout.maxMembers);
    return aim.constant + curves - sunk;
  }

  #priceEdges(perEur: number, perKg: number): void {
    const { layout, open, tree, charges, windows } = this;
    const { firmOf } = layout;
    for (let index = 0; index < layout.edges.length; index += 1) {
      const edge = layout.edges[index] as Layout['edges'][number];
      const { from, to, eur, kg, days, frictionEur, forbidden } = edge;
      const target = tree.edgeCost[index] as Float64Array;
      const shares = charges.ofPair[index] as Float64Array;
      const [rows, columns] = [layout.offset[from] as number, layout.offset[to] as number];
      const width = (layout.offset[to + 1] as number) - columns;
      for (let i = 0; i < (open.count[from] as number); i += 1) {
        const sender = open.list[rows + i] as number;
        const base = (sender - rows) * width - columns;
        const end = (windows.earliestEnd[sender] as number) - 1e-9;
        const isMember = charges.isMember[firmOf[sender] as number] === 1;
        for (let j = 0; j < (open.count[to] as number); j += 1) {
          const receiver = open.list[columns + j] as number;
          const at = base + receiver;
          if (forbidden[at] === 1 || end + (days[at] as number) > (windows.latestReady[receiver] as number)) {
            target[at] = Number.POSITIVE_INFINITY;
            continue;
          }
          // Two firms that are no members yet meet by exchanging; a member's meetings are charged to the other firm.
          const meeting = isMember || charges.isMember[firmOf[receiver] as number] === 1 ? 1 : MEETING_AND_EXCHANGE;
          target[at] =
            perEur * ((eur[at] as number) + (shares[at] as number) * meeting * (frictionEur[at] as number)) + perKg * (kg[at] as number);
        }
      }
    }
  }

  /** The first tangents lie at the cheapest open slots. */
  #start(): void {
    const { layout, open } = this;
    let [price, kg] = [0, 0];
    for (let operation = 0; operation < layout.operations; operation += 1) {
      const from = layout.offset[operation] as number;
      let [leastPrice, leastKg] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let i = 0; i < (open.count[operation] as number); i += 1) {
        const slot = open.list[from + i] as number;
        leastPrice = Math.min(leastPrice, layout.priceEur[slot] as number);
        leastKg = Math.min(leastKg, layout.kgCo2e[slot] as number);
      }
      price += leastPrice;
      kg += leastKg;
    }
    this.moveTo(price, kg, 0.1);
  }

  /** Lays the tangents at the figures of a plan. */
  moveTo(priceEur: number, kgCo2e: number, loss: number): void {
    this.#priceEur = priceEur;
    this.#kgCo2e = kgCo2e;
    this.#loss = loss;
  }

  /** Value of a EUR at the present tangent. */
  get perEur(): number {
    return this.aim.price.slope(this.aim.price.within(this.#priceEur));
  }

  /** Bound of the plans that use a slot, as of the last iteration that looked for hopeless slots. */
  boundThrough(slot: number): number {
    return this.#throughMarginals - (this.tree.marginal[slot] as number);
  }

  #closeHopeless(cutoff: number): number {
    const { layout, open } = this;
    let closed = 0;
    for (let slot = 0; slot < layout.slots; slot += 1) {
      if (open.isOpen[slot] === 0) continue;
      if (this.boundThrough(slot) >= cutoff) continue;
      open.close(slot);
      closed += 1;
    }
    return closed;
  }

  /** Towards the figures of the solution, as the relaxation counts them. */
  #move(step: number, cutoff: number): void {
    const { layout, charges, tree, aim } = this;
    const { k1 } = layout.instance.source.coordination;
    let price = charges.sunkEur;
    let loss = charges.sunkLoss;
    let [kg, paid] = [0, charges.members.length];
    this.#stampNow += 1;
    this.firmsUsed = 0;
    for (let operation = 0; operation < layout.operations; operation += 1) {
      const slot = tree.best[operation] as number;
      const firm = layout.firmOf[slot] as number;
      price += layout.priceEur[slot] as number;
      kg += layout.kgCo2e[slot] as number;
      if (this.#stamp[firm] !== this.#stampNow) this.firmsUsed += 1;
      this.#stamp[firm] = this.#stampNow;
      if (charges.isMember[firm] === 1) continue;
      const share = charges.ofFirm[slot] as number;
      paid += share;
      price += share * (k1 + (charges.meetingEur[firm] as number));
      loss += share * (layout.lossOfFirm[firm] as number);
      const region = layout.regionOfFirm[firm] as number;
      if (charges.isRegionSunk[region] === 0)
        loss += (charges.ofRegion[charges.regionKey[slot] as number] as number) * (layout.lossOfRegion[region] as number);
    }
    for (const [index, edge] of layout.edges.entries()) {
      const at = MemberCharges.at(layout, edge, tree.best[edge.from] as number, tree.best[edge.to] as number);
      price += (edge.eur[at] as number) + ((charges.ofPair[index] as Float64Array)[at] as number) * (edge.frictionEur[at] as number);
      kg += edge.kg[at] as number;
    }
    this.#priceEur += step * (aim.price.within(price) - this.#priceEur);
    this.#kgCo2e += step * (aim.kg.within(kg) - this.#kgCo2e);
    this.#loss += step * (aim.loss.within(loss) - this.#loss);
    const beyond = paid - layout.maxMembers;
    const reach = Math.max(1e-4, Math.min(this.bound - cutoff, 0.3 * Math.abs(this.bound)));
    if (beyond !== 0) this.#multiplier = Math.max(0, this.#multiplier + (step * reach * Math.sign(beyond)) / Math.max(1, Math.abs(beyond)));
    charges.shift(tree.best, step);
  }
}
