import type { Benchmark, Measured, Table } from '../benchmark.js';
import { writeResult } from '../results.js';
import { type Instance, instancesOf } from './instances.js';
import { type Replanned, replanAfterChanges } from './replanning.js';
import { CP_SAT_WORKERS, hasCpSat, solveByCpSat, solveByGewerk, type Solved } from './solvers.js';

const NAME = 'scheduling';
const SEED = 1;

interface Outcome {
  readonly instance: Instance;
  readonly seconds: number;
  readonly ours: Solved;
  readonly cpSat: Solved | null;
}

/**
 * Mean gap to the best known makespans after some seconds, beside OR-tools CP-SAT. `GEWERK_BENCH_SETS=barnes,real` and
 * `GEWERK_BENCH_SECONDS=1` choose less than all; `GEWERK_BENCH_PYTHON` names a Python with ortools.
 * The results so far are written after every set.
 */
export const scheduling: Benchmark = {
  name: NAME,
  hours: true,
  async run(progress) {
    const budgets = listOf('GEWERK_BENCH_SECONDS', '1,10').map(Number);
    const instances = instancesOf(listOf('GEWERK_BENCH_SETS', ''));
    const withPeer = hasCpSat();
    if (!withPeer) progress('no ortools in this Python: without the peer');
    const replanned = replanAfterChanges();
    const outcomes: Outcome[] = [];
    let done = 0;
    for (const [set, members] of Map.groupBy(instances, (instance) => instance.set)) {
      for (const instance of members) {
        done += 1;
        for (const seconds of budgets) {
          const ours = solveByGewerk(instance, seconds, SEED);
          const cpSat = withPeer ? solveByCpSat(instance, seconds) : null;
          outcomes.push({ instance, seconds, ours, cpSat });
          const found = `${ours.makespan} and ${cpSat?.makespan ?? 'nothing'}, best known ${instance.bestKnown}`;
          progress(`${done} of ${instances.length}: ${instance.name}, ${seconds} s: ${found}`);
        }
      }
      // All sets take more than an hour: a stop must lose no more than the set it falls into.
      writeResult(NAME, describe(outcomes, budgets, replanned));
      for (const seconds of budgets) progress(`${set}, ${seconds} s: mean gap ${percent(meanGap(outcomes, set, seconds))}`);
    }
    return describe(outcomes, budgets, replanned);
  },
};

function describe(outcomes: readonly Outcome[], budgets: readonly number[], replanned: readonly Replanned[]): Measured {
  const gapTables = budgets.map((seconds) => {
    const within = outcomes.filter((outcome) => outcome.seconds === seconds);
    return gapTable(within, seconds);
  });
  const replanningTable: Table = {
    caption: 'A new plan after one change',
    columns: ['change', 'ms', 'operations', 'on another machine', 'weighted minutes late before', 'after'],
    rows: replanned.map((each) => [
      ...[each.change, each.millis.toFixed(0), each.operations, each.machinesChanged],
      ...[Math.round(each.tardinessBefore), Math.round(each.tardinessAfter)],
    ]),
  };
  return {
    settings: { seed: SEED, workers: 2, 'workers of CP-SAT': CP_SAT_WORKERS },
    tables: [...gapTables, replanningTable],
    values: {
      outcomes: outcomes.map(({ instance, ...rest }) => ({ name: instance.name, bestKnown: instance.bestKnown, ...rest })),
      replanned,
    },
  };
}

function meanGap(outcomes: readonly Outcome[], set: string, seconds: number): number {
  const members = outcomes.filter((outcome) => outcome.instance.set === set && outcome.seconds === seconds);
  return mean(members.map(({ instance, ours }) => gapOf(instance, ours)));
}

function gapTable(outcomes: readonly Outcome[], seconds: number): Table {
  const sets = [...Map.groupBy(outcomes, ({ instance }) => instance.set)];
  return {
    caption: `Mean gap to the best known makespan after ${seconds} s, the start of the process included`,
    columns: ['set', 'instances', 'gewerk', 'proven optimal', 'seconds', 'CP-SAT', 'CP-SAT without a schedule'],
    rows: sets.map(([set, row]) => {
      const proven = row.filter(({ ours }) => ours.makespan === ours.lowerBound).length;
      const wall = mean(row.map(({ ours }) => ours.wallSeconds));
      const peers = row.flatMap(({ instance, cpSat }) => (typeof cpSat?.makespan === 'number' ? [gapOf(instance, cpSat)] : []));
      const without = row.filter(({ cpSat }) => cpSat !== null && cpSat.makespan === null).length;
      const ours = mean(row.map((outcome) => gapOf(outcome.instance, outcome.ours)));
      return [set, row.length, percent(ours), proven, wall.toFixed(2), peers.length === 0 ? '' : percent(mean(peers)), without];
    }),
  };
}

function gapOf({ bestKnown }: Instance, { makespan }: Solved): number {
  return (makespan ?? Number.NaN) / bestKnown - 1;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function listOf(variable: string, otherwise: string): string[] {
  return (process.env[variable] ?? otherwise).split(',').filter((word) => word !== '');
}
