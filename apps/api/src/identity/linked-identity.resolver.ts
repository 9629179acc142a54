import { AccountService, ProviderSignInService, type AccountId, type Identity, type ProviderId } from '#identity';
import { Config } from '#platform';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentIdentity } from '../shared/current-actor';
import { LinkedIdentityType } from './linked-identity.type';

@Resolver(() => LinkedIdentityType)
export class LinkedIdentityResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly signIns: ProviderSignInService,
    private readonly config: Config,
  ) {}

  @Query(() => [LinkedIdentityType], {
    description: 'Your accounts at identity providers, the 100 newest first. Needs a session.',
  })
  linkedIdentities(@CurrentIdentity() by: Identity): Promise<LinkedIdentityType[]> {
    return this.accounts.list(by);
  }

  @Mutation(() => String, {
    description:
      'Begins to link an account at an identity provider: answers with the address that your browser opens, once, within 10 minutes. Needs a session.',
  })
  async linkIdentity(
    @CurrentIdentity() by: Identity,
    @Args('providerId', { type: () => ID, description: 'Where the account is.' }) id: ProviderId,
  ): Promise<string> {
    const ticket = await this.signIns.promiseLink(by, id);
    return `${this.config.http.publicUrl}/sign-in/oidc/link?ticket=${ticket}`;
  }

  @Mutation(() => LinkedIdentityType, {
    description:
      'Unlinks an account: it signs you in no more, its sessions end, and so do the roles that its provider gave. Needs a session.',
  })
  unlinkIdentity(
    @CurrentIdentity() by: Identity,
    @Args('id', { type: () => ID, description: 'Which link.' }) id: AccountId,
  ): Promise<LinkedIdentityType> {
    return this.accounts.unlink(by, id);
  }
}
