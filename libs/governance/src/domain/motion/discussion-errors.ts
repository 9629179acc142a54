import { CommonsError } from '#kernel';

export const amendmentNotOpen = () =>
  new CommonsError(
    'refused',
    'AMENDMENT.DECIDED',
    'These amendments are not all of one motion and still open: decide on those that are.',
  );

export const notForYouToDecide = () =>
  new CommonsError(
    'forbidden',
    'AMENDMENT.NOT_YOURS',
    'Who proposed the motion decides on its amendments, or the chair.',
  );

export const notAnswerable = () =>
  new CommonsError('refused', 'COMMENT.NOT_A_QUESTION', 'An answer belongs to a question about the same motion.');

export const notAmendable = (kind: string) =>
  new CommonsError(
    'refused',
    'AMENDMENT.NOT_AMENDABLE',
    'Policies and statutes are amended clause by clause; put another motion against this one instead.',
    { kind },
  );

export const invalidComment = (problem: string) =>
  new CommonsError('invalid', 'COMMENT.INVALID', `This cannot be entered: ${problem}`, { problem });

export const invalidReason = (problem: string) =>
  new CommonsError('invalid', 'AMENDMENT.INVALID', `Why this amendment is proposed cannot be entered: ${problem}`, {
    problem,
  });

export const invalidStatement = (problem: string) =>
  new CommonsError('invalid', 'CONFLICT.INVALID', `Say in your words what your interest is: ${problem}`, { problem });
