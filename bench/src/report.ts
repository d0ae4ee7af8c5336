import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from './benchmark.js';
import { readResult, REPOSITORY, type Result } from './results.js';

const PAGE = join(REPOSITORY, 'docs', 'performance.md');

/** Writes the tables of docs/performance.md anew from bench/results; the words around them stay. @returns names that have no result */
export function writeReport(): string[] {
  const missing: string[] = [];
  const page = readFileSync(PAGE, 'utf8');
  const filled = page.replace(
    /(<!-- figures: ([\w-]+) -->\n)[\s\S]*?(<!-- end of figures -->)/g,
    (_all, begin: string, name: string, end: string) => {
      const result = readResult(name);
      if (result === null) missing.push(name);
      return `${begin}${result === null ? `Not measured yet: \`npm run bench -- ${name}\`.\n` : figuresOf(result)}${end}`;
    },
  );
  writeFileSync(PAGE, filled);
  return missing;
}

function figuresOf({ machine, date, command, settings, tables }: Result): string {
  const { processor, cores, memoryGib, node } = machine;
  const said = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  const lines = [
    `\n\`${command}\`, ${date.slice(0, 10)}, ${processor}, ${cores} cores, ${memoryGib} GiB, Node ${node}${said.length > 0 ? `; ${said.join(', ')}` : ''}.\n`,
    ...tables.map(markdownOf),
  ];
  return `${lines.join('\n')}\n`;
}

function markdownOf({ caption, columns, rows }: Table): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cellOf).join(' | ')} |`;
  return [
    `${caption}:\n`,
    line(columns),
    `|${columns.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map(line),
    '',
  ].join('\n');
}

function cellOf(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell;
}
