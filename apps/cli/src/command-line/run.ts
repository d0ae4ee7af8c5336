import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '@gewerk/kernel';
import { COMMANDS } from './catalogue.js';
import { type Command, EXIT_DONE, EXIT_FAILED, EXIT_WRONG_INPUT, InputError, UsageError } from './command.js';
import { detailsOf, nameOf, overview, usageOf } from './help.js';
import { nearest } from './nearest.js';

/** Runs one command line; answers the exit code. Results go to standard output, all else to standard error. */
export async function runCommandLine(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [first] = given;
  if (first === undefined || first === '--help' || first === '-h') return print(overview());
  if (first === '--version' || first === '-v') return print(version());
  if (first === 'help') return help(given.slice(1));
  const command = COMMANDS.find(({ words }) => words.every((word, index) => given[index] === word));
  if (command === undefined) return unknown(given);
  const rest = given.slice(command.words.length);
  if (rest.includes('--help') || rest.includes('-h')) return print(detailsOf(command));
  try {
    const { values, positionals } = parse(command, rest);
    const run = await command.load();
    return await run({ arguments: positionals, options: values, environment });
  } catch (error) {
    return report(error, command);
  }
}

function parse(command: Command, rest: string[]): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true, strict: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function report(error: unknown, command: Command): number {
  if (error instanceof UsageError) {
    console.error(`gewerk ${nameOf(command)}: ${error.message}\n${usageOf(command)}`);
    return EXIT_WRONG_INPUT;
  }
  if (error instanceof InputError) {
    for (const line of error.lines) console.error(line);
    return EXIT_WRONG_INPUT;
  }
  if (error instanceof DomainError) {
    console.error(`gewerk ${nameOf(command)}: ${error.detail} (${error.code})`);
    return error.kind === 'unavailable' ? EXIT_FAILED : EXIT_WRONG_INPUT;
  }
  console.error(`gewerk ${nameOf(command)}: ${error instanceof Error ? error.message : String(error)}`);
  return EXIT_FAILED;
}

function help(words: readonly string[]): number {
  if (words.length === 0) return print(overview());
  const described = COMMANDS.filter((command) => words.every((word, index) => command.words[index] === word));
  return described.length === 0 ? unknown(words) : print(described.map(detailsOf).join('\n\n'));
}

function unknown(words: readonly string[]): number {
  const names = [...COMMANDS.map(nameOf), 'help'];
  const wordCount = words.findIndex((word) => word.startsWith('-'));
  const typed = words.slice(0, wordCount === -1 ? 2 : Math.min(wordCount, 2));
  const whole = COMMANDS.find((command) => command.words[0] === typed[0]);
  const suggestion = nearest(typed.join(' '), names) ?? nearest(typed[0] ?? '', names) ?? (whole === undefined ? null : nameOf(whole));
  console.error(`gewerk: unknown command "${typed.join(' ')}"`);
  console.error(
    suggestion === null ? 'gewerk help lists all commands' : `did you mean "gewerk ${suggestion}"? gewerk help lists all commands`,
  );
  return EXIT_WRONG_INPUT;
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function print(text: string): number {
  console.log(text);
  return EXIT_DONE;
}
