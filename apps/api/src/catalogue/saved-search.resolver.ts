import { SavedSearchService, type SavedSearchId } from '#catalogue';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { SavedSearchPageType, SavedSearchType, SaveSearchInput, toSavedSearchType } from './saved-search.type';
import { toSearch } from './search-filter.type';

@Resolver(() => SavedSearchType)
export class SavedSearchResolver {
  constructor(private readonly service: SavedSearchService) {}

  @Query(() => SavedSearchPageType, { description: 'The caller’s saved searches, newest first.' })
  savedSearches(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<SavedSearchPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ id }) => id,
      toItem: toSavedSearchType,
    });
  }

  @Mutation(() => SavedSearchType, { description: 'Keeps a search for the caller.' })
  async saveSearch(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The search.' }) { name, text, filter, notify }: SaveSearchInput,
  ): Promise<SavedSearchType> {
    return toSavedSearchType(await this.service.save(actor, { name, notify, search: toSearch(text, filter) }));
  }

  @Mutation(() => Boolean, { description: 'Deletes a saved search of the caller’s.' })
  async deleteSavedSearch(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The saved search.' }) id: SavedSearchId,
  ): Promise<boolean> {
    await this.service.delete(actor, id);
    return true;
  }
}
