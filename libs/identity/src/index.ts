export { Directory } from './app/directory';
export { IdentityService } from './app/identity.service';
export { MembersBook } from './app/members-book';
export { SignInLinkSender } from './app/sign-in-link-sender';
export { TokenMint } from './app/token-mint';
export { assertScope, type ApiToken, type ApiTokenId, type ApiTokenRequest } from './domain/api-token';
export {
  LANGUAGES,
  ORGANISATION_KINDS,
  ROLES,
  SCOPES,
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
  type SignInLinkId,
} from './domain/identity';
export { IdentityModule } from './identity.module';
export { SEND_SIGN_IN_LINK } from './jobs';
