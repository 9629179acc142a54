export { AccountService } from './app/account.service';
export { Directory } from './app/directory';
export { IdentityService } from './app/identity.service';
export { MembersBook } from './app/members-book';
export { OrganisationGroups } from './app/organisation-groups';
export { ProviderService, type NewProvider, type ProviderChange } from './app/provider.service';
export { ProviderSignInService } from './app/provider-sign-in.service';
export { SessionService } from './app/session.service';
export { SignInLinkSender } from './app/sign-in-link-sender';
export { SignInLinkService } from './app/sign-in-link.service';
export { TokenMint } from './app/token-mint';
export type { Account, AccountId } from './domain/account';
export { assertScope, hasScope, type ApiToken, type ApiTokenId, type ApiTokenRequest } from './domain/api-token';
export {
  LANGUAGES,
  ORGANISATION_KINDS,
  ROLES,
  SCOPES,
  seatsAs,
  type Affiliate,
  type BookEntry,
  type Federation,
  type Identity,
  type Language,
  type Membership,
  type Organisation,
  type OrganisationKind,
  type Person,
  type Role,
  type Scope,
  type SessionId,
  type SignInLinkId,
} from './domain/identity';
export {
  contributorOf,
  GROUP_KINDS,
  type GroupDraft,
  type GroupKind,
  type OrganisationGroup,
  type OrganisationGroupId,
} from './domain/organisation-group';
export {
  PROVIDED_ROLES,
  type IdentityProvider,
  type ProvidedRole,
  type ProviderId,
  type RoleRule,
} from './domain/provider';
export type { Session, SessionTokens } from './domain/session';
export { IdentityModule } from './identity.module';
export { LAPSE_PROVIDED_ROLES, SEND_SIGN_IN_LINK } from './jobs';
