import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mutualTls } from './mutual-tls.js';

describe('the TLS files of a client', () => {
  let folder: string;
  const file = (name: string): string => path.join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gewerk-tls-'));
    for (const name of ['ca', 'cert', 'key']) writeFileSync(file(name), `PEM of ${name}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('asks for no TLS where no file is named', () => {
    expect(mutualTls({ ca: null, cert: null, key: null }, 'X')).toBeNull();
  });

  it('trusts an authority alone, or shows a certificate too', () => {
    expect(mutualTls({ ca: file('ca'), cert: null, key: null }, 'X')).toEqual({ ca: ['PEM of ca'] });
    expect(mutualTls({ ca: file('ca'), cert: file('cert'), key: file('key') }, 'X')).toEqual({
      ca: ['PEM of ca'],
      cert: 'PEM of cert',
      key: 'PEM of key',
    });
  });

  it.each([
    ['no authority', (): Parameters<typeof mutualTls>[0] => ({ ca: null, cert: file('cert'), key: file('key') })],
    ['no key', () => ({ ca: file('ca'), cert: file('cert'), key: null })],
    ['no certificate', () => ({ ca: file('ca'), cert: null, key: file('key') })],
  ])('refuses half of it, naming the variables: %s', (_, files) => {
    expect(() => mutualTls(files(), 'GEWERK_KAFKA_TLS')).toThrow(/GEWERK_KAFKA_TLS_CERT_FILE.*certificate and key together/);
  });

  it('names the variable of a file that cannot be read', () => {
    expect(() => mutualTls({ ca: file('absent'), cert: null, key: null }, 'X')).toThrow(/X_CA_FILE.*name a file/);
  });
});
