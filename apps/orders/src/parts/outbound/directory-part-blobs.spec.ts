import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DirectoryPartBlobs } from './directory-part-blobs.js';

describe('part blobs in a directory', () => {
  let directory: string;
  let blobs: DirectoryPartBlobs;
  const networkId = newId();
  const bytes = new TextEncoder().encode('ISO-10303-21;');

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'part-blobs-'));
    blobs = new DirectoryPartBlobs(directory);
  });

  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  it('gives back what was put, and stores equal bytes once', async () => {
    const [first, second] = await Promise.all([blobs.put(networkId, bytes), blobs.put(networkId, bytes)]);
    expect(second).toEqual(first);
    expect(Buffer.from((await blobs.get(networkId, first.sha256)) ?? []).equals(bytes)).toBe(true);
    expect(await readdir(join(directory, networkId, first.sha256.slice(0, 2)))).toEqual([first.sha256]);
  });

  it('keeps networks apart', async () => {
    const { sha256 } = await blobs.put(networkId, bytes);
    expect(await blobs.get(newId(), sha256)).toBeNull();
  });

  it('refuses damaged bytes and addresses that would leave the directory', async () => {
    const { sha256 } = await blobs.put(networkId, new Uint8Array([1, 2, 3]));
    await writeFile(join(directory, networkId, sha256.slice(0, 2), sha256), 'other');
    await expect(blobs.get(networkId, sha256)).rejects.toThrow('damaged');
    await expect(blobs.get('../..', sha256)).rejects.toThrow('addressed');
  });
});
