import type { Finding } from '../finding.js';
import { type Repository, readText } from '../repository.js';
import { faultOfImage } from './images.js';

interface Instruction {
  readonly word: string;
  readonly text: string;
  readonly line: number;
}

/** A few rules about every Dockerfile; hadolint knows many more and finds nothing in ours. */
export function checkDockerfiles(repository: Repository): Finding[] {
  return repository.files
    .filter((file) => /(?:^|\/)Dockerfile(?:\.[\w-]+)?$/.test(file))
    .flatMap((file) => {
      const instructions = instructionsOf(readText(repository, file));
      return [...faultsOfLines(instructions), ...faultsOfWhole(instructions)].map(({ line, message }) => ({
        rule: 'dockerfile',
        file,
        line,
        message,
      }));
    });
}

/** Continuation lines are joined by line breaks; the line is that of the first. */
function instructionsOf(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  let parts: string[] = [];
  let first = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (parts.length === 0) first = index + 1;
    parts.push(line);
    if (line.endsWith('\\')) continue;
    const whole = parts.join('\n');
    instructions.push({ word: (whole.split(/\s/)[0] ?? '').toUpperCase(), text: whole, line: first });
    parts = [];
  }
  return instructions;
}

type Fault = Pick<Finding, 'message'> & { line: number };

function faultsOfLines(instructions: readonly Instruction[]): Fault[] {
  const defaults = new Map(instructions.flatMap(({ word, text }) => (word === 'ARG' ? [defaultOf(text)] : [])));
  const stages = new Set<string>();
  return instructions.flatMap((instruction) => {
    const { word, text, line } = instruction;
    const fault = (message: string | null): Fault[] => (message === null ? [] : [{ line, message }]);
    if (word === 'FROM') {
      const [, image = '', , stage] = text.split(/\s+/);
      const known = stages.has(image);
      if (stage !== undefined) stages.add(stage);
      return known ? [] : fault(faultOfImage(image.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => defaults.get(name) ?? whole)));
    }
    if (word === 'ADD') return fault('ADD fetches and unpacks unasked: use COPY');
    if (word === 'ENV' && /(?:PASSWORD|SECRET|TOKEN)\w*=/.test(text)) return fault('a secret stays in the image: give it at run time');
    if (word === 'COPY') {
      const from = /--from=(\S+)/.exec(text)?.[1];
      return from === undefined || stages.has(from) ? [] : fault(faultOfImage(from));
    }
    return word === 'RUN' ? fault(faultOfRun(text)) : [];
  });
}

function defaultOf(text: string): [string, string] {
  const [name = '', value = ''] = text.replace(/^ARG\s+/i, '').split('=');
  return [name, value];
}

function faultOfRun(text: string): string | null {
  if (/apt-get install(?![\s\S]*--no-install-recommends)/.test(text)) return 'installs what nobody asked for: add --no-install-recommends';
  if (/\bnpm (?:install|i)\b/.test(text)) return 'npm install may change the lock: use npm ci';
  if (/\bcurl\b[^|]*\|\s*(?:ba)?sh\b/.test(text)) return 'runs what the network answers';
  return null;
}

function faultsOfWhole(instructions: readonly Instruction[]): Fault[] {
  const lastStage = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'));
  const user = lastStage.findLast(({ word }) => word === 'USER');
  const faults: Fault[] = [];
  const [from] = lastStage;
  const at = from?.line ?? 1;
  if (user === undefined || !/^USER\s+[1-9]\d*(?::\d+)?$/.test(user.text)) {
    faults.push({ line: user?.line ?? at, message: 'the last stage must run as a user named by number, not root' });
  }
  if (!lastStage.some(({ word }) => word === 'HEALTHCHECK'))
    faults.push({ line: at, message: 'says nothing of its health: add HEALTHCHECK' });
  return faults;
}
