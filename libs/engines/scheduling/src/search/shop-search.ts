import { boundMakespan, type MakespanBound } from '../bounds/shop-bound.js';
import { type CompiledShop, compileShop, type FlexibleShop, type ScheduledOperation } from '../shop/flexible-shop.js';
import type { AnytimeSearch } from './anytime-search.js';
import { DisjunctiveGraph, type Sequencing } from './disjunctive-graph.js';
import { type Elite, ElitePool, eliteOf } from './elite-pool.js';
import { LoadWeights } from './load-weights.js';
import { RandomSource } from './random-source.js';
import { Dispatcher } from './starts.js';
import { TabuSearch } from './tabu-search.js';

/** A small pool converges soon; each filling is larger than the one before. */
const POOL_CAPACITY_FIRST = 3;
const POOL_CAPACITY_LAST = 8;
/** Moves without gain, for each operation of the shop, after which a run from a fresh start, or from a child of two elites, ends. */
const FRESH_PATIENCE = 6;
const CHILD_PATIENCE = 12;
const BALANCED_STARTS_SHARE = 0.7;
/** Runs without a better best, for each place in the pool, after which it is thought to have converged and is filled anew. */
const BARREN_RUNS = 12;
/** Every so many fillings the pool is filled with the bests of earlier ones instead of fresh starts. */
const REUNION_PERIOD = 4;

/**
 * Anytime search for a short makespan (docs/scheduling.md): runs of tabu search from balanced and greedy starts fill a small pool, then
 * from children of its members. Equal shop, seed and calls give equal results on every machine.
 */
export class ShopSearch implements AnytimeSearch {
  readonly bound: MakespanBound;
  iterations = 0;
  makespan = Number.MAX_SAFE_INTEGER;

  private readonly compiled: CompiledShop;
  private readonly random: RandomSource;
  private readonly dispatcher: Dispatcher;
  private readonly best: Sequencing;
  private tabu: TabuSearch | null = null;
  private readonly pool: ElitePool;
  private readonly weights: LoadWeights;
  private readonly draft: Sequencing;
  private readonly arrived: Sequencing[] = [];
  private readonly isFlexible: boolean;
  private patience = 0;
  private barrenRuns = 0;
  private poolMakespan = Number.MAX_SAFE_INTEGER;
  private fillings = 1;
  /** The best of each earlier filling, the latest ones. */
  private readonly archive: Elite[] = [];

  /** @throws DomainError for cycles and durations beyond what can be added up */
  constructor(shop: FlexibleShop, seed: number) {
    this.compiled = compileShop(shop);
    const n = this.compiled.operationCount;
    this.random = new RandomSource(seed);
    this.dispatcher = new Dispatcher(this.compiled, this.random);
    this.pool = new ElitePool(n, POOL_CAPACITY_FIRST, this.random);
    this.weights = new LoadWeights(this.random);
    this.best = { option: new Int32Array(n), order: new Int32Array(n) };
    this.draft = { option: new Int32Array(n), order: new Int32Array(n) };
    this.isFlexible = this.compiled.optionStart[n]! > n;
    this.bound = boundMakespan(this.compiled);
    this.dispatch('most-work-remaining');
  }

  get objective(): number {
    return this.makespan;
  }

  get lowerBound(): number {
    return this.bound.value;
  }

  /** True once nothing better can exist. */
  get isProven(): boolean {
    return this.makespan <= this.bound.value;
  }

  /** Goes on for so many moves, or until the makespan is proven. */
  step(iterations: number): void {
    for (let i = 0; i < iterations && !this.isProven; i += 1) {
      const tabu = this.tabu ?? this.beginSearch();
      if (tabu === null) return;
      this.iterations += 1;
      const moved = tabu.iterate();
      if (tabu.bestMakespan < this.makespan) this.keep(tabu.best, tabu.bestMakespan);
      if (!moved || tabu.iterationsWithoutGain >= this.patience) {
        this.endRun(tabu);
        this.beginRun(tabu);
      }
    }
  }

