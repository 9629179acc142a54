import type { Type } from '@nestjs/common';
import { ApiTokenResolver } from './api-token.resolver';
import { IdentityProviderResolver } from './identity-provider.resolver';
import { IdentityResolver } from './identity.resolver';
import { LinkedIdentityResolver } from './linked-identity.resolver';
import { MembershipResolver } from './membership.resolver';
import { ProviderSignInController } from './provider-sign-in.controller';
import { SessionResolver } from './session.resolver';
import { SignInController } from './sign-in.controller';

/** What signing in, and who people are, add to the API. */
export const IDENTITY_RESOLVERS: readonly Type[] = [
  ...[IdentityResolver, MembershipResolver, ApiTokenResolver],
  ...[SessionResolver, IdentityProviderResolver, LinkedIdentityResolver],
];

export const IDENTITY_CONTROLLERS: readonly Type[] = [SignInController, ProviderSignInController];
