import { FACETS, SearchService, type FacetCount, type SearchHighlights, type SearchSort } from '#catalogue';
import { Directory } from '#identity';
import { isId, type DatasetId, type FederationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import { encodeCursor, pageRequest } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import { DatasetType } from './dataset.type';
import { facetValue } from './facet-value';
import { SearchDatasetsArgs, toSearch } from './search-filter.type';
import { FoundDatasetPageType, FoundDatasetType, SearchCountsType, SearchHighlightsType } from './search.type';
import { withPublishers } from './with-publishers';

/** Where a page ended; with what its text was taken to mean, so that the next one goes on in the same list. */
const searchKey = (sort: SearchSort) =>
  z.strictObject({
    key: sort === 'title' ? z.string().max(1_000) : z.int().min(-1).max(2_000_000_000),
    id: z.string().refine(isId),
    meant: z.string().max(200).nullable(),
  });

@Resolver(() => FoundDatasetPageType)
export class SearchResolver {
  constructor(
    private readonly service: SearchService,
    private readonly directory: Directory,
  ) {}

  @Query(() => FoundDatasetPageType, {
    description: 'Finds datasets among those the caller may see: what policies keep from them finds nothing either.',
  })
  async searchDatasets(@CurrentActor() actor: Actor, @Args() args: SearchDatasetsArgs): Promise<FoundDatasetPageType> {
    const search = toSearch(args.text, args.filter);
    const sort = args.sort ?? (search.text ? 'relevance' : 'newest');
    const { limit, after } = pageRequest<{ key: string | number; id: string; meant: string | null }>(
      args,
      searchKey(sort),
    );
    const { items, meant } = await this.service.page(actor, search, { sort, after, limit: limit + 1 });
    const shown = items.slice(0, limit);
    const datasets = await withPublishers(
      this.directory,
      shown.map(({ dataset }) => dataset),
    );
    const texts = [search.text, meant].filter((text) => typeof text === 'string');
    const last = items.length > limit ? shown.at(-1) : undefined;
    return {
      items: datasets.map((dataset) => ({ dataset, texts })),
      nextCursor: last ? encodeCursor({ ...last.key, meant }) : null,
      ...{ search, didYouMean: meant },
    };
  }

  @Query(() => [DatasetType], {
    description:
      'The datasets that have most in common with one, of those that the caller may see: series, keywords, themes, columns.',
  })
  async relatedDatasets(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
    @Args('first', { type: () => Int, defaultValue: 5, description: 'How many at most: 1 to 100.' }) first: number,
  ): Promise<DatasetType[]> {
    const { limit } = pageRequest({ first }, z.never());
    return withPublishers(this.directory, await this.service.relatedTo(actor, id, limit));
  }

  @ResolveField('counts', () => SearchCountsType, {
    description: 'How many datasets the search finds, on all of its pages, and how many of each kind.',
  })
  async counts(
    @Parent() { search, didYouMean }: FoundDatasetPageType,
    @CurrentActor() actor: Actor,
  ): Promise<SearchCountsType> {
    const { total, facets } = await this.service.counts(actor, search, didYouMean);
    const labels = await this.labelsOf(facets);
    const byFacet = FACETS.map((facet) => ({
      facet,
      values: facets
        .filter((counted) => counted.facet === facet)
        .map(({ value, count }) => ({ value: facetValue(facet, value), count, label: labels.get(value) ?? null })),
    }));
    return { total, facets: byFacet.filter(({ values }) => values.length > 0) };
  }

  private async labelsOf(facets: readonly FacetCount[]): Promise<ReadonlyMap<string, string>> {
    const valuesOf = (name: FacetCount['facet']) =>
      facets.filter(({ facet }) => facet === name).map(({ value }) => value);
    const [names, federations] = await Promise.all([
      this.directory.names(valuesOf('publisher')),
      this.directory.federations(valuesOf('federation') as FederationId[]),
    ]);
    return new Map([...names, ...federations.flatMap((one) => (one ? [[one.id, one.name] as const] : []))]);
  }
}

@Resolver(() => FoundDatasetType)
export class FoundDatasetResolver {
  /** All that one search found in one go; a request may hold several searches. */
  private readonly marked = async (found: readonly FoundDatasetType[]): Promise<(SearchHighlights | undefined)[]> => {
    const marked = new Map<FoundDatasetType, SearchHighlights | undefined>();
    for (const texts of new Set(found.map((one) => one.texts))) {
      const together = found.filter((one) => one.texts === texts);
      const datasets = together.map(({ dataset }) => dataset);
      const highlights = await this.service.highlights(texts, datasets);
      together.forEach((one, at) => marked.set(one, highlights[at]));
    }
    return found.map((one) => marked.get(one));
  };

  constructor(private readonly service: SearchService) {}

  @ResolveField('highlights', () => SearchHighlightsType, {
    nullable: true,
    description: 'What of it was found by the text; null: there was no text.',
  })
  async highlights(
    @Parent() found: FoundDatasetType,
    @CurrentRequest() request: RequestContext,
  ): Promise<SearchHighlightsType | null> {
    if (found.texts.length === 0) return null;
    return (await loaderOf(request, this.marked).load(found)) ?? null;
  }
}
