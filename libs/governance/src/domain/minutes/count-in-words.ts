import { tieBreakIn } from '../decision/election-reasons';
import type { OptionCount, Round, YesNoCount } from '../voting/method';
import { column, definitions, bullets, says, table, type Block } from './document-tree';
import { optionName } from './marks-in-words';
import type { Vote } from './minutes-record';
import type { Telling } from './telling';
import type { MinutesWords } from './words/minutes-words';

/** So many rounds stand beside each other on a page. */
const MAX_ROUNDS_ABREAST = 6;

/** The count of a ballot, whole: every total of every round, who won by which rule, and how ties were broken. */
export const countBlocks = ({ count, options }: Vote, telling: Telling): Block[] =>
  count.method === 'yesNo' ? yesNo(count, telling.say) : optionCount(count, options, telling);

function yesNo(count: YesNoCount, { item: say, columns }: MinutesWords): Block[] {
  const rows = (['yes', 'no', 'abstain', 'blank'] as const).map((mark) => [say.totals[mark], count[mark]]);
  return table(say.result, [column(columns.choice, 'text', 3), column(columns.votes, 'number', 1)], rows);
}

function optionCount(count: OptionCount, options: readonly string[], { say, language }: Telling): Block[] {
  const names = (places: readonly number[]) => say.all(places.map((place) => optionName(options, place)));
  const { item } = say;
  return [
    ...roundTables(count.rounds, options, say),
    ...bullets(count.rounds.flatMap((round, i) => roundEvents(round, i + 1, names, say))),
    ...bullets(count.tieBreaks.map((tieBreak) => asSentence(tieBreakIn(language, tieBreak, options)))),
    definitions([
      says(item.terms.rule, count.rule),
      says(item.totals.valid, count.valid),
      says(item.totals.blank, count.blank),
      says(item.totals.abstain, count.abstain),
      says(item.terms.winners, count.winners.length > 0 ? names(count.winners) : null),
      says(item.terms.runoff, count.runoff && names(count.runoff)),
    ]),
  ];
}

function roundTables(rounds: readonly Round[], options: readonly string[], say: MinutesWords): Block[] {
  const starts = rounds.flatMap((_, i) => (i % MAX_ROUNDS_ABREAST === 0 ? [i] : []));
  return starts.flatMap((start) => {
    const abreast = rounds.slice(start, start + MAX_ROUNDS_ABREAST);
    const titles = rounds.length === 1 ? [say.columns.votes] : abreast.map((_, i) => say.item.round(start + i + 1));
    return table(
      rounds.length === 1 ? say.item.result : say.item.rounds(start + 1, start + abreast.length),
      [column(say.columns.option, 'text', 4), ...titles.map((title) => column(title, 'number', 2))],
      options.map((option, place) => [option, ...abreast.map(({ totals }) => totals[place] ?? '–')]),
    );
  });
}

function roundEvents(
  { elected, eliminated, exhausted }: Round,
  number: number,
  names: (places: readonly number[]) => string,
  say: MinutesWords,
): string[] {
  const facts = {
    elected: elected.length > 0 ? names(elected) : null,
    eliminated: eliminated.length > 0 ? names(eliminated) : null,
    exhausted: exhausted === '0' ? null : exhausted,
  };
  const isQuiet = Object.values(facts).every((fact) => fact === null);
  return isQuiet ? [] : [say.item.roundEvents({ number, ...facts })];
}

const asSentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
