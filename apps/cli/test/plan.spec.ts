import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { gewerk, scratchFile } from './launcher.js';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');
const launcher = path.join(root, 'apps', 'cli', 'bin', 'gewerk.js');
const golden = path.join(root, 'libs', 'engines', 'scheduling', 'golden', 'furnace-on-listed-days', 'problem.json');
/** Ten jobs on three machines, two options each: too many to prove in a moment. */
const shop = scratchFile('shop.fjs', `10 3 2\n${Array.from({ length: 10 }, (_, j) => jobLine(j)).join('\n')}\n`);

function jobLine(job: number): string {
  const operations = [0, 1, 2].map(
    (o) => `2 ${1 + ((job + o) % 3)} ${5 + ((job * 7 + o * 5) % 11)} ${1 + ((job + o + 1) % 3)} ${6 + ((job * 3 + o) % 13)}`,
  );
  return `3 ${operations.join(' ')}`;
}

describe('gewerk plan solve', () => {
  it('prints a schedule as JSON with files counted as they count, without the network, and the checker passes it', async () => {
    const { code, out, err } = await gewerk(['plan', 'solve', shop, '--seconds', '1'], { offline: true });
    expect(code).toBe(0);
    expect(err).toMatch(/^\d+\.\d\d s {2}objective \d+ {2}lower bound \d+$/m);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(['objective', 'makespan', 'lowerBound', 'schedule', 'iterations', 'seconds']);
    expect(answer.schedule).toHaveLength(30);
    expect(answer.objective).toBe(answer.makespan);
    expect(answer.lowerBound).toBeLessThanOrEqual(answer.makespan);
    const machines = answer.schedule.map(({ machine }: { machine: number }) => machine);
    expect([Math.min(...machines), Math.max(...machines)]).toEqual([1, 3]);
    const checked = await gewerk(['plan', 'check', shop, scratchFile('solution.json', out)]);
    expect({ code: checked.code, ...JSON.parse(checked.out) }).toEqual({ code: 0, valid: true, makespan: answer.makespan, violations: [] });
  });

  it.each([1, 2, 3])('gives the same schedule for the same seed and iterations with %d workers', async (workers) => {
    const given = ['plan', 'solve', shop, '--iterations', '90000', '--seed', '4', '--workers', `${workers}`];
    const [first, second] = await Promise.all([gewerk(given), gewerk(given)]);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).schedule).toEqual(JSON.parse(second.out).schedule);
    expect(JSON.parse(first.out).iterations).toBe(JSON.parse(second.out).iterations);
  });

  it('prints the best schedule so far when interrupted', async () => {
    const hard = `40 6 2\n${Array.from({ length: 40 }, (_, j) => `3 ${[0, 1, 2].map((o) => `2 ${1 + ((j + o) % 6)} ${90 + ((j * 37 + o * 61) % 83)} ${1 + ((j * 5 + o + 1) % 6 === (j + o) % 6 ? (j + o + 3) % 6 : (j * 5 + o + 1) % 6)} ${95 + ((j * 53 + o) % 89)}`).join(' ')}`).join('\n')}\n`;
    const child = spawn(process.execPath, [launcher, 'plan', 'solve', scratchFile('hard.fjs', hard), '--seconds', '600']);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (err === '') setTimeout(() => child.kill('SIGINT'), 300);
      err += text;
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    const { schedule, seconds } = JSON.parse(out);
    expect(schedule).toHaveLength(120);
    expect(seconds).toBeLessThan(60);
  });

  it('plans a problem with a furnace, shifts and due dates, and says why an operation is late', async () => {
    const { code, out } = await gewerk(['plan', 'solve', golden, '--iterations', '6000']);
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ objective: 620, weightedTardiness: 620 });
    expect(answer.late).toMatchObject([{ job: 'rings', operation: 'harden', blockedBy: 'machine-closed', lateMinutes: 620 }]);
    expect((await gewerk(['plan', 'check', golden, scratchFile('furnace.json', out)])).code).toBe(0);
  });

  it.each([
    ['truncated', 'cut.fjs', '2 2\n1 1 1 5\n', 'line 3: the file ends'],
    ['counting wrong', 'count.fjs', '1 2\n3 1 1 5 1 2 4\n', 'line 2: the line ends'],
    ['with a duration of 0', 'zero.fjs', '1 2\n1 1 1 0\n', 'line 2: a duration is 0'],
    ['with an unknown machine', 'machine.fjs', '1 2\n1 1 9 5\n', 'line 2: machine 9 does not exist'],
    ['of ten million operations', 'large.fjs', '1 2\n10000000 1 1 5\n', 'line 2: 10000000 operations are too many'],
    ['with a cycle', 'cycle.txt', '2 2 1\n0 1\n1 0\n1 0 1\n1 0 1\n', 'form a cycle'],
    ['of half an object', 'half.json', '{"machines": [\n', 'is no JSON'],
    [
      'of a plan with an unknown machine',
      'plan.json',
      '{"machines":[{"id":"a"}],"jobs":[{"id":"j","operations":[{"id":"o","options":[{"machine":"b","minutes":5}]}]}]}',
      '/jobs/0/operations/0/options/0/machine',
    ],
  ])('exits 2 for a file %s, with line or path and reason', async (_, name, content, reason) => {
    const { code, out, err } = await gewerk(['plan', 'solve', scratchFile(name, content)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
  });
});

describe('gewerk plan check', () => {
  it('exits 2 and names every broken rule', async () => {
    const file = scratchFile('two.fjs', '2 1\n1 1 1 5\n1 1 1 5\n');
    const overlap = { makespan: 8, schedule: [0, 1].map((job) => ({ job, operation: 0, machine: 1, start: 3 * job, end: 3 * job + 5 })) };
    const { code, out, err } = await gewerk(['plan', 'check', file, scratchFile('overlap.json', JSON.stringify(overlap))]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ valid: false, makespan: 8 });
    expect(err).toContain('machine 1 does operation 0 of job 0 until 5 and operation 0 of job 1 from 3');
  });

  it.each([
    ['without a schedule', '{}', '/schedule'],
    ['with a text for a start', '{"makespan":1,"schedule":[{"job":0,"operation":0,"machine":1,"start":"0","end":5}]}', '/schedule/0/start'],
  ])('exits 2 for a solution %s', async (_, content, reason) => {
    const { code, err } = await gewerk(['plan', 'check', shop, scratchFile('bad-solution.json', content)]);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});

describe('gewerk plan show', () => {
  it('draws a row per machine and a bar per operation', async () => {
    const solution = scratchFile('solution.json', (await gewerk(['plan', 'solve', shop, '--iterations', '2000'])).out);
    const svg = path.join(mkdtempSync(path.join(tmpdir(), 'gewerk-svg-')), 'out.svg');
    const { code } = await gewerk(['plan', 'show', shop, solution, '--svg', svg]);
    expect(code).toBe(0);
    const drawn = readFileSync(svg, 'utf8');
    expect(drawn).toMatch(/^<svg xmlns/);
    expect(drawn.match(/<title>/g)).toHaveLength(30);
    expect(drawn).toContain('<title>job 0, operation 0: ');
  });
});
