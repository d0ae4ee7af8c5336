import type { Benchmark, Table } from '../benchmark.js';
import { type Instance, instancesOf } from './instances.js';
import { replanAfterChanges } from './replanning.js';
import { hasCpSat, solveByCpSat, solveByGewerk, type Solved } from './solvers.js';

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
 */
export const scheduling: Benchmark = {
  name: 'scheduling',
  hours: true,
  async run(progress) {
    const budgets = listOf('GEWERK_BENCH_SECONDS', '1,10').map(Number);
    const instances = instancesOf(listOf('GEWERK_BENCH_SETS', ''));
    const withPeer = hasCpSat();
    if (!withPeer) progress('no ortools in this Python: without the peer');
    const outcomes: Outcome[] = [];
    for (const instance of instances) {
      for (const seconds of budgets) {
        const ours = solveByGewerk(instance, seconds, SEED);
        const cpSat = withPeer ? solveByCpSat(instance, seconds) : null;
        outcomes.push({ instance, seconds, ours, cpSat });
        progress(`${instance.name}, ${seconds} s: ${ours.makespan} and ${cpSat?.makespan ?? 'nothing'}, best known ${instance.bestKnown}`);
      }
    }
    const replanned = replanAfterChanges();
    return {
      settings: { seed: SEED, workers: 2, 'workers of CP-SAT': 8 },
      tables: [
        ...budgets.map((seconds) =>
          gapTable(
            outcomes.filter((outcome) => outcome.seconds === seconds),
            seconds,
          ),
        ),
        {
          caption: 'A new plan after one change',
          columns: ['change', 'ms', 'operations', 'on another machine', 'weighted minutes late before', 'after'],
          rows: replanned.map((each) => [
            ...[each.change, each.millis.toFixed(0), each.operations, each.machinesChanged],
            ...[Math.round(each.tardinessBefore), Math.round(each.tardinessAfter)],
          ]),
        },
      ],
      values: {
        outcomes: outcomes.map(({ instance, ...rest }) => ({ name: instance.name, bestKnown: instance.bestKnown, ...rest })),
        replanned,
      },
    };
  },
};

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
