import type { AnswerPlan, ConsortiumAnswer } from '@gewerk/engine-matching';

const PLANS_SHOWN = 20;

/** The answer for people: a table of plans, best first, what backs the recommended one up, and why. */
export function describeAnswer(answer: ConsortiumAnswer & { millis?: number; millisWarm?: number | null }): string {
  const { plans } = answer;
  const blocks = [headline(answer), ...timing(answer)];
  if (plans.length > 0) {
    blocks.push('', ...table(plans.slice(0, PLANS_SHOWN), answer));
    if (plans.length > PLANS_SHOWN) blocks.push(`... and ${plans.length - PLANS_SHOWN} more; --json prints all`);
  }
  const others = choices(answer);
  if (others.length > 0) blocks.push('', 'against the recommended plan:', ...others);
  if (answer.refused !== null && answer.refused.length > 0) {
    const byRule = Map.groupBy(answer.refused, ({ rule }) => rule);
    blocks.push('', `refused: ${[...byRule].map(([rule, refused]) => `${refused.length} by ${rule}`).join(', ')}`);
  }
  if (answer.reasons.length > 0) blocks.push('', ...answer.reasons.map((reason) => `- ${reason}`));
  return blocks.join('\n');
}

function headline({ plans, feasibleCount, proven, gap, paretoComplete }: ConsortiumAnswer): string {
  if (plans.length === 0) return proven ? 'no feasible plan' : 'no plan found in the time given; try more --seconds';
  const count = feasibleCount === null ? `${plans.length} plans found` : `${feasibleCount} feasible plans`;
  const quality = proven
    ? 'the recommended one is proven optimal'
    : `the recommended one is within ${((gap ?? 1) * 100).toFixed(2)} % of the bound`;
  return `${count}; ${quality}${paretoComplete ? '' : '; the Pareto set may be incomplete'}`;
}

function timing({ millis, millisWarm }: { millis?: number; millisWarm?: number | null }): string[] {
  if (typeof millis !== 'number') return [];
  return [`solved in ${millis} ms${typeof millisWarm === 'number' ? `, again in ${millisWarm} ms (median)` : ''}`];
}

/** Each other representative against the recommended plan: what one would gain and give up. */
function choices({ plans, representatives }: ConsortiumAnswer): string[] {
  if (representatives === null) return [];
  const { recommended, ...others } = representatives;
  const base = plans[recommended];
  return Object.entries(others).flatMap(([name, index]) => {
    const plan = plans[index];
    if (plan === undefined || base === undefined || index === recommended) return [];
    const moves = Object.entries(plan.assignment).filter(([operation, firm]) => base.assignment[operation] !== firm);
    return [`- the ${name} plan ${difference(plan, base)}; ${moves.map(([operation, firm]) => `${operation} by ${firm}`).join(', ')}`];
  });
}

function difference(plan: AnswerPlan, base: AnswerPlan): string {
  const parts: [number, string, string, string][] = [
    [plan.priceEur - base.priceEur, 'costs', 'EUR more', 'EUR less'],
    [plan.arrivalDay - base.arrivalDay, 'arrives', 'd later', 'd earlier'],
    [plan.kgCo2e - base.kgCo2e, 'emits', 'kg CO2e more', 'kg CO2e less'],
    [100 * (plan.probability - base.probability), 'is delivered with', 'points more probability', 'points less probability'],
  ];
  return parts
    .filter(([by]) => Math.abs(by) >= 0.005)
    .map(([by, verb, more, less]) => `${verb} ${Number(Math.abs(by).toFixed(2))} ${by > 0 ? more : less}`)
    .join(', ');
}

function table(plans: readonly AnswerPlan[], { representatives }: ConsortiumAnswer): string[] {
  const operations = Object.keys(plans[0]?.assignment ?? {}).sort();
  const marks = (index: number): string =>
    Object.entries(representatives ?? {})
      .filter(([, place]) => place === index)
      .map(([name]) => name)
      .join(', ');
  const header = [...operations, 'EUR', 'arrival', 'kg CO2e', 'probability', 'suitability', 'utility', 'Pareto', ''];
  const rows = plans.map((plan, index) => [
    ...operations.map((operation) => plan.assignment[operation] ?? ''),
    plan.priceEur.toFixed(2),
    `day ${Number(plan.arrivalDay.toFixed(2))}`,
    plan.kgCo2e.toFixed(2),
    plan.probability.toFixed(4),
    plan.suitability.toFixed(4),
    plan.utility.toFixed(6),
    plan.pareto ? 'yes' : 'no',
    marks(index),
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const last = header.length - 1;
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < operations.length || column === last ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line);
}
