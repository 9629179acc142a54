import { Global, Module } from '@nestjs/common';
import { AccountService } from './app/account.service';
import { Admission } from './app/admission';
import { Bearers } from './app/bearers';
import { Directory } from './app/directory';
import { IdentityService } from './app/identity.service';
import { MembersBook } from './app/members-book';
import { OrganisationGroups } from './app/organisation-groups';
import { ProviderClient } from './app/provider-client';
import { ProviderRoles } from './app/provider-roles';
import { ProviderSignInService } from './app/provider-sign-in.service';
import { ProviderService } from './app/provider.service';
import { SecretBox } from './app/secret-box';
import { SessionService } from './app/session.service';
import { SignInAttempts } from './app/sign-in-attempts';
import { SignInLinkSender } from './app/sign-in-link-sender';
import { SignInLinkService } from './app/sign-in-link.service';
import { TokenMint } from './app/token-mint';
import { AccountStore } from './db/account.store';
import { ApiTokenStore } from './db/api-token.store';
import { BearerStore } from './db/bearer.store';
import { MembersStore } from './db/members.store';
import { OrganisationGroupStore } from './db/organisation-group.store';
import { ProvidedRoleStore } from './db/provided-role.store';
import { ProviderStore } from './db/provider.store';
import { SessionStore } from './db/session.store';
import { SignInAttemptStore } from './db/sign-in-attempt.store';
import { SignInStore } from './db/sign-in.store';

/** What other slices and the apps use. */
const SERVICES = [
  ...[IdentityService, SignInLinkService, SignInLinkSender, SessionService],
  ...[ProviderService, ProviderSignInService, AccountService],
  ...[MembersBook, OrganisationGroups, Directory, TokenMint],
];
const OWN = [Bearers, Admission, ProviderClient, ProviderRoles, SecretBox, SignInAttempts];
const STORES = [
  ...[BearerStore, SignInStore, ApiTokenStore, MembersStore],
  ...[SessionStore, SignInAttemptStore, ProviderStore, AccountStore, ProvidedRoleStore],
  OrganisationGroupStore,
];

@Global()
@Module({ providers: [...SERVICES, ...OWN, ...STORES], exports: SERVICES })
export class IdentityModule {}
