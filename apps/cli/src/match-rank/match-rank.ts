import { describeRanking, rankingSvg, rankPartners, readRankingCase } from '@gewerk/engine-matching';
import { EXIT_DONE, InputError, type Invocation, onlyArgument, textOption } from '../command-line/command.js';
import { readJsonFile, writeOutputFile } from '../command-line/input-file.js';

export async function matchRank(invocation: Invocation): Promise<number> {
  const json = await readJsonFile(onlyArgument(invocation, 'the ranking case'));
  const { rankingCase, errors } = readRankingCase(json);
  if (errors !== undefined) throw new InputError(errors.map(({ path, message }) => `${path}: ${message}`));
  const ranking = rankPartners(rankingCase);
  const out = textOption(invocation, 'svg');
  if (out !== undefined) await writeOutputFile(out, rankingSvg(ranking));
  console.log(invocation.options['json'] === true ? JSON.stringify(ranking) : describeRanking(ranking).join('\n'));
  return EXIT_DONE;
}
