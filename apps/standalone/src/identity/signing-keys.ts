import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';

export interface SigningKeys {
  readonly privateKeys: { keys: JWK[] };
  readonly publicKeys: JSONWebKeySet;
  /** Sign the cookies of the login page. */
  readonly cookieKeys: string[];
}

interface KeyFile {
  keys: JWK[];
  cookieKeys: string[];
}

/** The keys of this installation: generated on the first start, the same ever after, so that tokens outlive a restart. */
export async function loadSigningKeys(dataDirectory: string): Promise<SigningKeys> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'identity-keys.json');
  const file = (await readIfPresent(path)) ?? (await generateInto(path));
  return {
    privateKeys: { keys: file.keys },
    publicKeys: { keys: file.keys.map(({ d: _private, ...publicPart }) => publicPart) as JSONWebKeySet['keys'] },
    cookieKeys: file.cookieKeys,
  };
}

async function generateInto(path: string): Promise<KeyFile> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
  const file: KeyFile = { keys: [key], cookieKeys: [randomBytes(32).toString('base64url')] };
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    await handle.close();
    return file;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readIfPresent(path)) ?? file;
  }
}

async function readIfPresent(path: string): Promise<KeyFile | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as KeyFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The key file ${path} cannot be read: restore it, or delete it to have new keys made`, { cause: error });
  }
}
