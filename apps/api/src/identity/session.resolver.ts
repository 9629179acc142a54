import { ProviderService, SessionService, type Identity, type ProviderId, type SessionId } from '#identity';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentIdentity, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { IdentityProviderType, toIdentityProviderType } from './identity-provider.type';
import { SessionType, toSessionType } from './session.type';

@Resolver(() => SessionType)
export class SessionResolver {
  private readonly byIds = (ids: readonly ProviderId[]) => this.providers.byIds(ids);

  constructor(
    private readonly sessionService: SessionService,
    private readonly providers: ProviderService,
  ) {}

  @Query(() => [SessionType], {
    description: 'Your sessions that still work or can be refreshed, the 100 newest first. Needs a session.',
  })
  async sessions(@CurrentIdentity() by: Identity): Promise<SessionType[]> {
    return (await this.sessionService.list(by)).map((session) => toSessionType(by, session));
  }

  @ResolveField(() => IdentityProviderType, {
    nullable: true,
    description: 'Who vouched for you; null: you signed in with a link by mail.',
  })
  async provider(
    @Parent() { providerId }: SessionType,
    @CurrentRequest() request: RequestContext,
  ): Promise<IdentityProviderType | null> {
    const provider = providerId && (await loaderOf(request, this.byIds).load(providerId));
    return provider ? toIdentityProviderType(provider) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where a browser goes to end the session at the identity provider too; null: it has no such address.',
  })
  logoutUrl(@Parent() { providerId }: SessionType): Promise<string | null> | null {
    return providerId && this.providers.logoutUrl(providerId);
  }

  @Mutation(() => SessionType, { description: 'Ends one of your sessions, at once. Needs a session.' })
  async revokeSession(
    @CurrentIdentity() by: Identity,
    @Args('id', { type: () => ID, nullable: true, description: 'Which session; absent: that of this request.' })
    id: SessionId | null,
  ): Promise<SessionType> {
    return toSessionType(by, await this.sessionService.revoke(by, id ?? null));
  }

  @Mutation(() => [SessionType], {
    description: 'Ends all your sessions, at once, and answers with them. API tokens live on. Needs a session.',
  })
  async revokeAllSessions(
    @CurrentIdentity() by: Identity,
    @Args('keepCurrent', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Whether the session of this request goes on.',
    })
    keepCurrent: boolean,
  ): Promise<SessionType[]> {
    return (await this.sessionService.revokeAll(by, keepCurrent)).map((session) => toSessionType(by, session));
  }
}
