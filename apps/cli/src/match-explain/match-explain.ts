import {
  type ConsortiumAnswer,
  consortiumSvg,
  type ConsortiumView,
  describeRanking,
  type PartnerRanking,
  rankingSvg,
  readRanking,
} from '@gewerk/engine-matching';
import { EXIT_DONE, InputError, type Invocation, onlyArgument, textOption } from '../command-line/command.js';
import { readJsonFile, writeOutputFile } from '../command-line/input-file.js';
import { describeAnswer } from '../match-solve/describe-answer.js';

type Fields = Readonly<Record<string, unknown>>;

/** One wrong file can break every field. */
const ERRORS_SHOWN = 20;

/** What the text of a plan is made of. */
const PLAN_FIGURES = ['arrivalDay', 'priceEur', 'kgCo2e', 'probability', 'suitability', 'utility'] as const;

export async function matchExplain(invocation: Invocation): Promise<number> {
  const answer = unwrap(await readJsonFile(onlyArgument(invocation, 'the answer')));
  const out = textOption(invocation, 'svg');
  if (Array.isArray(answer['plans'])) {
    checkPlans(answer, answer['plans']);
    if (out !== undefined) await writeOutputFile(out, consortiumSvg(viewsIn(answer)));
    console.log(describeAnswer(answer as unknown as ConsortiumAnswer));
  } else if (Array.isArray(answer['candidates'])) {
    const ranking = rankingIn(answer);
    if (out !== undefined) await writeOutputFile(out, rankingSvg(ranking));
    console.log(describeRanking(ranking).join('\n'));
  } else
    throw new InputError([
      '$: holds neither "plans" nor ranked "candidates"; give a file that `gewerk match solve --json` or `gewerk match rank --json` printed',
    ]);
  return EXIT_DONE;
}

/** A decision record keeps the answer under `result`. */
function unwrap(json: unknown): Fields {
  if (!isObject(json)) throw new InputError(['$: must be an object, the answer of a match command']);
  return isObject(json['result']) ? json['result'] : json;
}

function checkPlans(answer: Fields, plans: readonly unknown[]): void {
  const errors: string[] = [];
  const need = (isRight: boolean, path: string, what: string): void => {
    if (!isRight) errors.push(`${path}: must be ${what}; print the answer again with \`gewerk match solve --json\``);
  };
  for (const [index, plan] of plans.entries()) {
    const path = `$.plans[${index}]`;
    if (!isObject(plan)) {
      need(false, path, 'an object');
      continue;
    }
    need(isObject(plan['assignment']), `${path}.assignment`, 'an object');
    for (const figure of PLAN_FIGURES) need(typeof plan[figure] === 'number', `${path}.${figure}`, 'a number');
  }
  need(typeof answer['proven'] === 'boolean', '$.proven', 'true or false');
  need(Array.isArray(answer['reasons']), '$.reasons', 'a list');
  need(answer['refused'] === null || Array.isArray(answer['refused']), '$.refused', 'a list or null');
  need(answer['representatives'] === null || isObject(answer['representatives']), '$.representatives', 'an object or null');
  if (errors.length > 0) throw new InputError(errors);
}

/** What charts are drawn from; an answer of before has none. */
const VIEW_LISTS = ['labels', 'nodes', 'edges', 'gantt', 'waterfall', 'pareto'];

function viewsIn({ views }: Fields): readonly ConsortiumView[] {
  const isView = (view: unknown) => isObject(view) && VIEW_LISTS.every((list) => Array.isArray(view[list]));
  if (Array.isArray(views) && views.every(isView)) return views as ConsortiumView[];
  throw new InputError([
    `$.views: must be a list of objects with ${VIEW_LISTS.join(', ')}; print the answer again with \`gewerk match solve --json\``,
  ]);
}

function rankingIn(answer: Fields): PartnerRanking {
  const { ranking, errors } = readRanking(answer);
  if (errors === undefined) return ranking;
  const named = errors.slice(0, ERRORS_SHOWN).map(({ path, message }) => `${path}: ${message}`);
  const more = errors.length > ERRORS_SHOWN ? [`and ${errors.length - ERRORS_SHOWN} more`] : [];
  throw new InputError([...named, ...more, 'this is no complete ranking; print it again with `gewerk match rank --json`']);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
