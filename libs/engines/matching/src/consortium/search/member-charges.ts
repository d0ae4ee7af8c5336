import type { Edge, Layout } from './layout.js';
import type { OpenSlots } from './time-windows.js';

/** Shares below this carry no memory worth scaling up. */
const FADED = 1e-6;
/** Shares never start to grow from less. */
const LEAST_GROWING = 1e-4;
/** How much the logs of shares move in a full step. */
const STEP_OF_SHARES = 3;

function grown(share: number, growth: number): number {
  return Math.max(LEAST_GROWING, share) * growth;
}

/**
 * How what a plan pays once (a further member, a region's shock, the first exchange of two firms) is spread over slots and edges.
 * Whatever the shares, as long as those of one charge sum to 1, a plan never pays more than the charge: every spread gives a bound.
 */
export class MemberCharges {
  readonly isMember: Uint8Array;
  readonly members: number[] = [];
  /** Share of the charge of its firm by slot. */
  readonly ofFirm: Float64Array;
  /** Share of the charge of a region by operation and region; `regionKey` leads there from a slot. */
  readonly ofRegion: Float64Array;
  readonly regionKey: Int32Array;
  /** Share of the friction of a pair of firms by edge and pair of candidates. */
  readonly ofPair: readonly Float64Array[];
  /** EUR of meeting the members, by firm. */
  readonly meetingEur: Float64Array;
  /** What the members pay whatever else is chosen. */
  sunkEur = 0;
  sunkLoss = 0;
  readonly isRegionSunk: Uint8Array;
  readonly #pairCount: Float64Array;
  readonly #pairSum: Float64Array;
  readonly #pairStamp: Int32Array;
  readonly #regionSum: Float64Array;
  readonly #stamp: Int32Array;
  #stampNow = 0;

  constructor(
    readonly layout: Layout,
    readonly open: OpenSlots,
  ) {
    this.isMember = new Uint8Array(layout.firms);
    this.ofFirm = new Float64Array(layout.slots).fill(1);
    const regions = layout.lossOfRegion.length;
    this.ofRegion = new Float64Array(layout.operations * regions).fill(1);
    this.regionKey = Int32Array.from(
      layout.operationOf,
      (operation, slot) => operation * regions + (layout.regionOfFirm[layout.firmOf[slot] as number] as number),
    );
    this.ofPair = layout.edges.map((edge) => new Float64Array(edge.eur.length).fill(1));
    this.meetingEur = new Float64Array(layout.firms);
    this.isRegionSunk = new Uint8Array(layout.lossOfRegion.length);
    this.#pairCount = new Float64Array(layout.pairs.count);
    this.#pairSum = new Float64Array(layout.pairs.count);
    this.#pairStamp = new Int32Array(layout.pairs.count);
    this.#regionSum = new Float64Array(layout.lossOfRegion.length);
    this.#stamp = new Int32Array(Math.max(layout.firms, layout.operations * regions));
  }

  /** False where two members may not meet. */
  setMembers(members: readonly number[]): boolean {
    const { layout } = this;
    const { k0, k1 } = layout.instance.source.coordination;
    for (const former of this.members) this.isMember[former] = 0;
    this.members.length = 0;
    this.meetingEur.fill(0);
    this.isRegionSunk.fill(0);
    this.sunkEur = k0 - k1;
    this.sunkLoss = 0;
    for (const member of members) {
      this.sunkEur += k1 + (this.meetingEur[member] as number);
      this.sunkLoss += layout.lossOfFirm[member] as number;
      const region = layout.regionOfFirm[member] as number;
      if (this.isRegionSunk[region] === 0) this.sunkLoss += layout.lossOfRegion[region] as number;
      this.isRegionSunk[region] = 1;
      this.isMember[member] = 1;
      this.members.push(member);
      const row = member * layout.firms;
      for (let firm = 0; firm < layout.firms; firm += 1)
        this.meetingEur[firm] = (this.meetingEur[firm] as number) + (firm === member ? 0 : (layout.meetingEur[row + firm] as number));
    }
    return Number.isFinite(this.sunkEur);
  }

  /** After slots were closed: shares of open slots sum to 1 again. */
  rescale(): void {
    const { layout, open } = this;
    for (let firm = 0; firm < layout.firms; firm += 1) {
      if (this.isMember[firm] === 1) continue;
      const slots = layout.slotsOfFirm[firm] as Int32Array;
      let sum = 0;
      let count = 0;
      for (const slot of slots) {
        if (open.isOpen[slot] === 0) continue;
        sum += this.ofFirm[slot] as number;
        count += 1;
      }
      for (const slot of slots) {
        if (open.isOpen[slot] === 1) this.ofFirm[slot] = sum > 1e-9 ? (this.ofFirm[slot] as number) / sum : 1 / count;
      }
    }
    this.#rescaleRegions();
  }

