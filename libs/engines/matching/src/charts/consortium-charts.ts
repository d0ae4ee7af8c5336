import type { ConsortiumView } from '../figures/consortium-view.js';
import { bar, colour, dot, fitted, line, panel, stacked, text, WIDTH_PIXELS } from './svg.js';

/** A chart of a consortium and the table that says the same in figures (methods 4.13). */
export interface ConsortiumChart {
  readonly name: 'graph' | 'gantt' | 'waterfall' | 'pareto';
  readonly title: string;
  readonly svg: string;
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] };
}

const LEFT = 190;
const RIGHT = 90;
const TOP = 58;
const ROW = 24;
const SCALE = WIDTH_PIXELS - LEFT - RIGHT;
const GRAPH = { x: WIDTH_PIXELS / 2, y: 215, radius: 145, height: 420 } as const;
const SCATTER_HEIGHT = 300;
const ROLE_COLOUR = { lead: '#2f7d5b', active: '#3b6ea5', standby: '#b0b0b0', customer: '#c58b1b' } as const;

/** Who works with whom, when, for how much, and what else there was (N137): drawn from the view alone. */
export function consortiumCharts(view: ConsortiumView): readonly ConsortiumChart[] {
  return [graphChart(view), ganttChart(view), waterfallChart(view), paretoChart(view)];
}

/** The charts of all views below one another, as one file. */
export function consortiumSvg(views: readonly ConsortiumView[]): string {
  return stacked(
    views.flatMap((view, index) =>
      consortiumCharts(view).map(({ svg }) =>
        svg.replaceAll('id="', `id="${index}-`).replaceAll(/aria-labelledby="(\S+) (\S+)"/g, `aria-labelledby="${index}-$1 ${index}-$2"`),
      ),
    ),
  );
}

function named(view: ConsortiumView, title: string): string {
  return `${title} (${view.labels.join(', ')})`;
}

function graphChart(view: ConsortiumView): ConsortiumChart {
  const { nodes, edges } = view;
  const at = new Map(
    nodes.map(({ id }, index) => {
      const angle = (2 * Math.PI * index) / nodes.length - Math.PI;
      return [id, [GRAPH.x + 1.9 * GRAPH.radius * Math.cos(angle), GRAPH.y + GRAPH.radius * Math.sin(angle)] as const];
    }),
  );
  const legs = [...Map.groupBy(edges, ({ from, to }) => JSON.stringify([from, to])).values()].flatMap((list) => {
    const [{ from, to, km }] = list as [ConsortiumView['edges'][number]];
    const [[x1, y1], [x2, y2]] = [at.get(from) as readonly [number, number], at.get(to) as readonly [number, number]];
    const flowKg = list.reduce((sum, edge) => sum + edge.flowKg, 0);
    return [
      line(x1, y1, x2, y2, '#777'),
      text((x1 + x2) / 2 + 4, (y1 + y2) / 2 + (from < to ? -4 : 12), `${km} km, ${round(flowKg)} kg`, { fill: '#555' }),
    ];
  });
  const firms = nodes.flatMap(({ id, role, region, suitability }) => {
    const [x, y] = at.get(id) as readonly [number, number];
    const told = `${id}, ${role}${region === null ? '' : `, region ${region}`}${suitability === null ? '' : `, suitability ${suitability.toFixed(3)}`}`;
    return [
      dot(x, y, 12, ROLE_COLOUR[role], told),
      text(x, y + 28, fitted(role === 'customer' ? id : `${id} (${role})`, 180), { anchor: 'middle' }),
    ];
  });
  const columns = ['operation', 'from', 'to', 'kg', 'km', 'days', 'kg CO2e', 'EUR', 'kappa'];
  const rows = edges.map(({ operation, from, to, flowKg, km, days, kgCo2e, eur, kappa }) => [
    ...[operation, from, to, flowKg, km, days, kgCo2e, eur, kappa ?? ''],
  ]);
  return chart('graph', named(view, 'Firms and the flow of goods'), { columns, rows }, GRAPH.height, [...legs, ...firms]);
}

function ganttChart(view: ConsortiumView): ConsortiumChart {
  const { gantt } = view;
  const lastDay = Math.max(...gantt.map(({ p80EndDay }) => p80EndDay), 1);
  const at = (day: number) => LEFT + (day / lastDay) * SCALE;
  const marks = gantt.flatMap(({ firm, operation, startDay, endDay, p80EndDay, spans }, index) => {
    const y = TOP + index * ROW;
    const told = `${operation} by ${firm}: day ${round(startDay)} to ${round(endDay)}, with 80 % by day ${round(p80EndDay)}`;
    return [
      text(LEFT - 8, y + 12, fitted(`${firm}: ${operation}`, LEFT - 20), { anchor: 'end' }),
      ...spans.map(([from, to]) => bar(at(from), y, at(to) - at(from), 16, colour(index, gantt.length), told)),
      line(at(endDay), y + 8, at(p80EndDay), y + 8, '#222'),
      text(at(p80EndDay) + 4, y + 12, round(p80EndDay)),
    ];
  });
  const columns = ['firm', 'machine', 'operation', 'start day', 'end day', 'P80 end day'];
  const rows = gantt.map(({ firm, machine, operation, startDay, endDay, p80EndDay }) => [
    ...[firm, machine ?? '', operation, startDay, endDay, p80EndDay],
  ]);
  return chart('gantt', named(view, 'Who works when, in working days'), { columns, rows }, TOP + gantt.length * ROW + 24, marks);
}

