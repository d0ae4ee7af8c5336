import { spawn } from 'node:child_process';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a program of this machine without a shell. @throws Error that names the program where it is missing */
export function run(program: string, args: readonly string[], { cwd, environment = {}, input }: Options): Promise<Outcome> {
  return new Promise((fulfil, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...environment } });
    const parts = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        parts[stream] += text;
      });
    }
    child.once('error', (error) => reject(new Error(`${program} can't be run: ${error.message}`)));
    child.once('close', (status) => fulfil({ status, ...parts }));
    child.stdin.end(input ?? '');
  });
}

/** @returns what it wrote to standard output @throws Error with its last words where it fails */
export async function succeed(program: string, args: readonly string[], options: Options): Promise<string> {
  const { status, stdout, stderr } = await run(program, args, options);
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.slice(0, 3).join(' ')} ... failed:\n${(stderr + stdout).trim().slice(-1500)}`);
}
