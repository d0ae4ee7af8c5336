import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PACKAGE = resolve(import.meta.dirname, '../..');
const SOURCES = join(PACKAGE, 'kafka');
const CACHE = resolve(PACKAGE, '../../.gewerk/kafka');
const STARTED = 'Kafka Server started';
const START_LIMIT_MILLIS = 60_000;
const STOP_LIMIT_MILLIS = 15_000;

export interface LocalKafkaOptions {
  /** Port of the broker; without it a free one. A restart on the same data must name the former port to keep its clients. */
  port?: number;
  /** Kept over restarts; without it a temporary directory that goes with the broker. */
  dataDirectory?: string;
}

export interface LocalKafka {
  readonly brokers: string[];
  /** Lets the broker close its logs (SIGTERM). */
  stop(): Promise<void>;
  /** As a power cut would (SIGKILL): the broker must recover its logs at the next start. */
  kill(): Promise<void>;
}

/**
 * Starts Apache Kafka as a child process on this machine's Java, without Docker: one node, broker and controller (KRaft).
 * Maven fetches the broker once into `.gewerk/kafka`.
 * @throws Error that names the missing program (java, mvn), or with the broker's last lines when it does not start
 */
export async function startLocalKafka(options: LocalKafkaOptions = {}): Promise<LocalKafka> {
  requireJava();
  if (options.port !== undefined && (await accepts(options.port)))
    throw new Error(`Port ${options.port} is taken: name another for Kafka.`);
  const libraries = assembledBroker();
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'gewerk-kafka-'));
  const port = options.port ?? (await freePort());
  const configuration = writeConfiguration(dataDirectory, port, await freePort());
  if (!existsSync(join(dataDirectory, 'log', 'meta.properties'))) format(libraries, configuration);

  const broker = spawn(java(), ['-Xmx512m', '-Xms128m', '-XX:+UseG1GC', ...javaArguments(libraries), 'kafka.Kafka', configuration], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithParent = () => broker.kill('SIGKILL');
  process.once('exit', killWithParent);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await ended(broker, signal);
    process.off('exit', killWithParent);
    if (options.dataDirectory === undefined) rmSync(dataDirectory, { recursive: true, force: true });
  };
  try {
    await started(broker, port);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return { brokers: [`127.0.0.1:${port}`], stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function java(): string {
  const home = process.env['JAVA_HOME'];
  return home ? join(home, 'bin', 'java') : 'java';
}

function requireJava(): void {
  const { error, stderr } = spawnSync(java(), ['-version'], { encoding: 'utf8' });
  if (error) throw new Error(`A local Kafka needs Java 17 or newer: "${java()}" was not found (set JAVA_HOME, or put java on the PATH).`);
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (major < 17) throw new Error(`A local Kafka needs Java 17 or newer: "${java()}" is version ${major}.`);
}

/** @returns directory with the broker's jars; the pom is part of the cache so that a new version is fetched again */
function assembledBroker(): string {
  const pom = join(SOURCES, 'pom.xml');
  const libraries = join(CACHE, 'lib');
  const cachedPom = join(libraries, 'pom.xml');
  if (existsSync(cachedPom) && readFileSync(cachedPom, 'utf8') === readFileSync(pom, 'utf8')) return libraries;

  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'assembling-'));
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`];
  const { error, status, stdout } = spawnSync('mvn', ['-q', '-B', '-f', pom, ...goal], { encoding: 'utf8' });
  if (error || status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(
      error
        ? 'A local Kafka is assembled by Maven 3: "mvn" was not found on the PATH.'
        : `Maven could not fetch the Kafka broker (does it reach Maven Central or a mirror of it?):\n${stdout.slice(-2000)}`,
    );
  }
  cpSync(pom, join(fresh, 'pom.xml'));
  rmSync(libraries, { recursive: true, force: true });
  renameSync(fresh, libraries);
  return libraries;
}

function javaArguments(libraries: string): string[] {
  return [`-Dlog4j2.configurationFile=${join(SOURCES, 'log4j2.properties')}`, '-cp', join(libraries, '*')];
}

function writeConfiguration(dataDirectory: string, port: number, controllerPort: number): string {
  mkdirSync(dataDirectory, { recursive: true });
  const listeners = `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`;
  const addresses = [
    `listeners=${listeners}`,
    `advertised.listeners=${listeners}`,
    `controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}`,
    `log.dirs=${join(dataDirectory, 'log')}`,
  ];
  const file = join(dataDirectory, 'server.properties');
  writeFileSync(file, `${readFileSync(join(SOURCES, 'server.properties'), 'utf8')}\n${addresses.join('\n')}\n`);
  return file;
}

function format(libraries: string, configuration: string): void {
  const clusterId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  const storageTool = ['kafka.tools.StorageTool', 'format', '--standalone', '-c', configuration, `--cluster-id=${clusterId}`];
  const { status, stdout, stderr } = spawnSync(java(), [...javaArguments(libraries), ...storageTool], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Kafka's storage could not be formatted:\n${stdout}${stderr}`);
}

/** Resolves once the broker has said that it runs and its port accepts a connection. */
async function started(broker: ChildProcess, port: number): Promise<void> {
  let lastLines = '';
  await new Promise<void>((fulfil, reject) => {
    const limit = setTimeout(() => fail(`no answer within ${START_LIMIT_MILLIS / 1000} s`), START_LIMIT_MILLIS);
    const fail = (reason: string) => {
      clearTimeout(limit);
      reject(new Error(`Kafka did not start: ${reason}. Its last lines:\n${lastLines}`));
    };
    broker.once('error', (error) => fail(error.message));
    broker.once('exit', (code, signal) => fail(`it ended with ${code ?? signal}`));
    const read = (chunk: Buffer) => {
      lastLines = (lastLines + chunk.toString()).slice(-4000);
      if (!lastLines.includes(STARTED)) return;
      clearTimeout(limit);
      fulfil();
    };
    broker.stdout?.on('data', read);
    broker.stderr?.on('data', read);
  });
  for (let attempt = 0; !(await accepts(port)); attempt += 1) {
    if (attempt === 50) throw new Error(`Kafka says that it runs, but 127.0.0.1:${port} accepts no connection.`);
    await delay(100);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((fulfil) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      fulfil(true);
    });
    socket.once('error', () => fulfil(false));
  });
}

async function ended(broker: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (broker.exitCode !== null || broker.signalCode !== null) return;
  const exit = new Promise((fulfil) => broker.once('exit', fulfil));
  broker.kill(signal);
  const patience = new AbortController();
  const forced = delay(STOP_LIMIT_MILLIS, undefined, { signal: patience.signal }).then(
    () => broker.kill('SIGKILL'),
    () => undefined,
  );
  await exit;
  patience.abort();
  await forced;
}

function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => fulfil(port));
    });
  });
}
