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

/** @param path which rule is about something else, such as `permissions.2` */
export const notItsOwn = (subject: string, path: string) =>
  new CommonsError(
    'invalid',
    'POLICY.NOT_ITS_OWN',
    `An organisation's own policy decides only about its own datasets and contributions; ${path} is about ${subject}. Take it out, or propose it to the federation.`,
    { subject, path },
  );

const MOST_PROBLEMS = 200;
const TOLD_PROBLEMS = 5;

/** @param problems everything that has no equivalent in the language, wherever it stands */
export const odrlUnsupported = (
  problems: readonly { readonly path: string; readonly term: string; readonly problem: string }[],
) => {
  const told = problems.slice(0, TOLD_PROBLEMS).map(({ term, problem }) => `${term} ${problem}`);
  const others = problems.length > told.length ? `; and ${problems.length - told.length} more` : '';
  return new CommonsError(
    'invalid',
    'POLICY.ODRL_UNSUPPORTED',
    `This ODRL policy says what cannot be said here: ${told.join('; ')}${others}. Take these out or say them otherwise.`,
    { problems: problems.slice(0, MOST_PROBLEMS), count: problems.length },
  );
};

/** @param why a clause that ends the sentence */
export const odrlUnreadable = (why: string) =>
  new CommonsError('invalid', 'POLICY.ODRL_UNREADABLE', `This text cannot be read: ${why.slice(0, 300)}.`);

const SIZES = {
  bytes: 'bytes',
  statements: 'statements',
  levels: 'levels, one within the other',
  values: 'values',
  terms: 'terms of its own in its contexts',
  valuesEach: 'values of one property',
  contexts: 'contexts',
};

export const odrlTooLarge = (what: keyof typeof SIZES, most: number) =>
  new CommonsError('invalid', 'POLICY.ODRL_TOO_LARGE', `A policy to import has at most ${most} ${SIZES[what]}.`, {
    ...{ what, most },
  });

export const organisationNeeded = () =>
  new CommonsError(
    'invalid',
    'POLICY.ORGANISATION_NEEDED',
    'Say of which organisation the person is whose view you want.',
  );

export const alreadySuspended = (id: string) =>
  new CommonsError(
    'refused',
    'POLICY.SUSPENDED_ALREADY',
    'This policy is suspended already. Lift the suspension first, or have the assembly ratify it.',
    { id },
  );

export const suspensionNeedsEnd = (id: string) =>
  new CommonsError(
    'invalid',
    'POLICY.SUSPENSION_NEEDS_END',
    'A suspension needs a moment to come at which it lapses unless the assembly has ratified it.',
    { id },
  );

export const suspensionNeedsReason = (maxCharacters: number) =>
  new CommonsError(
    'invalid',
    'POLICY.SUSPENSION_NEEDS_REASON',
    `Say why the policy is suspended, in at most ${maxCharacters} characters.`,
    { maxCharacters },
  );

const WORDS: Record<Action, string> = {
  read: 'see',
  discover: 'see',
  readMetadata: 'read what is known of',
  preview: 'preview',
  queryAggregates: 'query aggregates of',
  exportRecords: 'export records of',
  create: 'create',
  contribute: 'contribute to',
  requestExtract: 'request an extract of',
  propose: 'propose',
  vote: 'vote on',
};
