import { DomainError, seededRandom } from '@gewerk/kernel';
import { type CompiledTask, settle, successGivenIndependence, withoutImplied } from './independent-success.js';

const EXACT_REGIONS_MAX = 12;
const SAMPLES = 10_000;
const DEFAULT_SEED = 54;

export interface FirmRisk {
  readonly id: string;
  readonly region: string;
  /** Success where the region is not hit. */
  readonly successProbability: number;
  /** Share of the success that a shock of its region takes away; 1 (all) if absent. */
  readonly vulnerability?: number;
}

export interface RegionRisk {
  readonly id: string;
  readonly shockProbability: number;
}

/**
 * What must succeed: at least `needed` lots, and of each lot at least one provider (the primary and its standbys).
 * An operation without split is one lot with `needed` 1.
 */
export interface DeliveryTask {
  readonly lots: readonly (readonly string[])[];
  readonly needed: number;
}

export interface DeliveryEstimate {
  readonly probability: number;
  /** `sampled` where more than 12 regions tie firms together whose success is not required anyway (methods 5.4). */
  readonly method: 'exact' | 'sampled';
}

/** A region whose shock state matters to several firms; `calm` and `hit`: success of its firms that must succeed. */
interface TiedRegion {
  readonly shock: number;
  readonly calm: number;
  readonly hit: number;
  readonly firms: readonly number[];
}

/**
 * Delivery probability from firm risks with regional shocks (methods 5.4): exact by conditioning on the shock state of the
 * regions of the firms involved; a firm that appears twice succeeds or fails once. Build it once, ask it for many plans.
 */
export class DeliveryRiskModel {
  readonly #indexOfFirm = new Map<string, number>();
  readonly #success: Float64Array;
  readonly #successIfHit: Float64Array;
  readonly #regionOf: Int32Array;
  readonly #shock: Float64Array;

  constructor(firms: readonly FirmRisk[], regions: readonly RegionRisk[]) {
    const indexOfRegion = new Map(regions.map((region, index) => [region.id, index]));
    this.#shock = Float64Array.from(regions, (region) => probability(`region ${region.id}`, region.shockProbability));
    this.#success = new Float64Array(firms.length);
    this.#successIfHit = new Float64Array(firms.length);
    this.#regionOf = new Int32Array(firms.length);
    for (const [index, firm] of firms.entries()) {
      const region = indexOfRegion.get(firm.region);
      if (region === undefined) throw unknown('region', firm.region);
      const success = probability(`firm ${firm.id}`, firm.successProbability);
      this.#indexOfFirm.set(firm.id, index);
      this.#success[index] = success;
      this.#successIfHit[index] = success * (1 - probability(`vulnerability of firm ${firm.id}`, firm.vulnerability ?? 1));
      this.#regionOf[index] = region;
    }
  }

  /** Index of a firm for `jointSuccess`; throws where the firm is unknown. */
  indexOf(firm: string): number {
    const index = this.#indexOfFirm.get(firm);
    if (index === undefined) throw unknown('firm', firm);
    return index;
  }

