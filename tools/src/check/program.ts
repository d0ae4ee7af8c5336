import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface ProgramResult {
  readonly status: number | null;
  /** Standard output and standard error as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs a JavaScript program of node_modules with this very Node, without a shell and without npx asking a registry. */
export function runProgram(script: string, args: readonly string[], cwd: string): Promise<ProgramResult> {
  return new Promise((fulfil, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
    let output = '';
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (status) => fulfil({ status, output, stdout }));
  });
}

const NODE_MODULES = join(import.meta.dirname, '../../../../node_modules');

export const TSC = join(NODE_MODULES, 'typescript/bin/tsc');
export const KNIP = join(NODE_MODULES, 'knip/bin/knip.js');
export const BIOME = join(NODE_MODULES, '@biomejs/biome/bin/biome');