  #rescaleRegions(): void {
    const { layout, open } = this;
    const regions = layout.lossOfRegion.length;
    const sums = this.#regionSum.fill(0);
    this.#stampNow += 1;
    for (let slot = 0; slot < layout.slots; slot += 1) {
      const key = this.regionKey[slot] as number;
      if (open.isOpen[slot] === 0 || this.#stamp[key] === this.#stampNow) continue;
      this.#stamp[key] = this.#stampNow;
      sums[key % regions] = (sums[key % regions] as number) + (this.ofRegion[key] as number);
    }
    for (let key = 0; key < this.ofRegion.length; key += 1) {
      const sum = sums[key % regions] as number;
      // A region whose open shares have all faded away charges nothing until shares move again: a looser bound, still a bound.
      if (this.#stamp[key] === this.#stampNow && sum > 1e-9) this.ofRegion[key] = (this.ofRegion[key] as number) / sum;
    }
  }

  /** After slots were closed: shares of the friction of a pair sum to 1 over the edges on which the two may still exchange. */
  rescaleFriction(): void {
    const { layout, open } = this;
    const sums = this.#pairSum.fill(0);
    const counts = this.#pairCount.fill(0);
    const { offset } = layout;
    for (const isCounting of [true, false]) {
      for (const [index, { from, to, pairOf }] of layout.edges.entries()) {
        const shares = this.ofPair[index] as Float64Array;
        const [rows, columns] = [offset[from] as number, offset[to] as number];
        const width = (offset[to + 1] as number) - columns;
        for (let i = 0; i < (open.count[from] as number); i += 1) {
          const base = ((open.list[rows + i] as number) - rows) * width - columns;
          for (let j = 0; j < (open.count[to] as number); j += 1) {
            const at = base + (open.list[columns + j] as number);
            const pair = pairOf[at] as number;
            if (pair < 0) continue;
            if (isCounting) {
              sums[pair] = (sums[pair] as number) + (shares[at] as number);
              counts[pair] = (counts[pair] as number) + 1;
            } else {
              const sum = sums[pair] as number;
              shares[at] = sum > FADED ? (shares[at] as number) / sum : 1 / (counts[pair] as number);
            }
          }
        }
      }
    }
  }

  #shiftPairs(solution: Int32Array, growth: number): void {
    const { layout } = this;
    const { start, edges, places } = layout.pairs;
    this.#stampNow += 1;
    for (const edge of layout.edges) {
      const pair = edge.pairOf[MemberCharges.at(layout, edge, solution[edge.from] as number, solution[edge.to] as number)] as number;
      if (pair < 0 || this.#pairStamp[pair] === this.#stampNow) continue;
      this.#pairStamp[pair] = this.#stampNow;
      const [from, to] = [start[pair] as number, start[pair + 1] as number];
      let sum = 0;
      for (let i = from; i < to; i += 1) {
        const index = edges[i] as number;
        const other = layout.edges[index] as Edge;
        const place = places[i] as number;
        const shares = this.ofPair[index] as Float64Array;
        const isUsed = MemberCharges.at(layout, other, solution[other.from] as number, solution[other.to] as number) === place;
        if (isUsed) shares[place] = grown(shares[place] as number, growth);
        sum += shares[place] as number;
      }
      for (let i = from; i < to; i += 1) {
        const shares = this.ofPair[edges[i] as number] as Float64Array;
        shares[places[i] as number] = (shares[places[i] as number] as number) / sum;
      }
    }
  }

  /**
   * Moves shares of the charges that a solution paid in part towards the slots that it uses. The bound is concave in the shares;
   * a multiplicative step along its subgradient keeps them positive with sum 1.
   * @param step from 0 to 1
   */
  shift(solution: Int32Array, step: number): void {
    const { layout, open } = this;
    const growth = Math.exp(STEP_OF_SHARES * step);
    this.#stampNow += 1;
    const stamp = this.#stampNow;
    for (let operation = 0; operation < layout.operations; operation += 1) {
      const firm = layout.firmOf[solution[operation] as number] as number;
      if (this.isMember[firm] === 1 || this.#stamp[firm] === stamp) continue;
      this.#stamp[firm] = stamp;
      const slots = layout.slotsOfFirm[firm] as Int32Array;
      let sum = 0;
      for (const slot of slots) {
        if (open.isOpen[slot] === 0) continue;
        if (solution[layout.operationOf[slot] as number] === slot) this.ofFirm[slot] = grown(this.ofFirm[slot] as number, growth);
        sum += this.ofFirm[slot] as number;
      }
      for (const slot of slots) if (open.isOpen[slot] === 1) this.ofFirm[slot] = (this.ofFirm[slot] as number) / sum;
    }
    this.#shiftRegions(solution, growth);
    this.#shiftPairs(solution, growth);
  }

  #shiftRegions(solution: Int32Array, growth: number): void {
    const { layout } = this;
    for (let operation = 0; operation < layout.operations; operation += 1) {
      const key = this.regionKey[solution[operation] as number] as number;
      if (this.isRegionSunk[key % layout.lossOfRegion.length] === 0) this.ofRegion[key] = grown(this.ofRegion[key] as number, growth);
    }
    this.#rescaleRegions();
  }

  /** Index of a pair of open slots in the matrices of an edge. */
  static at(layout: Layout, { from, to }: Edge, sender: number, receiver: number): number {
    const width = (layout.offset[to + 1] as number) - (layout.offset[to] as number);
    return (sender - (layout.offset[from] as number)) * width + receiver - (layout.offset[to] as number);
  }
}
