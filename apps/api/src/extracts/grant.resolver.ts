import { GrantBook } from '#extracts';
import type { GrantId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { GrantPageType, GrantType, toGrantType } from './grant.type';

@Resolver(() => GrantType)
export class GrantResolver {
  constructor(
    private readonly book: GrantBook,
    private readonly config: Config,
  ) {}

  @Query(() => GrantPageType, { description: 'The grants that the caller holds or held, newest first.' })
  grants(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<GrantPageType> {
    return idPage(page, (after, limit) => this.book.mine(actor, after, limit), {
      idOf: ({ id }) => id,
      toItem: (grant) => toGrantType(grant, this.config.http.publicUrl),
    });
  }

  @Query(() => GrantType, { description: 'One grant that the caller holds, or whose application they may read.' })
  async grant(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The grant.' }) id: GrantId,
  ): Promise<GrantType> {
    return toGrantType(await this.book.read(actor, id), this.config.http.publicUrl);
  }
}
