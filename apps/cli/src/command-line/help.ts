import { COMMANDS } from './catalogue.js';
import type { Command } from './command.js';

export function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => nameOf(command).length)) + 3;
  return [
    'gewerk: the command line of Gewerk, the operating system for networks of small manufacturers',
    '',
    ...COMMANDS.map((command) => `  gewerk ${nameOf(command).padEnd(width)}${command.summary}`),
    `  gewerk ${'help [COMMAND]'.padEnd(width)}this page, or one command in detail`,
    `  gewerk ${'--version'.padEnd(width)}the version`,
    '',
    'Exit codes: 0 done, 1 failed (trying again may help), 2 wrong arguments or input.',
  ].join('\n');
}

export function detailsOf(command: Command): string {
  return [usageOf(command), command.summary, '', ...command.details.map((line) => `  ${line}`)].join('\n');
}

export function usageOf(command: Command): string {
  return `usage: gewerk ${nameOf(command)} ${command.usage}`.trimEnd();
}

export function nameOf(command: Command): string {
  return command.words.join(' ');
}
