import { type ConsortiumInstance, ConsortiumSearch } from '@gewerk/engine-matching';
import type { Benchmark, Measured, Table } from '../benchmark.js';
import { generateInstance, type InstanceSize } from './generate-instance.js';
import { loadHighs } from './highs.js';
import { pricePart } from './linear-model.js';

const NODES_PER_STEP = 10;
/** HiGHS comes compiled; our code is when it has run a while. */
const WARM_ROUNDS = 300;
const TIMED_ROUNDS = 9;

interface Class {
  readonly size: Omit<InstanceSize, 'hasCalendars'>;
  readonly instances: number;
  readonly millisMax: number;
  readonly target: string;
}

const CLASSES: readonly Class[] = [
  { size: { operations: 10, candidates: 8, firms: 45 }, instances: 40, millisMax: 2000, target: 'proven, p95 60 ms' },
  { size: { operations: 20, candidates: 8, firms: 45 }, instances: 40, millisMax: 2000, target: 'proven, p95 200 ms; all five 500 ms' },
  { size: { operations: 40, candidates: 10, firms: 60 }, instances: 20, millisMax: 2000, target: '95 % proven in 2 s' },
  { size: { operations: 60, candidates: 15, firms: 60 }, instances: 40, millisMax: 2000, target: '85 % within 2 % in 2 s' },
];

interface Run {
  readonly seed: number;
  readonly millis: number;
  readonly cpuMillis: number;
  readonly isProven: boolean;
  readonly gap: number;
  readonly millisOfAll: number | null;
  readonly cpuMillisOfAll: number | null;
  readonly utility: number | null;
}

export const consortium: Benchmark = {
  name: 'consortium',
  async run(progress) {
    const classes = [];
    for (const each of CLASSES) {
      for (const hasCalendars of [false, true]) {
        const size = { ...each.size, hasCalendars };
        for (let seed = 1001; seed <= 1003; seed += 1) solve(generateInstance(seed, size), 500);
        const runs = Array.from({ length: each.instances }, (_, index) => solveSeed(index + 1, size, each.millisMax));
        classes.push({ size, target: each.target, runs });
        progress(`${nameOf(size)} done`);
      }
    }
    const curve = growth(progress);
    const fronts = paretoSets(progress);
    const peers = await againstHighs(progress);
    return report(classes, curve, fronts, peers);
  },
};

function solveSeed(seed: number, size: InstanceSize, millisMax: number): Run {
  return { seed, ...solve(generateInstance(seed, size), millisMax) };
}

function solve(instance: ConsortiumInstance, millisMax: number): Omit<Run, 'seed'> {
  const startedAt = performance.now();
  const cpuAt = process.cpuUsage();
  const millis = () => performance.now() - startedAt;
  const cpuMillis = () => process.cpuUsage(cpuAt).user / 1000;
  const search = new ConsortiumSearch(instance);
  while (!search.isProven && millis() < millisMax) search.step(NODES_PER_STEP);
  const proof = { millis: millis(), cpuMillis: cpuMillis(), isProven: search.isProven };
  while (proof.isProven && !search.isSettled && millis() < millisMax) search.step(NODES_PER_STEP);
  const all = search.isSettled ? { millisOfAll: millis(), cpuMillisOfAll: cpuMillis() } : { millisOfAll: null, cpuMillisOfAll: null };
  const { gap, plans } = search.answer();
  return { ...proof, ...all, gap: gap ?? 0, utility: plans[0]?.utility ?? null };
}

/** Cost over the number of operations and of firms, all else equal. */
function growth(progress: (line: string) => void) {
  const points = [];
  for (const operations of [5, 10, 15, 20, 25, 30]) points.push({ operations, candidates: 8, firms: 45, hasCalendars: false });
  for (const firms of [15, 30, 60, 90]) points.push({ operations: 20, candidates: 8, firms, hasCalendars: false });
  const curve = points.map((size) => {
    const runs = Array.from({ length: 10 }, (_, index) => solve(generateInstance(index + 1, size), 2000));
    return {
      size,
      cpuMillisP50: median(runs.map(({ cpuMillis }) => cpuMillis)),
      proven: runs.filter(({ isProven }) => isProven).length,
    };
  });
  progress('growth done');
  return curve;
}

/** Exact Pareto sets at 10 x 8: from the instance to the complete set. */
function paretoSets(progress: (line: string) => void) {
  return [false, true].map((hasCalendars) => {
    const size = { operations: 10, candidates: 8, firms: 45, hasCalendars };
    const runs = Array.from({ length: 30 }, (_, index) => {
      const instance = generateInstance(index + 1, size);
      const [startedAt, cpuAt] = [performance.now(), process.cpuUsage()];
      const search = new ConsortiumSearch(instance);
      while (!search.isDone) search.step(NODES_PER_STEP);
      const times = { millis: performance.now() - startedAt, cpuMillis: process.cpuUsage(cpuAt).user / 1000 };
      const { paretoComplete, plans } = search.answer();
      return { ...times, isComplete: paretoComplete, plans: plans.filter(({ pareto }) => pareto).length };
    });
    progress(`Pareto sets of ${nameOf(size)} done`);
    return { size, runs };
  });
}

