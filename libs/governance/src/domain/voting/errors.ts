import { CommonsError } from '#kernel';

/** @param problem a sentence's middle: what is wrong with the paper, and after a semicolon what the member can do */
export const marksInvalid = (problem: string) =>
  new CommonsError('invalid', 'BALLOT.MARKS_INVALID', `This paper cannot be taken: ${problem}.`, { problem });

export const lotInvalid = (optionCount: number) =>
  new CommonsError(
    'invalid',
    'BALLOT.LOT_INVALID',
    `The lot must name each of the ${optionCount} options once; draw it again.`,
    { optionCount },
  );