  /** A copy of the best selection, for another search over the same shop. */
  exportBest(): Sequencing {
    return { option: this.best.option.slice(), order: this.best.order.slice() };
  }

  /** Joins the pool when the current run ends. */
  importElite(elite: Sequencing): void {
    this.arrived.push(elite);
  }

  /** On large real loads dispatching is often optimal already, and the bound proves it. */
  private dispatch(preference: 'most-work-remaining' | 'most-operations-remaining'): void {
    const { dispatcher, draft } = this;
    const makespan = this.isFlexible ? dispatcher.dispatchFreely(draft, preference) : dispatcher.dispatchOnFixedMachines(draft, preference);
    if (makespan < this.makespan) this.keep(draft, makespan);
  }

  private keep({ option, order }: Sequencing, makespan: number): void {
    this.best.option.set(option);
    this.best.order.set(order);
    this.makespan = makespan;
  }

  /** The arrays of the search are only made once dispatching was not enough. */
  private beginSearch(): TabuSearch | null {
    this.dispatch('most-operations-remaining');
    if (this.isProven) return null;
    const tabu = new TabuSearch(this.compiled, this.random);
    this.tabu = tabu;
    tabu.start(this.best);
    this.patience = FRESH_PATIENCE * this.compiled.operationCount;
    return tabu;
  }

  private beginRun(tabu: TabuSearch): void {
    const { draft, dispatcher, random } = this;
    if (this.isFlexible) tabu.loadWeight = this.weights.draw();
    if (this.pool.isFull) {
      this.pool.cross(draft);
      this.patience = CHILD_PATIENCE * this.compiled.operationCount;
    } else {
      if (!this.isFlexible) dispatcher.dispatchOnFixedMachines(draft, 'random');
      else if (random.fraction() < BALANCED_STARTS_SHARE) {
        dispatcher.balance(draft.option);
        dispatcher.dispatchOnFixedMachines(draft, 'random');
      } else dispatcher.dispatchFreely(draft, 'random');
      this.patience = FRESH_PATIENCE * this.compiled.operationCount;
    }
    tabu.start(draft);
    if (tabu.bestMakespan < this.makespan) this.keep(tabu.best, tabu.bestMakespan);
  }

  private endRun(tabu: TabuSearch): void {
    tabu.graph.load(tabu.best);
    const beaten = this.pool.add(eliteOf(tabu.graph, tabu.best));
    if (this.isFlexible) this.weights.reward(beaten);
    for (const elite of this.arrived.splice(0)) {
      tabu.graph.load(elite);
      if (tabu.graph.makespan < this.makespan) this.keep(elite, tabu.graph.makespan);
      if (this.pool.isFull) this.pool.add(eliteOf(tabu.graph, elite));
    }
    const best = this.pool.best();
    if (best.makespan < this.poolMakespan) {
      this.poolMakespan = best.makespan;
      this.barrenRuns = 0;
    } else this.barrenRuns += 1;
    if (this.barrenRuns >= BARREN_RUNS * this.pool.capacity) this.fillAnew(best);
  }

  /** Fresh starts find other regions; a reunion of what the fillings before found relinks their bests. */
  private fillAnew(best: Elite): void {
    const { pool, archive } = this;
    archive.push(best);
    if (archive.length > POOL_CAPACITY_LAST) archive.shift();
    this.fillings += 1;
    this.barrenRuns = 0;
    this.poolMakespan = Number.MAX_SAFE_INTEGER;
    pool.clear(Math.min(pool.capacity + 1, POOL_CAPACITY_LAST));
    if (this.fillings % REUNION_PERIOD === 0) archive.forEach((elite) => pool.add(elite));
  }
}

/** The schedule of a selection, every operation as early as its place allows; operations in the order of the shop. */
export function scheduleOf(shop: FlexibleShop, selection: Sequencing): ScheduledOperation[] {
  const graph = new DisjunctiveGraph(compileShop(shop));
  graph.load(selection);
  return shop.operations.map(({ job, number }, v) => {
    const machine = graph.machineOf[v]! + shop.firstMachine;
    return { job, operation: number, machine, start: graph.head[v]!, end: graph.end[v]! };
  });
}
