import { CommonsError } from '#kernel';

export const otherText = () =>
  new CommonsError(
    'conflict',
    'AMENDMENT.OTHER_TEXT',
    'This amendment was written for another text of the motion. Read the motion as it stands now and amend that.',
  );

export const noClause = (address: string, known: readonly string[]) =>
  new CommonsError(
    'invalid',
    'AMENDMENT.NO_CLAUSE',
    `The motion has no clause ${address.slice(0, 100)}. It has: ${known.join(', ')}.`,
    { clause: address.slice(0, 100), known },
  );

export const nothingChanged = () =>
  new CommonsError(
    'refused',
    'AMENDMENT.EMPTY',
    'This amendment changes nothing. Write what the clause should say instead.',
  );

/** @param reason what is wrong with the amendment, or with the text that it would make */
export const invalidAmendment = (reason: string, details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError('invalid', 'AMENDMENT.INVALID', `This amendment cannot be put to a vote: ${reason}`, details);

export const conflictingAmendments = (address: string) =>
  new CommonsError(
    'refused',
    'AMENDMENT.CONFLICT',
    `Two of these amendments contradict each other on ${address}. Put them to the vote one against the other first.`,
    { clause: address },
  );
