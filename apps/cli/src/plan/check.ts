import { checkPlan, checkShopSchedule, type PlannedOperation, type ScheduledOperation } from '@gewerk/engine-scheduling';
import { EXIT_DONE, EXIT_WRONG_INPUT, InputError, type Invocation, UsageError } from '../command-line/command.js';
import { readInputFile } from '../command-line/input-file.js';
import { parseJson, type Planned, readPlanFile } from './read-plan-file.js';

const VIOLATIONS_SHOWN = 20;

export async function planCheck(invocation: Invocation): Promise<number> {
  const [file, solution, ...more] = invocation.arguments;
  if (file === undefined || solution === undefined) throw new UsageError('the planned file and its solution are needed');
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much; give the planned file and its solution only`);
  const planned = await readPlanFile(file, invocation);
  const { schedule, makespan } = await readSolution(solution, planned);
  const violations = planned.kind === 'shop' ? [...checkShopSchedule(planned.shop, schedule as ScheduledOperation[]).violations] : [];
  if (planned.kind === 'plan') violations.push(...checkPlan(planned.problem, schedule as PlannedOperation[]));
  const latest = schedule.reduce((end, entry) => Math.max(end, entry.end), 0);
  if (makespan !== latest) violations.push(`the makespan is given as ${makespan}; the last operation ends at ${latest}`);
  console.log(JSON.stringify({ valid: violations.length === 0, makespan: latest, violations: violations.slice(0, VIOLATIONS_SHOWN) }));
  for (const violation of violations.slice(0, VIOLATIONS_SHOWN)) console.error(violation);
  if (violations.length > VIOLATIONS_SHOWN) console.error(`... and ${violations.length - VIOLATIONS_SHOWN} more`);
  return violations.length === 0 ? EXIT_DONE : EXIT_WRONG_INPUT;
}

export interface Solution {
  readonly makespan: number;
  readonly schedule: readonly (ScheduledOperation | PlannedOperation)[];
}

/** @throws InputError naming the place by JSON pointer */
export async function readSolution(file: string, { kind }: Planned): Promise<Solution> {
  const json = parseJson((await readInputFile(file)).toString('utf8'), file) as Partial<Solution> | null;
  if (typeof json !== 'object' || json === null || !Array.isArray(json.schedule))
    throw new InputError([`/schedule: ${file} has no list "schedule"`]);
  if (typeof json.makespan !== 'number') throw new InputError([`/makespan: ${file} has no number "makespan"`]);
  const name = kind === 'shop' ? 'number' : 'string';
  const types = { job: name, operation: name, machine: name, start: 'number', end: 'number' };
  for (const [index, entry] of (json.schedule as unknown[]).entries()) {
    if (typeof entry !== 'object' || entry === null) throw new InputError([`/schedule/${index}: it is an object`]);
    for (const [field, type] of Object.entries(types)) {
      const value = (entry as Record<string, unknown>)[field];
      if (typeof value !== type || (type === 'number' && !Number.isFinite(value)))
        throw new InputError([`/schedule/${index}/${field}: it is a ${type}`]);
    }
  }
  return json as Solution;
}
