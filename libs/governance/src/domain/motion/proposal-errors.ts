import { CommonsError } from '#kernel';

const refused = (code: string, message: string, details: Record<string, unknown> = {}) =>
  new CommonsError('refused', code, message, details);

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

export const notSuspended = (policyId: string) =>
  refused('POLICY.NOT_SUSPENDED', 'This policy is not suspended.', { policyId });

export const invalidMotion = (problem: string) =>
  new CommonsError('invalid', 'PROPOSAL.INVALID', `This cannot be put to a vote: ${problem}.`, { problem });
