/** What a chart is drawn with: plain SVG text, no document and no fonts to measure. */
export const WIDTH_PIXELS = 960;
const LETTER_PIXELS = 6.4;

export function text(
  x: number,
  y: number,
  content: string,
  options: { anchor?: 'start' | 'middle' | 'end'; weight?: 'bold'; fill?: string } = {},
): string {
  const { anchor = 'start', weight, fill } = options;
  const style = `${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${weight === undefined ? '' : ` font-weight="${weight}"`}${fill === undefined ? '' : ` fill="${fill}"`}`;
  return `<text x="${place(x)}" y="${place(y)}"${style}>${escaped(content)}</text>`;
}

/** @param title shown when the pointer rests on it, and read out by screen readers */
export function bar(x: number, y: number, width: number, height: number, fill: string, title: string): string {
  return `<rect x="${place(x)}" y="${place(y)}" width="${place(Math.max(0, width))}" height="${place(height)}" fill="${fill}"><title>${escaped(title)}</title></rect>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke = '#999'): string {
  return `<path d="M${place(x1)} ${place(y1)}L${place(x2)} ${place(y2)}" stroke="${stroke}" fill="none"/>`;
}

export function polygon(points: readonly (readonly [number, number])[], stroke: string, fill: string): string {
  const list = points.map(([x, y]) => `${place(x)},${place(y)}`).join(' ');
  return `<polygon points="${list}" stroke="${stroke}" fill="${fill}" fill-opacity="0.15" stroke-width="2"/>`;
}

export function dot(x: number, y: number, radius: number, fill: string, title: string): string {
  return `<circle cx="${place(x)}" cy="${place(y)}" r="${place(radius)}" fill="${fill}"><title>${escaped(title)}</title></circle>`;
}

/** Panels below one another, as one file. */
export function stacked(panels: readonly string[]): string {
  const charts = panels.map((svg) => ({ svg, height: Number(/height="([\d.]+)"/.exec(svg)?.[1]) }));
  const height = charts.reduce((sum, chart) => sum + chart.height, 0);
  let y = 0;
  const placed = charts.map((chart) => {
    const at = y;
    y += chart.height;
    return chart.svg.replace('<svg xmlns="http://www.w3.org/2000/svg"', `<svg y="${at}"`);
  });
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PIXELS}" height="${height}" viewBox="0 0 ${WIDTH_PIXELS} ${height}">`;
  return `${[head, ...placed, '</svg>'].join('\n')}\n`;
}

/** One chart in its frame: drawn for the eye, described for whoever cannot see it. */
export function panel(id: string, title: string, description: string, heightPixels: number, marks: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PIXELS}" height="${place(heightPixels)}" viewBox="0 0 ${WIDTH_PIXELS} ${place(heightPixels)}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="sans-serif" font-size="12">`,
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-description">${escaped(description)}</desc>`,
    `<rect width="${WIDTH_PIXELS}" height="${place(heightPixels)}" fill="#fff"/>`,
    text(12, 22, title, { weight: 'bold' }),
    ...marks,
    '</svg>',
  ].join('\n');
}

/** Long names are cut in the drawing; the table beside it has them whole. */
export function fitted(name: string, widthPixels: number): string {
  const letters = Math.floor(widthPixels / LETTER_PIXELS);
  const all = [...name];
  return all.length <= letters ? name : `${all.slice(0, letters - 1).join('')}…`;
}

/** Around the colour wheel, neighbours in different lightness. As hexadecimal, since older renderers know no other form. */
export function colour(index: number, of: number): string {
  const [saturation, lightness] = [0.55, index % 2 === 0 ? 0.46 : 0.66];
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const turn = (offset + (12 * index) / of) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Markup is escaped and what XML cannot hold is replaced: names come from files of others. */
function escaped(content: string): string {
  return (
    content
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 allows no control character but tab and line ends
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
