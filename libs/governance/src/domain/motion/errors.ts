import { CommonsError } from '#kernel';

const refused = (code: string, message: string, details: Record<string, unknown> = {}) =>
  new CommonsError('refused', code, message, details);

export const invalidMotion = (problem: string) =>
  new CommonsError('invalid', 'PROPOSAL.INVALID', `This cannot be put to a vote: ${problem}.`, { problem });

export const proposalReplaced = (id: string, replacedBy: string) =>
  refused('PROPOSAL.REPLACED', 'This text was amended; what is voted on is the amended one.', { id, replacedBy });

export const proposalFrozen = (id: string) =>
  refused(
    'PROPOSAL.FROZEN',
    'This motion is being voted on, or was: its text does not change any more. Propose a new one.',
    { id },
  );

export const statuteMoved = (number: number) =>
  refused(
    'PROPOSAL.OTHER_STATUTE',
    `The statute has changed since: version ${number} is in force now. Write your change against that one.`,
    { number },
  );

export const statuteUnchanged = () => refused('PROPOSAL.NOTHING_NEW', 'This statute says what the one in force says.');

export const sunsetTooFar = (latest: string) =>
  refused(
    'POLICY.SUNSET_TOO_FAR',
    `By the statute a policy must be voted again by ${latest}: give it a last day by then, or none to have that one.`,
    { latest },
  );

export const overBeforeStart = (first: string) =>
  refused(
    'POLICY.OVER_BEFORE_START',
    `This policy would be over before ${first}, its first day in force: give it a later last day, or more days.`,
    { first },
  );

export const notSuspended = (policyId: string) =>
  refused('POLICY.NOT_SUSPENDED', 'This policy is not suspended.', { policyId });

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

export const tooManyComments = (limit: number) =>
  new CommonsError(
    'refused',
    'COMMENT.TOO_MANY',
    `You have written ${limit} comments and amendments about this motion: now let others speak, or propose another one.`,
    { limit },
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
