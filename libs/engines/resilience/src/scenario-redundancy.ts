import { seededRandom } from '@gewerk/kernel';
import type { DeliveryRiskModel, DeliveryTask } from './delivery-probability.js';
import type { RedundancyProblem, RedundancyResult, StandbyOption } from './redundancy-problem.js';

const SCENARIOS = 8192;
const WORDS = SCENARIOS / 32;
const SEED = 55;
/** Rounds in which the aim over the scenarios is raised because the exact probability fell short. */
const ROUNDS_MAX = 8;
/** Least rise of the aim, and by how much a set may fall short of its aim and still be weighed exactly, in scenarios. */
const LEAST_RISE = 8;
const SLACK = 64;
/** Options for the next step that are weighed exactly. */
const NEXT_STEPS_WEIGHED = 6;

/** Operations with the same providers, which stand or fall together. */
interface Circle {
  readonly key: string;
  readonly tasks: number[];
  /** Scenarios in which all its providers fail. */
  readonly fails: Uint32Array;
}

/**
 * Standbys where options are many (methods 5.5): a greedy search over a fixed sample of scenarios, kept as sets of bits, in which a
 * step is weighed in microseconds. What it finds is checked, and what is not needed dropped, by the exact probability. Each
 * operation is one lot.
 */
export class ScenarioRedundancy {
  readonly #tasks: readonly (readonly string[])[];
  /** Scenarios in which a firm succeeds, by firm. */
  readonly #success: ReadonlyMap<string, Uint32Array>;
  readonly #taskOf: Int32Array;
  /** Option by task and firm. */
  readonly #optionOf: readonly ReadonlyMap<string, number>[];
  readonly #exact = new Map<string, number>();
  readonly #fails = new Map<string, Uint32Array>();
  readonly #covers = new Map<string, readonly (readonly number[])[]>();
  readonly #singly = new Uint32Array(WORDS);
  readonly #together = new Uint32Array(WORDS);

