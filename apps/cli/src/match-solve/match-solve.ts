import { performance } from 'node:perf_hooks';
import {
  type ConsortiumAnswer,
  type ConsortiumInstance,
  ConsortiumSearch,
  consortiumSvg,
  consortiumViews,
  readInstance,
} from '@gewerk/engine-matching';
import { EXIT_DONE, InputError, type Invocation, numberOption, onlyArgument, textOption } from '../command-line/command.js';
import { readJsonFile, writeOutputFile } from '../command-line/input-file.js';
import { describeAnswer } from './describe-answer.js';

const DEFAULT_SECONDS = 10;
/**
 * Where no time is named, the answer should come at a glance: the Pareto set gets so many nodes beyond the proof of the representatives,
 * some hundredths of a second. A count, so that equal inputs get equal answers.
 */
const PARETO_NODES = 200;
/** Between two looks at the clock: a few milliseconds of search. */
const NODES_PER_STEP = 20;

export async function matchSolve(invocation: Invocation): Promise<number> {
  const file = onlyArgument(invocation, 'the instance file');
  const seconds = numberOption(invocation, 'seconds', { min: 0.001, max: 3600 });
  const repeat = numberOption(invocation, 'repeat', { min: 1, max: 10_000, whole: true });
  const instance = parse(await readJsonFile(file));
  const { answer, millis } = solve(instance, seconds);
  const millisWarm = repeat === undefined ? null : median(Array.from({ length: repeat }, () => solve(instance, seconds).millis));
  const { feasibleCount, proven, utilityBound, gap, paretoComplete, ...plans } = answer;
  const timed = { feasibleCount, proven, utilityBound, gap, paretoComplete, millis, millisWarm, ...plans };
  const views = consortiumViews(instance, answer);
  const out = textOption(invocation, 'svg');
  if (out !== undefined) await writeOutputFile(out, consortiumSvg(views));
  console.log(invocation.options['json'] === true ? JSON.stringify({ ...timed, views }) : describeAnswer(timed));
  return EXIT_DONE;
}

function parse(json: unknown): ConsortiumInstance {
  const { instance, errors } = readInstance(json);
  if (errors !== undefined) throw new InputError(errors.map(({ path, message }) => `${path}: ${message}`));
  return instance;
}

function solve(instance: ConsortiumInstance, seconds: number | undefined): { answer: ConsortiumAnswer; millis: number } {
  const startedAt = performance.now();
  const endsAt = startedAt + (seconds ?? DEFAULT_SECONDS) * 1000;
  const search = new ConsortiumSearch(instance);
  while (!search.isSettled && performance.now() < endsAt) search.step(NODES_PER_STEP);
  let nodesLeft = seconds === undefined ? PARETO_NODES : Number.POSITIVE_INFINITY;
  for (; !search.isDone && nodesLeft > 0 && performance.now() < endsAt; nodesLeft -= NODES_PER_STEP) search.step(NODES_PER_STEP);
  const answer = search.answer();
  return { answer, millis: roundMillis(performance.now() - startedAt) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return roundMillis(((low ?? 0) + (high ?? 0)) / 2);
}

function roundMillis(millis: number): number {
  return Math.round(millis * 1000) / 1000;
}
