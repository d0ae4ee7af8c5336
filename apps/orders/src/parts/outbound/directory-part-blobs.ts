import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '@gewerk/kernel';
import { PartBlobs, type StoredBlob } from '../domain/part-blobs.js';

/** Blobs as files: `<directory>/<network>/<first two digits>/<sha256>`. */
export class DirectoryPartBlobs extends PartBlobs {
  constructor(private readonly directory: string) {
    super();
  }

  async put(networkId: string, bytes: Uint8Array): Promise<StoredBlob> {
    const sha256 = digestOf(bytes);
    const path = this.#pathOf(networkId, sha256);
    const blob = { sha256, byteLength: bytes.byteLength };
    const present = await stat(path).catch(() => null);
    if (present?.size === bytes.byteLength) return blob;
    const folder = join(path, '..');
    await mkdir(folder, { recursive: true });
    // Written aside and renamed, so that a crash leaves either the whole blob or none under its address.
    const aside = `${path}.${randomUUID()}`;
    try {
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
    await syncFolder(folder);
    return blob;
  }

  async get(networkId: string, sha256: string): Promise<Uint8Array | null> {
    const bytes = await readFile(this.#pathOf(networkId, sha256)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (bytes !== null && digestOf(bytes) !== sha256) {
      throw new Error(`blob ${sha256} is damaged: its bytes have another digest; restore it from a backup`);
    }
    return bytes;
  }

  #pathOf(networkId: string, sha256: string): string {
    if (!isUuid(networkId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a blob is addressed by network id and sha256');
    return join(this.directory, networkId, sha256.slice(0, 2), sha256);
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
