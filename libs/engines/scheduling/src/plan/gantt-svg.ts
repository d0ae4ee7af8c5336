export interface Row {
  readonly id: string;
  readonly label: string;
}

export interface Bar {
  readonly row: string;
  /** Bars of one group have one colour. */
  readonly group: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Drawn with a red edge. */
  readonly isLate: boolean;
}

const WIDTH = 1000;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 20;
const LEFT = 90;
const RIGHT = 20;
const TOP = 30;
const LETTER_WIDTH = 7;
/** Turns the colour wheel so that neighbours differ most. */
const GOLDEN_ANGLE_DEGREES = 137.508;

/** A Gantt chart: a row per machine, time from left to right, hover for job and operation. `at` writes a time of the axis. */
export function ganttSvg(rows: readonly Row[], bars: readonly Bar[], at: (time: number) => string = String): string {
  const span = bars.reduce((latest, { end }) => Math.max(latest, end), 1);
  const scale = (WIDTH - LEFT - RIGHT) / span;
  const height = TOP + rows.length * ROW_HEIGHT + 10;
  const rowAt = new Map(rows.map(({ id }, index) => [id, TOP + index * ROW_HEIGHT]));
  const hueOf = new Map<string, number>();
  for (const { group } of bars) if (!hueOf.has(group)) hueOf.set(group, Math.round((hueOf.size * GOLDEN_ANGLE_DEGREES) % 360));
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...ticks(span).map((time) => {
      const x = place(LEFT + time * scale);
      return `<path d="M${x} ${TOP - 6}V${height - 10}" stroke="#ddd"/><text x="${x}" y="${TOP - 10}" text-anchor="middle">${escape(at(time))}</text>`;
    }),
    ...rows.map(({ id, label }) => `<text x="${LEFT - 8}" y="${(rowAt.get(id) ?? 0) + 14}" text-anchor="end">${escape(label)}</text>`),
    ...bars.map((bar) => drawBar(bar, { y: rowAt.get(bar.row) ?? TOP, scale, hue: hueOf.get(bar.group) ?? 0, at })),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

interface Place {
  readonly y: number;
  readonly scale: number;
  readonly hue: number;
  at(time: number): string;
}

function drawBar({ group, label, start, end, isLate }: Bar, { y, scale, hue, at }: Place): string {
  const width = (end - start) * scale;
  const x = LEFT + start * scale;
  const edge = isLate ? 'stroke="#c00" stroke-width="2"' : 'stroke="#fff" stroke-width="0.5"';
  const box = `<rect x="${place(x)}" y="${y}" width="${place(width)}" height="${BAR_HEIGHT}" fill="hsl(${hue} 60% 72%)" ${edge}/>`;
  const text =
    width > group.length * LETTER_WIDTH + 4
      ? `<text x="${place(x + width / 2)}" y="${y + 14}" text-anchor="middle">${escape(group)}</text>`
      : '';
  return `<g><title>${escape(`${label}: ${at(start)} to ${at(end)}`)}</title>${box}${text}</g>`;
}

/** About ten round times. */
function ticks(span: number): number[] {
  const rough = span / 10;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (rough / power < 2 ? 2 : rough / power < 5 ? 5 : 10) * power);
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, i) => i * step);
}

function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
