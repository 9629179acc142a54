import { CommonsError } from '#kernel';
import type { Action, SubjectName } from './vocabulary';

export const invalidPolicy = (problems: readonly { readonly path: string; readonly problem: string }[]) =>
  new CommonsError(
    'invalid',
    'POLICY.INVALID',
    `This policy cannot be put to a vote: ${problems.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}`,
    { problems },
  );

/** @param revision which state of all policies said no; it counts every policy enacted or ended */
export const forbidden = (action: Action, subject: SubjectName, revision: number) =>
  new CommonsError(
    'forbidden',
    'POLICY.FORBIDDEN',
    `No policy in force lets you ${WORDS[action]} this ${subject.toLowerCase()}.`,
    { action, subject, policyRevision: revision },
  );

export const signInFirst = () =>
  new CommonsError('unauthenticated', 'POLICY.SIGN_IN_FIRST', 'Sign in first: send your token as a Bearer header.');

export const policyNotInForce = (id: string) =>
  new CommonsError('refused', 'POLICY.NOT_IN_FORCE', 'This policy has already ended.', { id });

const WORDS: Record<Action, string> = {
  read: 'see',
  create: 'create',
  contribute: 'contribute to',
  requestExtract: 'request an extract of',
  propose: 'propose',
  vote: 'vote on',
};
