import { readFile, writeFile } from 'node:fs/promises';
import { InputError, UsageError } from './command.js';

/** @throws UsageError that says why the file cannot be read */
export async function readInputFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`there is no file ${path}`);
    if (code === 'EISDIR') throw new UsageError(`${path} is a directory, not a file`);
    if (code === 'EACCES') throw new UsageError(`${path} may not be read by this user`);
    throw error;
  }
}

/**
 * @throws UsageError that says why the file cannot be read
 * @throws InputError where it holds no JSON
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = (await readInputFile(path)).toString('utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InputError([`$: ${path} is no JSON: ${(error as Error).message}`]);
  }
}

/** @throws UsageError that says why the file cannot be written */
export async function writeOutputFile(path: string, content: string): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`the directory of ${path} does not exist`);
    if (code === 'EISDIR') throw new UsageError(`${path} is a directory, not a file`);
    if (code === 'EACCES' || code === 'EROFS') throw new UsageError(`${path} may not be written by this user`);
    throw error;
  }
}
