import {
  type FlexibleShop,
  type PlanProblem,
  readFlexibleJobShop,
  readJobShop,
  readPlanProblem,
  readPrecedenceShop,
} from '@gewerk/engine-scheduling';
import { InputError, type Invocation, textOption, UsageError } from '../command-line/command.js';
import { readInputFile } from '../command-line/input-file.js';

const BYTES_MAX = 128 * 1024 * 1024;
const FORMATS = ['fjs', 'fjs-dag', 'jsp', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** What is to be planned: a file of numbers, or a plan with calendars and dates. */
export type Planned = { readonly kind: 'shop'; readonly shop: FlexibleShop } | { readonly kind: 'plan'; readonly problem: PlanProblem };

/** @throws UsageError, InputError or DomainError with line or path and reason */
export async function readPlanFile(file: string, invocation: Invocation): Promise<Planned> {
  const bytes = await readInputFile(file);
  if (bytes.length > BYTES_MAX) throw new InputError([`line 1: ${file} has ${bytes.length} bytes; up to ${BYTES_MAX} can be planned`]);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  switch (formatOf(file, text, textOption(invocation, 'format'))) {
    case 'fjs':
      return { kind: 'shop', shop: readFlexibleJobShop(text) };
    case 'fjs-dag':
      return { kind: 'shop', shop: readPrecedenceShop(text) };
    case 'jsp':
      return { kind: 'shop', shop: readJobShop(text) };
    case 'json':
      return { kind: 'plan', problem: readPlanProblem(parseJson(text, file)) };
  }
}

export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const upTo = position === undefined ? text : text.slice(0, Number(position));
    throw new InputError([`line ${upTo.split('\n').length}: ${file} is no JSON: ${message}`]);
  }
}

function formatOf(file: string, text: string, given: string | undefined): Format {
  if (given !== undefined) {
    const format = FORMATS.find((name) => name === given);
    if (format === undefined) throw new UsageError(`--format "${given}" is unknown; give one of ${FORMATS.join(', ')}`);
    return format;
  }
  if (file.endsWith('.fjs')) return 'fjs';
  if (/^\s*[[{]/.test(text)) return 'json';
  // The header of a shop of precedence graphs has three numbers, that of a job shop two.
  const header = /^[^#\S]*(?:#[^\n]*\n\s*)*([^\n]*)/.exec(text)?.[1] ?? '';
  return header.trim().split(/\s+/).length === 3 ? 'fjs-dag' : 'jsp';
}
