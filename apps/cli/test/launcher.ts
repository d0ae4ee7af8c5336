import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');
const launcher = path.join(root, 'apps', 'cli', 'bin', 'gewerk.js');

/** Refuses every way to the network, so that a command that promised to need none fails if it tries. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(`
  import net from 'node:net'; import dns from 'node:dns'; import dgram from 'node:dgram';
  const refuse = () => { console.error('network used'); process.exit(99); };
  net.Socket.prototype.connect = refuse; dns.lookup = refuse; dgram.createSocket = refuse; globalThis.fetch = refuse;
`)}`;

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the committed launcher as a user would. */
export async function gewerk(
  given: readonly string[],
  options: { offline?: boolean; environment?: Record<string, string> } = {},
): Promise<Ended> {
  const flags = options.offline === true ? ['--import', NO_NETWORK] : [];
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GEWERK_') && name !== 'NODE_OPTIONS');
  const child = spawn(process.execPath, [...flags, launcher, ...given], {
    env: { ...Object.fromEntries(inherited), ...options.environment },
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { code, out, err };
}

export const goldenInstance = (name: string): string => path.join(root, 'libs', 'engines', 'matching', 'golden', name, 'instance.json');
export const goldenPart = (name: string): string => path.join(root, 'libs', 'engines', 'geometry', 'golden', 'parts', name);

const scratch = mkdtempSync(path.join(tmpdir(), 'gewerk-cli-'));

export function scratchFile(name: string, content: string | Uint8Array): string {
  const file = path.join(scratch, name);
  writeFileSync(file, content);
  return file;
}
