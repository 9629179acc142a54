import { CommonsError } from '#kernel';

export const tokenInvalid = () =>
  new CommonsError('unauthenticated', 'IDENTITY.TOKEN_INVALID', 'This token does not sign anybody in, or no longer.');

export const linkInvalid = () =>
  new CommonsError(
    'refused',
    'IDENTITY.LINK_INVALID',
    'This sign-in link was used, has expired or never was. Ask for a new one.',
  );

export const emailInvalid = () => new CommonsError('invalid', 'EMAIL.INVALID', 'This is not an e-mail address.');

export const emailTaken = () =>
  new CommonsError(
    'refused',
    'PERSON.EMAIL_TAKEN',
    'Somebody with this e-mail address is in the members’ book already.',
  );

export const nameInvalid = (maxCharacters: number) =>
  new CommonsError(
    'invalid',
    'NAME.INVALID',
    `A name has 1 to ${maxCharacters} characters, in one line and visible at both ends.`,
    { maxCharacters },
  );

export const dateInvalid = (text: string) =>
  new CommonsError('invalid', 'DATE.INVALID', 'A date is written year-month-day, as 2026-11-22.', {
    found: text.slice(0, 40),
  });

export const alreadyEnrolled = () =>
  new CommonsError('refused', 'MEMBERSHIP.ALREADY', 'The members’ book has this person in this role already.');

export const alreadyAffiliated = () =>
  new CommonsError('refused', 'AFFILIATION.ALREADY', 'This organisation belongs to this federation already.');

export const groupInvalid = (most: number) =>
  new CommonsError(
    'invalid',
    'ORGANISATIONGROUP.INVALID',
    `A group is of two different organisations or more, up to ${most}. Name them all.`,
    { most },
  );

export const groupMemberUnknown = () =>
  new CommonsError(
    'refused',
    'ORGANISATIONGROUP.MEMBER_UNKNOWN',
    'An organisation of this group was never in the federation’s book. Name only those that are, or were.',
  );

export const scopesInvalid = (known: readonly string[]) =>
  new CommonsError('invalid', 'TOKEN.SCOPES_INVALID', 'Name at least one scope, each of them once.', { known });

export const expiryInvalid = (latest: Date) =>
  new CommonsError('invalid', 'TOKEN.EXPIRY_INVALID', 'A token expires in the future, within one year.', {
    latest: latest.toISOString(),
  });

export const sessionNeeded = () =>
  new CommonsError('refused', 'TOKEN.SESSION_NEEDED', 'An API token cannot do this. Sign in, and use your session.');

export const scopeNeeded = (scope: string) =>
  new CommonsError(
    'forbidden',
    'TOKEN.SCOPE_NEEDED',
    `This API token was not made for this: it lacks the scope ${scope}.`,
    {
      scope,
    },
  );

export const tooManyTokens = (maxTokens: number) =>
  new CommonsError('refused', 'TOKEN.TOO_MANY', `You have ${maxTokens} API tokens. Revoke one first.`, { maxTokens });
