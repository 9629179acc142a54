import { IdentityService, type ApiTokenId, type Identity } from '#identity';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentIdentity } from '../shared/current-actor';
import { ApiTokenType, CreateApiTokenInput, CreatedApiTokenType } from './api-token.type';

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  constructor(private readonly identities: IdentityService) {}

  @Query(() => [ApiTokenType], { description: 'Your tokens that still work, newest first. Needs a session.' })
  apiTokens(@CurrentIdentity() by: Identity): Promise<ApiTokenType[]> {
    return this.identities.apiTokens(by);
  }

  @Mutation(() => CreatedApiTokenType, { description: 'Makes a token for programs. Needs a session.' })
  async createApiToken(
    @CurrentIdentity() by: Identity,
    @Args('input', { description: 'What it is for, and until when.' }) input: CreateApiTokenInput,
  ): Promise<CreatedApiTokenType> {
    const { token: secret, ...apiToken } = await this.identities.createApiToken(by, input);
    return { secret, apiToken };
  }

  @Mutation(() => ApiTokenType, { description: 'Ends one of your tokens, at once. Needs a session.' })
  revokeApiToken(
    @CurrentIdentity() by: Identity,
    @Args('id', { type: () => ID, description: 'Which token.' }) id: ApiTokenId,
  ): Promise<ApiTokenType> {
    return this.identities.revokeApiToken(by, id);
  }
}
