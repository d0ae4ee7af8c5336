import { ConsoleLogger, type LogLevel } from '@nestjs/common';

export type LogFormat = 'json' | 'plain';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/**
 * The logger of a service: one JSON object a line for machines, or plain text for people at a terminal.
 * @param level the least important level that is still written
 */
export function createLogger(options: { service: string; format: LogFormat; level: LogLevel }): ConsoleLogger {
  return new ConsoleLogger({
    json: options.format === 'json',
    colors: options.format === 'plain' && process.stdout.isTTY === true,
    prefix: options.service,
    logLevels: LEVELS.slice(0, LEVELS.indexOf(options.level) + 1),
  });
}