function waterfallChart(view: ConsortiumView): ConsortiumChart {
  const { waterfall } = view;
  const total = Math.max(waterfall.at(-1)?.eur ?? 0, 1e-9);
  const marks = waterfall.flatMap(({ part, eur, fromEur, toEur }, index) => {
    const [y, x] = [TOP + index * ROW, LEFT + (fromEur / total) * SCALE];
    return [
      text(LEFT - 8, y + 12, part, { anchor: 'end' }),
      bar(x, y, Math.max(1, (eur / total) * SCALE), 16, part === 'total' ? '#2f7d5b' : '#3b6ea5', `${part}: ${eur.toFixed(2)} EUR`),
      text(LEFT + (toEur / total) * SCALE + 6, y + 12, eur.toFixed(2)),
    ];
  });
  const rows = waterfall.map(({ part, eur, fromEur, toEur }) => [part, eur, fromEur, toEur]);
  const table = { columns: ['part', 'EUR', 'from EUR', 'to EUR'], rows };
  return chart('waterfall', named(view, 'What the price is made of'), table, TOP + waterfall.length * ROW + 24, marks);
}

/** Price to the right, arrival upwards; the larger a dot the more likely the delivery, the darker the less CO2e. */
function paretoChart(view: ConsortiumView): ConsortiumChart {
  const { pareto } = view;
  const scale = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (value: number) => from + (high === low ? 0.5 : (value - low) / (high - low)) * (to - from);
  };
  const x = scale(
    pareto.map(({ priceEur }) => priceEur),
    LEFT,
    LEFT + SCALE,
  );
  const y = scale(
    pareto.map(({ arrivalDay }) => arrivalDay),
    SCATTER_HEIGHT - 60,
    TOP + 20,
  );
  const radius = scale(
    pareto.map(({ probability }) => probability),
    4,
    10,
  );
  const shade = scale(
    pareto.map(({ kgCo2e }) => kgCo2e),
    40,
    170,
  );
  const marks = pareto.flatMap(({ plan, isThis, priceEur, arrivalDay, kgCo2e, probability }) => {
    const told = `${plan}: ${priceEur.toFixed(2)} EUR, day ${round(arrivalDay)}, ${kgCo2e.toFixed(2)} kg CO2e, ${probability.toFixed(4)}`;
    const grey = Math.round(shade(kgCo2e)).toString(16).padStart(2, '0');
    const label = text(x(priceEur), y(arrivalDay) - 13, fitted(plan, 160), { anchor: 'middle', fill: '#555' });
    return [dot(x(priceEur), y(arrivalDay), radius(probability), isThis ? '#b5443a' : `#${grey}${grey}${grey}`, told), label];
  });
  const axes = [
    line(LEFT - 20, SCATTER_HEIGHT - 40, LEFT + SCALE, SCATTER_HEIGHT - 40),
    line(LEFT - 20, TOP, LEFT - 20, SCATTER_HEIGHT - 40),
    text(LEFT + SCALE, SCATTER_HEIGHT - 22, 'EUR', { anchor: 'end' }),
    text(LEFT - 28, TOP + 8, 'arrival, day', { anchor: 'end' }),
  ];
  const columns = ['plan', 'EUR', 'arrival day', 'kg CO2e', 'probability', 'utility', 'this one'];
  const rows = pareto.map(({ plan, isThis, priceEur, arrivalDay, kgCo2e, probability, utility }) => [
    ...[plan, priceEur, arrivalDay, kgCo2e, probability, utility, isThis ? 'yes' : 'no'],
  ]);
  return chart('pareto', named(view, 'Price against arrival of what nobody beats in everything'), { columns, rows }, SCATTER_HEIGHT, [
    ...axes,
    ...marks,
  ]);
}

function chart(
  name: ConsortiumChart['name'],
  title: string,
  table: ConsortiumChart['table'],
  heightPixels: number,
  marks: readonly string[],
): ConsortiumChart {
  const description = `${table.rows.length} rows: ${table.columns.join(', ')}. The table beside this chart says the same in figures.`;
  return { name, title, svg: panel(name, title, description, heightPixels, marks), table };
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
