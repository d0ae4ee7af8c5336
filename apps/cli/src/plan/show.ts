import { writeFile } from 'node:fs/promises';
import { ganttSvg } from '@gewerk/engine-scheduling';
import { EXIT_DONE, type Invocation, textOption, UsageError } from '../command-line/command.js';
import { readSolution } from './check.js';
import { type Planned, readPlanFile } from './read-plan-file.js';

export async function planShow(invocation: Invocation): Promise<number> {
  const [file, solution, ...more] = invocation.arguments;
  if (file === undefined || solution === undefined) throw new UsageError('the planned file and its solution are needed');
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much; give the planned file and its solution only`);
  const out = textOption(invocation, 'svg');
  const planned = await readPlanFile(file, invocation);
  const { schedule } = await readSolution(solution, planned);
  const svg = ganttSvg(
    machinesOf(planned).map((id) => ({ id, label: id })),
    schedule.map(({ job, operation, machine, start, end }) => ({
      row: String(machine),
      group: String(job),
      label: `job ${job}, operation ${operation}`,
      start,
      end,
      isLate: planned.kind === 'plan' && end > (planned.problem.jobs.find(({ id }) => id === job)?.due ?? Number.POSITIVE_INFINITY),
    })),
  );
  if (out === undefined) console.log(svg);
  else await writeFile(out, svg);
  return EXIT_DONE;
}

function machinesOf(planned: Planned): string[] {
  if (planned.kind === 'plan') return planned.problem.machines.map(({ id }) => id);
  return Array.from({ length: planned.shop.machines }, (_, k) => String(k + planned.shop.firstMachine));
}
