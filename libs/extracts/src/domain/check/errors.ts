import { CommonsError, missing } from '#kernel';

export const checkMissing = (extractId: string) => missing('output check', extractId);

/** Known before anything is counted, from the members' book alone. */
export const tooFewCheckers = (needed: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.TOO_FEW_CHECKERS',
    `The policies ask that ${needed} people look at this before it leaves, and fewer may: they have to be stewards in the federation, of other organisations than those that ask for it. Ask again once there are enough of them.`,
    { needed },
  );

/** In words that tell nothing of what was seen. */
export const withheld = () =>
  new CommonsError(
    'refused',
    'EXTRACT.WITHHELD',
    'People of the federation looked at this before it left, as the policies ask, and decided that it does not leave. What they saw stays with them. Ask for less detail: fewer columns, or coarser ones.',
  );

/** @param days how long it waited */
export const notChecked = (days: number) =>
  new CommonsError(
    'refused',
    'EXTRACT.NOT_CHECKED',
    `The policies ask that people of the federation look at this before it leaves, and too few did in ${days} days. Ask for it again.`,
    { days },
  );

/** Numbers that are looked up are there at once, and people are not. */
export const checkNeeded = () =>
  new CommonsError(
    'refused',
    'EXTRACT.CHECK_NEEDED',
    'The policies ask that people look at these numbers before they leave, so they cannot be looked up at once. Ask for them as an extract.',
  );

export const checkAnswered = () =>
  new CommonsError('refused', 'OUTPUTCHECK.ANSWERED', 'You have said what you think of this, once and for all.');

export const checkClosed = () =>
  new CommonsError(
    'refused',
    'OUTPUTCHECK.CLOSED',
    'It is decided already, or made anew: there is nothing to say now.',
  );

export const reasonsInvalid = (least: number, most: number) =>
  new CommonsError(
    'invalid',
    'OUTPUTCHECK.REASONS_INVALID',
    `Say why, in ${least} to ${most} characters that can all be seen.`,
    { least, most },
  );