/** Up to the proof of the least price and no node further. */
function priceProven(instance: ConsortiumInstance): ConsortiumSearch {
  const search = new ConsortiumSearch(instance, { enumerationMax: 0 });
  while (!search.isProven) search.step(1);
  return search;
}

async function againstHighs(progress: (line: string) => void) {
  const highs = await loadHighs();
  return [6, 10, 20].map((operations) => {
    const rows = Array.from({ length: 8 }, (_, index) => {
      const size = { operations, candidates: operations === 6 ? 6 : 8, firms: 45, hasCalendars: false };
      const instance = pricePart(generateInstance(index + 1, size));
      for (let round = 0; round < WARM_ROUNDS; round += 1) priceProven(instance);
      const runs = Array.from({ length: TIMED_ROUNDS }, () => {
        const startedAt = performance.now();
        const search = priceProven(instance);
        return { millis: performance.now() - startedAt, search };
      });
      const millis = median(runs.map((run) => run.millis));
      const ours = runs[0]?.search.answer().plans[0]?.priceEur ?? Number.NaN;
      const peer = highs(instance);
      return { millis, highsMillis: peer.millis, isSame: Math.abs(ours - peer.priceEur) < 1e-3 * Math.max(1, ours / 1000) };
    });
    progress(`HiGHS at ${operations} operations done`);
    return { operations, rows };
  });
}

function report(
  classes: readonly { size: InstanceSize; target: string; runs: readonly Run[] }[],
  curve: ReturnType<typeof growth>,
  fronts: ReturnType<typeof paretoSets>,
  peers: Awaited<ReturnType<typeof againstHighs>>,
): Measured {
  const tables: Table[] = [
    {
      caption: 'Consortia: recommended plan proven, warm process, one core; CPU time in brackets',
      columns: ['instance', 'target', 'proven', 'within 2 %', 'p50 ms', 'p95 ms', 'all five representatives, p95 ms'],
      rows: classes.map(({ size, target, runs }) => [
        nameOf(size),
        target,
        `${runs.filter(({ isProven }) => isProven).length} of ${runs.length}`,
        `${runs.filter(({ gap, isProven }) => isProven || gap <= 0.02).length} of ${runs.length}`,
        both(runs, 0.5),
        both(runs, 0.95),
        allFive(runs),
      ]),
    },
    {
      caption: 'Growth of cost (CPU ms, median of ten, durations, 8 candidates)',
      columns: ['operations', 'firms', 'CPU ms', 'proven of 10'],
      rows: curve.map(({ size, cpuMillisP50, proven }) => [size.operations, size.firms, cpuMillisP50.toFixed(1), proven]),
    },
  ];
  tables.push({
    caption: 'Exact Pareto sets, all representatives included, warm process, one core; CPU time in brackets; target 1 s',
    columns: ['instance', 'complete', 'plans in the set, median', 'p50 ms', 'p95 ms'],
    rows: fronts.map(({ size, runs }) => [
      nameOf(size),
      `${runs.filter(({ isComplete }) => isComplete).length} of ${runs.length}`,
      median(runs.map(({ plans }) => plans)),
      both(runs, 0.5),
      both(runs, 0.95),
    ]),
  });
  tables.push({
    caption: 'Price part (assignment, transport, coordination) against HiGHS 1.15.3, medians',
    columns: ['operations', 'same optimum', 'Gewerk ms', 'HiGHS ms', 'times faster'],
    rows: [...peers, { operations: 'all', rows: peers.flatMap(({ rows }) => rows) }].map(({ operations, rows }) => [
      operations,
      `${rows.filter(({ isSame }) => isSame).length} of ${rows.length}`,
      median(rows.map(({ millis }) => millis)).toFixed(1),
      median(rows.map(({ highsMillis }) => highsMillis)).toFixed(0),
      median(rows.map(({ millis, highsMillis }) => highsMillis / millis)).toFixed(0),
    ]),
  });
  const settings = { membersMax: 6, generator: 'bench/src/consortium/generate-instance.ts, seeds from 1', nodesPerStep: NODES_PER_STEP };
  return { settings, tables, values: { classes, curve, fronts, peers } };
}

function both(runs: readonly { readonly millis: number; readonly cpuMillis: number }[], share: number): string {
  return `${quantile(
    runs.map(({ millis }) => millis),
    share,
  ).toFixed(0)} (${quantile(
    runs.map(({ cpuMillis }) => cpuMillis),
    share,
  ).toFixed(0)})`;
}

function allFive(runs: readonly Run[]): string {
  if (runs.some(({ millisOfAll }) => millisOfAll === null))
    return `${runs.filter(({ millisOfAll }) => millisOfAll !== null).length} of ${runs.length} in time`;
  const cpu = quantile(
    runs.map(({ cpuMillisOfAll }) => cpuMillisOfAll as number),
    0.95,
  );
  return `${quantile(
    runs.map(({ millisOfAll }) => millisOfAll as number),
    0.95,
  ).toFixed(0)} (${cpu.toFixed(0)})`;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function nameOf({ operations, candidates, firms, hasCalendars }: InstanceSize): string {
  return `${operations} x ${candidates}, ${firms} firms, ${hasCalendars ? 'calendars' : 'durations'}`;
}
