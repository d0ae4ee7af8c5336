import { readFileSync } from 'node:fs';
import { ConfigurationError } from './environment.js';

/** Paths of PEM files that an operator mounts; null where a variable is not set. */
export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
}

export interface MutualTls {
  readonly ca: string[];
  readonly cert?: string;
  readonly key?: string;
}

/**
 * The contents of the files for a client's TLS; null where none is named.
 * @param prefix of the variables that name them, for the error
 * @throws ConfigurationError where only some are named or one cannot be read
 */
export function mutualTls({ ca, cert, key }: TlsFiles, prefix: string): MutualTls | null {
  if (ca === null && cert === null && key === null) return null;
  if (ca === null || (cert === null) !== (key === null)) {
    const names = ['CA_FILE', 'CERT_FILE', 'KEY_FILE'].map((name) => `${prefix}_${name}`).join(', ');
    throw new ConfigurationError([`${names}: name the authority, and certificate and key together or neither`]);
  }
  const read = (name: string, file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new ConfigurationError([`${prefix}_${name}: ${(error as Error).message}; name a file that this process may read`]);
    }
  };
  const authority = { ca: [read('CA_FILE', ca)] };
  return cert === null || key === null ? authority : { ...authority, cert: read('CERT_FILE', cert), key: read('KEY_FILE', key) };
}
