import { isPaperOf, isReceipt, MAX_LINE_CHARACTERS, normaliseReceipt, recount, type Recount } from '#governance';
import { isId } from '#kernel';
import { linesOf } from './shared/lines-of';
import { say } from './shared/output';

type Found = { readonly number: number; readonly line: string };
type Header = NonNullable<Recount['header']>;
type Result = NonNullable<Recount['result']>;

/**
 * Recounts an exported ballot from its file alone and says what it found, for people.
 *
 * @param receipt as the voter typed it; undefined: no paper is looked up
 * @returns the exit code: 0 if the file confirms its result, and the receipt has a paper in it
 */
export function verifyBallot(path: string, receipt: string | undefined): number {
  const wanted = receipt === undefined ? undefined : readReceipt(receipt);
  let paper: Found | undefined;
  function* watched() {
    let number = 0;
    for (const line of linesOf(path, MAX_LINE_CHARACTERS)) {
      if (wanted !== undefined && number > 0 && isPaperOf(line, wanted)) paper ??= { number, line };
      number += 1;
      yield line;
    }
  }
  const found = recount(watched());
  for (const line of [...reportOf(found), ...(wanted === undefined ? [] : [whereIs(paper, found)])]) say(visible(line));
  return found.problems.length === 0 && (wanted === undefined || paper !== undefined) ? 0 : 1;
}

function readReceipt(typed: string): string {
  if (isId(typed)) return typed;
  const receipt = normaliseReceipt(typed);
  if (isReceipt(receipt)) return receipt;
  throw new Error(
    'A receipt has six words; write them in quotation marks, as in --receipt "one two three four five six". ' +
      'In an open ballot, name the member by its identifier instead.',
  );
}

/** A file that anybody may have written cannot move the cursor, or colour a result. */
const visible = (line: string): string => line.replace(/\p{C}/gu, '\u{fffd}');

function reportOf({ header, headerHash, root, papers, result, problems }: Recount): string[] {
  return [
    ...(header ? [`Ballot ${header.ballotId}: ${header.title} (${header.body}).`] : []),
    ...(root ? [`Root:   ${root}`, `Header: ${headerHash ?? ''}`, `Papers: ${papers}`] : []),
    ...(header && result ? [...countLines(header, result), `Result: ${result.verdict.reason.en}.`] : []),
    ...problems.map(({ code, message }) => `${code}: ${message}`),
    problems.length === 0
      ? 'The papers confirm the result. Compare the root with the one in the minutes.'
      : 'This file does not confirm the result of its ballot.',
  ];
}

function countLines({ options, votes }: Header, { count }: Result): string[] {
  const unit = votes.unit === '1' ? 'votes' : `in parts of a vote, ${votes.unit} to one`;
  if (count.method === 'yesNo') {
    const { yes, no, abstain, blank } = count;
    return [`Count:  yes ${yes}, no ${no}, abstain ${abstain}, blank ${blank} (${unit})`];
  }
  const rounds = count.rounds.map(
    ({ totals }, i) =>
      `Round ${i + 1}: ${totals.map((total, option) => `${options[option] ?? ''} ${total}`).join(', ')}`,
  );
  const { valid, blank, abstain } = count;
  return [`Count:  valid ${valid}, blank ${blank}, abstain ${abstain} (${unit})`, ...rounds];
}

function whereIs(paper: Found | undefined, { papers }: Recount): string {
  if (!paper) return 'No paper has this receipt. If you copied it well, show it to the tellers: your paper is missing.';
  return `Your paper is number ${paper.number} of ${papers}: ${paper.line}`;
}
