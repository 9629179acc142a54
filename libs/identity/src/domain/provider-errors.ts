import { CommonsError } from '#kernel';

export const issuerInvalid = () =>
  new CommonsError(
    'invalid',
    'PROVIDER.ISSUER_INVALID',
    'An issuer is an https address without a query, exactly as the provider’s own documentation writes it.',
  );

export const clientInvalid = () =>
  new CommonsError(
    'invalid',
    'PROVIDER.CLIENT_INVALID',
    'Client id and secret are what the provider gave you: 1 to 300 characters without spaces.',
  );

export const scopeNamesInvalid = (maxScopes: number) =>
  new CommonsError('invalid', 'PROVIDER.SCOPES_INVALID', `Name up to ${maxScopes} scopes, each without spaces.`, {
    maxScopes,
  });

export const ruleInvalid = (maxRules: number, roles: readonly string[]) =>
  new CommonsError(
    'invalid',
    'PROVIDER.RULES_INVALID',
    `Up to ${maxRules} rules, each with a claim, a value and one of the roles that a provider may give. Who is a member is decided by the members’ book alone.`,
    { maxRules, roles },
  );

export const stewardNeeded = () =>
  new CommonsError(
    'forbidden',
    'PROVIDER.STEWARD_NEEDED',
    'Only a steward of the organisation arranges how its people sign in. Ask one of them.',
  );

export const providerKnown = () =>
  new CommonsError(
    'refused',
    'PROVIDER.ALREADY',
    'Your organisation has this provider with this client id already. Change that one.',
  );

export const tooManyProviders = (maxProviders: number) =>
  new CommonsError(
    'refused',
    'PROVIDER.TOO_MANY',
    `An organisation has at most ${maxProviders} identity providers. Change one that you have.`,
    { maxProviders },
  );

export const providerUnavailable = () =>
  new CommonsError(
    'unavailable',
    'PROVIDER.UNAVAILABLE',
    'The identity provider does not answer as it should. Try again, or sign in with a link by mail.',
  );

export const attemptInvalid = () =>
  new CommonsError(
    'refused',
    'SIGN_IN.STATE_INVALID',
    'This sign-in was begun in another browser, was finished already, or took more than 10 minutes. Begin again.',
  );

export const signInDeclined = () =>
  new CommonsError(
    'refused',
    'SIGN_IN.DECLINED',
    'The identity provider did not let you in, or you changed your mind. Begin again, or use a link by mail.',
  );

/** @param reason a word of the protocol, for whoever cares for the provider's settings */
export const notProven = (reason: string) =>
  new CommonsError(
    'refused',
    'SIGN_IN.NOT_PROVEN',
    'What the identity provider answered does not prove who you are. Begin again; tell your steward if it stays so.',
    { reason },
  );

export const mailUnverified = () =>
  new CommonsError(
    'refused',
    'ACCOUNT.MAIL_UNVERIFIED',
    'Your identity provider has not verified your e-mail address. Verify it there first, then sign in again.',
  );

export const noRole = () =>
  new CommonsError(
    'refused',
    'ACCOUNT.NO_ROLE',
    'You are not known here, and your identity provider gives you no role in its organisation. Ask its steward.',
  );

export const linkFirst = () =>
  new CommonsError(
    'refused',
    'ACCOUNT.LINK_FIRST',
    'Somebody with your e-mail address is in the members’ book. Sign in with a link by mail, and link this account from there.',
  );

export const accountTaken = () =>
  new CommonsError(
    'refused',
    'ACCOUNT.TAKEN',
    'This account signs in somebody else. Unlink it there first, or use another account.',
  );

export const logoutInvalid = () =>
  new CommonsError('invalid', 'LOGOUT.TOKEN_INVALID', 'This is not a logout token of this provider for us.');
