import { IdentityService, type ApiTokenId, type Identity } from '#identity';
import { signInFirst, type Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { ApiTokenType, CreateApiTokenInput, CreatedApiTokenType } from './api-token.type';

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  constructor(private readonly identities: IdentityService) {}

  @Query(() => [ApiTokenType], { description: 'Your tokens that still work, newest first. Needs a session.' })
  apiTokens(@CurrentActor() actor: Actor): Promise<ApiTokenType[]> {
    return this.identities.apiTokens(identityOf(actor));
  }

  @Mutation(() => CreatedApiTokenType, { description: 'Makes a token for programs. Needs a session.' })
  async createApiToken(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What it is for, and until when.' }) input: CreateApiTokenInput,
  ): Promise<CreatedApiTokenType> {
    const { token: secret, ...apiToken } = await this.identities.createApiToken(identityOf(actor), input);
    return { secret, apiToken };
  }

  @Mutation(() => ApiTokenType, { description: 'Ends one of your tokens, at once. Needs a session.' })
  revokeApiToken(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Which token.' }) id: ApiTokenId,
  ): Promise<ApiTokenType> {
    return this.identities.revokeApiToken(identityOf(actor), id);
  }
}

function identityOf({ identity }: Actor): Identity {
  if (!identity) throw signInFirst();
  return identity;
}