  constructor(
    readonly problem: RedundancyProblem,
    readonly options: readonly StandbyOption[],
  ) {
    this.#tasks = [...problem.tasks.values()].map(({ lots }) => lots[0] as readonly string[]);
    const numberOf = new Map([...problem.tasks.keys()].map((operation, index) => [operation, index]));
    this.#taskOf = Int32Array.from(options, ({ operation }) => numberOf.get(operation) as number);
    const optionOf = this.#tasks.map(() => new Map<string, number>());
    for (const [index, { firm }] of options.entries()) optionOf[this.#taskOf[index] as number]?.set(firm, index);
    this.#optionOf = optionOf;
    this.#success = sampleSuccess(problem.risk, [...new Set([...this.#tasks.flat(), ...options.map(({ firm }) => firm)])]);
  }

  static suits({ tasks }: RedundancyProblem): boolean {
    return [...tasks.values()].every(({ lots, needed }) => lots.length === 1 && needed === 1);
  }

  /** Exact probability with some standbys. */
  probabilityOf(chosen: readonly number[]): number {
    const key = chosen.join();
    const known = this.#exact.get(key);
    if (known !== undefined) return known;
    const circles = new Map<string, DeliveryTask>();
    for (const firms of this.#providers(chosen)) circles.set([...firms].sort().join('\n'), { lots: [firms], needed: 1 });
    const { probability } = this.problem.risk.estimate([...circles.values()]);
    this.#exact.set(key, probability);
    return probability;
  }

  /** A cheap set that reaches the target; where none was found, the one with the best probability. */
  search(target: number): number[] {
    // Steps that overshoot are good value early on and dear at the end: both ways, the better result.
    const [first, second] = [this.#reach(target, true), this.#reach(target, false)];
    const [p, q] = [this.probabilityOf(first), this.probabilityOf(second)];
    if (p >= target && q >= target) return this.#fee(second) < this.#fee(first) ? second : first;
    return q > p ? second : first;
  }

  #reach(target: number, isCapped: boolean): number[] {
    let aim = Math.ceil(target * SCENARIOS);
    let best: number[] = [];
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const { chosen, isReached } = this.#greedy(Math.min(aim, SCENARIOS), isCapped);
      const probability = this.probabilityOf(chosen);
      if (probability > this.probabilityOf(best)) best = chosen;
      if (probability >= target || !isReached || aim >= SCENARIOS) break;
      aim += Math.max(LEAST_RISE, Math.ceil((target - probability) * SCENARIOS));
    }
    return this.#drop(best, Math.min(target, this.probabilityOf(best)));
  }

  /** The further standby with the best gain per EUR; null where none was seen to help. */
  nextStep(chosen: readonly number[]): RedundancyResult['nextStep'] {
    const before = this.probabilityOf(chosen);
    const circles = this.#circles(chosen);
    this.#countFailures(circles);
    const rated = circles
      .flatMap((circle) => (circle.tasks.length > 1 ? [] : this.#singles(circle)))
      .map((option) => ({ option, ratio: this.#gain(this.#circleOf(circles, option), [option]) / this.#fee([option]) }))
      .filter(({ ratio }) => ratio > 0)
      .sort((a, b) => b.ratio - a.ratio || a.option - b.option);
    let best: RedundancyResult['nextStep'] = null;
    let bestRatio = 0;
    for (const { option } of rated.slice(0, NEXT_STEPS_WEIGHED)) {
      const probability = this.probabilityOf(sorted([...chosen, option]));
      const ratio = probability - before > 1e-12 ? (probability - before) / this.#fee([option]) : 0;
      if (ratio <= bestRatio) continue;
      bestRatio = ratio;
      best = { option: this.options[option] as StandbyOption, probability };
    }
    return best;
  }

  #circleOf(circles: readonly Circle[], option: number): Circle {
    return circles.find(({ tasks }) => tasks.includes(this.#taskOf[option] as number)) as Circle;
  }

  #providers(chosen: readonly number[]): string[][] {
    const firms = this.#tasks.map((own) => [...own]);
    for (const option of chosen) firms[this.#taskOf[option] as number]?.push(this.#firm(option));
    return firms;
  }

  #circles(chosen: readonly number[]): Circle[] {
    const circles = new Map<string, Circle>();
    for (const [task, firms] of this.#providers(chosen).entries()) {
      const key = [...firms].sort().join('\n');
      const known = circles.get(key);
      if (known !== undefined) known.tasks.push(task);
      else {
        const fails = this.#fails.get(key) ?? this.#allFail(firms);
        this.#fails.set(key, fails);
        circles.set(key, { key, tasks: [task], fails });
      }
    }
    return [...circles.values()];
  }

  #allFail(firms: readonly string[]): Uint32Array {
    const fails = new Uint32Array(WORDS).fill(0xffffffff);
    for (const firm of firms) {
      const success = this.#success.get(firm) as Uint32Array;
      for (let word = 0; word < WORDS; word += 1) fails[word] = (fails[word] as number) & ~(success[word] as number);
    }
    return fails;
  }

  /** Notes in which scenarios just one circle fails, and answers in how many none does. */
  #countFailures(circles: readonly Circle[]): number {
    const [singly, together] = [this.#singly.fill(0), this.#together.fill(0)];
    for (const { fails } of circles) {
      for (let word = 0; word < WORDS; word += 1) {
        const now = fails[word] as number;
        together[word] = (together[word] as number) | ((singly[word] as number) & now);
        singly[word] = (singly[word] as number) | now;
      }
    }
    let failed = 0;
    for (let word = 0; word < WORDS; word += 1) {
      failed += bits(singly[word] as number);
      singly[word] = (singly[word] as number) & ~(together[word] as number);
    }
    return SCENARIOS - failed;
  }

  #greedy(aim: number, isCapped: boolean): { chosen: number[]; isReached: boolean } {
    let chosen: number[] = [];
    for (;;) {
      const circles = this.#circles(chosen);
      const missing = aim - this.#countFailures(circles);
      if (missing <= 0) return { chosen, isReached: true };
      const step = this.#bestStep(circles, chosen, isCapped ? missing : SCENARIOS);
      if (step === null) return { chosen, isReached: false };
      chosen = sorted([...chosen, ...step]);
    }
  }

  /** The step with the most scenarios won per EUR, of at most so many; where none wins any, the one that spares most circles a failure. */
  #bestStep(circles: readonly Circle[], chosen: readonly number[], most: number): readonly number[] | null {
    let best: readonly number[] | null = null;
    let [bestRatio, bestHelp] = [0, 0];
    for (const circle of circles) {
      for (const step of this.#coversOf(circle, chosen)) {
        const fee = Math.max(1e-6, this.#fee(step));
        const ratio = Math.min(most, this.#gain(circle, step)) / fee;
        const help = ratio > 0 || bestRatio > 0 ? 0 : this.#gain(circle, step, false) / fee;
        if (ratio < bestRatio || (ratio === bestRatio && help <= bestHelp)) continue;
        [best, bestRatio, bestHelp] = [step, ratio, help];
      }
    }
    return best;
  }

  #coversOf(circle: Circle, chosen: readonly number[]): readonly (readonly number[])[] {
    // What was chosen for other operations has no say, so circles that stay keep their covers.
    const key = `${circle.key}/${circle.tasks.join()}`;
    const covers = this.#covers.get(key) ?? this.#cover(circle, chosen);
    this.#covers.set(key, covers);
    return covers;
  }

  #singles({ tasks }: Circle): number[] {
    return [...(this.#optionOf[tasks[0] as number] as ReadonlyMap<string, number>).values()];
  }

  /**
   * Ways to give every operation of a circle one more provider: each firm wherever it can, then the firms that can most of the
   * rest; and the cheapest of each operation.
   */
  #cover({ tasks }: Circle, chosen: readonly number[]): number[][] {
    const taken = new Set(chosen);
    const optionsOf = tasks.map((task) =>
      [...(this.#optionOf[task] as ReadonlyMap<string, number>)].filter(([, option]) => !taken.has(option)),
    );
    if (optionsOf.some((list) => list.length === 0)) return [];
    if (tasks.length === 1) return (optionsOf[0] as [string, number][]).map(([, option]) => [option]);
    const firms = new Map<string, Map<number, number>>();
    for (const [index, list] of optionsOf.entries())
      for (const [firm, option] of list) firms.set(firm, (firms.get(firm) ?? new Map()).set(index, option));
    const cheapest = optionsOf.map((list) =>
      list.reduce((best, [, option]) => (this.#fee([option]) < this.#fee([best]) ? option : best), (list[0] as [string, number])[1]),
    );
    return [...[...firms.keys()].map((firm) => this.#coverFrom(firm, firms, tasks.length)), cheapest];
  }

  #coverFrom(first: string, firms: ReadonlyMap<string, ReadonlyMap<number, number>>, count: number): number[] {
    const open = new Set(Array.from({ length: count }, (_, index) => index));
    const cover: number[] = [];
    let next: ReadonlyMap<number, number> | undefined = firms.get(first);
    while (next !== undefined && open.size > 0) {
      for (const [index, option] of next) if (open.delete(index)) cover.push(option);
      let [most, least] = [0, Number.POSITIVE_INFINITY];
      for (const options of firms.values()) {
        let [can, fee] = [0, 0];
        for (const [index, option] of options) {
          if (!open.has(index)) continue;
          can += 1;
          fee += this.#fee([option]);
        }
        if (can === 0 || can < most || (can === most && fee >= least)) continue;
        [most, least, next] = [can, fee, options];
      }
    }
    return cover;
  }

  /** Scenarios in which a circle no longer fails. @param isDecisive only those in which no other fails */
  #gain({ fails }: Circle, step: readonly number[], isDecisive = true): number {
    const firms = [...new Set(step.map((option) => this.#firm(option)))].map((firm) => this.#success.get(firm) as Uint32Array);
    let gain = 0;
    for (let word = 0; word < WORDS; word += 1) {
      let won = isDecisive ? (fails[word] as number) & (this.#singly[word] as number) : (fails[word] as number);
      if (won === 0) continue;
      for (const success of firms) won &= success[word] as number;
      gain += bits(won);
    }
    return gain;
  }

  /** Without what the target does not need, the dearest first. */
  #drop(chosen: readonly number[], target: number): number[] {
    let kept = [...chosen];
    const least = target * SCENARIOS - SLACK;
    for (const option of [...chosen].sort((a, b) => this.#fee([b]) - this.#fee([a]) || a - b)) {
      const without = kept.filter((other) => other !== option);
      if (this.#countFailures(this.#circles(without)) >= least && this.probabilityOf(without) >= target) kept = without;
    }
    return kept;
  }

  #firm(option: number): string {
    return (this.options[option] as StandbyOption).firm;
  }

  #fee(options: readonly number[]): number {
    let sum = 0;
    for (const option of options) sum += (this.options[option] as StandbyOption).feeEur;
    return sum;
  }
}

/** Scenarios in which each firm succeeds, as bits. Each firm and region draws from its own seed, whoever else is there. */
function sampleSuccess(risk: DeliveryRiskModel, firms: readonly string[]): Map<string, Uint32Array> {
  const hits = new Map<number, Uint32Array>();
  return new Map(
    firms.map((firm) => {
      const { index, region, shock, success, successIfHit } = risk.figuresOf(firm);
      const hit = hits.get(region) ?? draw(SEED + 2 * region, () => shock);
      hits.set(region, hit);
      const calm = draw(SEED + 1 + 2 * index, (scenario) =>
        ((hit[scenario >> 5] as number) >>> (scenario & 31)) & 1 ? successIfHit : success,
      );
      return [firm, calm];
    }),
  );
}

function draw(seed: number, chanceOf: (scenario: number) => number): Uint32Array {
  const random = seededRandom(seed);
  const drawn = new Uint32Array(WORDS);
  for (let scenario = 0; scenario < SCENARIOS; scenario += 1)
    if (random() < chanceOf(scenario)) drawn[scenario >> 5] = (drawn[scenario >> 5] as number) | (1 << (scenario & 31));
  return drawn;
}

/** Number of bits that are set. */
function bits(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function sorted(indices: readonly number[]): number[] {
  return [...indices].sort((a, b) => a - b);
}