  /** What the success of a firm depends on, to draw scenarios from. */
  figuresOf(firm: string): { index: number; region: number; shock: number; success: number; successIfHit: number } {
    const index = this.indexOf(firm);
    const region = this.#regionOf[index] as number;
    const [success, successIfHit] = [this.#success[index] as number, this.#successIfHit[index] as number];
    return { index, region, shock: this.#shock[region] as number, success, successIfHit };
  }

  /**
   * Probability that all of some distinct firms succeed, by their indices. Regions are independent of each other, so the
   * conditioning factorises region by region: exact at any number of regions.
   */
  jointSuccess(firms: ArrayLike<number>, count: number = firms.length): number {
    let product = 1;
    for (let i = 0; i < count; i += 1) {
      const region = this.#regionOf[firms[i] as number] as number;
      if (this.#isRegionSeen(firms, i, region)) continue;
      let calm = 1;
      let hit = 1;
      for (let j = i; j < count; j += 1) {
        const firm = firms[j] as number;
        if (this.#regionOf[firm] !== region) continue;
        calm *= this.#success[firm] as number;
        hit *= this.#successIfHit[firm] as number;
      }
      const shock = this.#shock[region] as number;
      product *= (1 - shock) * calm + shock * hit;
    }
    return product;
  }

  #isRegionSeen(firms: ArrayLike<number>, before: number, region: number): boolean {
    for (let j = 0; j < before; j += 1) if (this.#regionOf[firms[j] as number] === region) return true;
    return false;
  }

  /** Probability that all tasks succeed. @param seed of the samples that stand in for more than 12 tied regions */
  estimate(tasks: readonly DeliveryTask[], seed: number = DEFAULT_SEED): DeliveryEstimate {
    const settled = settle(tasks.map((task, index) => this.#compile(task, index)));
    if (settled === null) return { probability: 0, method: 'exact' };
    const { forced } = settled;
    const open = withoutImplied(settled.open);
    const success = Float64Array.from(this.#success);
    const loose = [...new Set(open.flatMap((task) => task.lots.flat()))].sort((a, b) => a - b);
    const { factor, tied } = this.#separateRegions(forced, loose, success);
    if (tied.length <= EXACT_REGIONS_MAX) return { probability: factor * this.#condition(open, tied, success, 0), method: 'exact' };
    return { probability: factor * this.#sample(open, tied, success, seed), method: 'sampled' };
  }

  #compile(task: DeliveryTask, index: number): CompiledTask {
    if (!(task.needed >= 1) || task.needed > task.lots.length) {
      throw new DomainError('invalid', 'resilience.lots-needed', `a task needs between one and all of its ${task.lots.length} lots`, [
        { pointer: `/tasks/${index}/needed`, code: 'lots-needed', params: { needed: task.needed, lots: task.lots.length } },
      ]);
    }
    return { needed: task.needed, lots: task.lots.map((lot) => [...new Set(lot)].map((firm) => this.indexOf(firm))) };
  }

  /**
   * Regions that need no conditioning: one with firms that must succeed only is a factor; the shock of a region with a single firm
   * is folded into that firm. The others tie firms together.
   */
  #separateRegions(forced: readonly number[], loose: readonly number[], success: Float64Array): { factor: number; tied: TiedRegion[] } {
    let factor = 1;
    const tied: TiedRegion[] = [];
    for (const region of new Set([...forced, ...loose].map((firm) => this.#regionOf[firm] as number))) {
      const shock = this.#shock[region] as number;
      const inside = (firms: readonly number[]) => firms.filter((firm) => this.#regionOf[firm] === region);
      const [must, may] = [inside(forced), inside(loose)];
      const calm = must.reduce((product, firm) => product * (this.#success[firm] as number), 1);
      const hit = must.reduce((product, firm) => product * (this.#successIfHit[firm] as number), 1);
      const only = may[0];
      if (only === undefined) factor *= (1 - shock) * calm + shock * hit;
      else if (shock > 0 && must.length + may.length > 1) tied.push({ shock, calm, hit, firms: may });
      else {
        factor *= calm;
        success[only] = (1 - shock) * (this.#success[only] as number) + shock * (this.#successIfHit[only] as number);
        for (const firm of may.slice(1)) success[firm] = this.#success[firm] as number;
      }
    }
    return { factor, tied };
  }

  #condition(tasks: readonly CompiledTask[], tied: readonly TiedRegion[], success: Float64Array, at: number): number {
    const region = tied[at];
    if (region === undefined) return successGivenIndependence(tasks, success);
    let sum = 0;
    for (const isHit of [false, true]) {
      const weight = isHit ? region.shock * region.hit : (1 - region.shock) * region.calm;
      if (weight === 0) continue;
      this.#setState(region, isHit, success);
      sum += weight * this.#condition(tasks, tied, success, at + 1);
    }
    return sum;
  }

  #sample(tasks: readonly CompiledTask[], tied: readonly TiedRegion[], success: Float64Array, seed: number): number {
    const random = seededRandom(seed);
    let sum = 0;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      let weight = 1;
      for (const region of tied) {
        const isHit = random() < region.shock;
        weight *= isHit ? region.hit : region.calm;
        this.#setState(region, isHit, success);
      }
      if (weight > 0) sum += weight * successGivenIndependence(tasks, success);
    }
    return sum / SAMPLES;
  }

  #setState(region: TiedRegion, isHit: boolean, success: Float64Array): void {
    const from = isHit ? this.#successIfHit : this.#success;
    for (const firm of region.firms) success[firm] = from[firm] as number;
  }
}

function probability(name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new DomainError('invalid', 'resilience.not-a-probability', `${name}: a probability lies between 0 and 1, not ${value}`);
}

function unknown(kind: string, id: string): DomainError {
  return new DomainError('invalid', `resilience.${kind}-unknown`, `${kind} "${id}" is not part of the risk model; add it`, [], { id });
}
