import type { DatasetSearch, Facet } from '#catalogue';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { pageOf } from '../shared/page';
import { DatasetType } from './dataset.type';
import { SearchFacetEnum } from './search-filter.type';

@ObjectType('TextRange', { description: 'A piece of a text, in UTF-16 code units.' })
export class TextRangeType {
  @Field(() => Int, { description: 'Its first one, from 0.' })
  start: number;

  @Field(() => Int, { description: 'The one behind its last.' })
  end: number;
}

@ObjectType('SearchHighlight', { description: 'What was found in a text. It is plain text, and never markup.' })
export class SearchHighlightType {
  @Field(() => String, { description: 'The text, or the piece of it where the first was found.' })
  text: string;

  @Field(() => [TextRangeType], { description: 'What to mark in it, in order.' })
  ranges: readonly TextRangeType[];
}

@ObjectType('SearchHighlights', {
  description: 'What of an entry was found by a text; null: nothing, or you may not read it.',
})
export class SearchHighlightsType {
  @Field(() => SearchHighlightType, { nullable: true, description: 'In its title.' })
  title: SearchHighlightType | null;

  @Field(() => SearchHighlightType, { nullable: true, description: 'In its description.' })
  description: SearchHighlightType | null;

  @Field(() => SearchHighlightType, { nullable: true, description: 'In its keywords, one after the other.' })
  keywords: SearchHighlightType | null;
}

@ObjectType('FoundDataset', { description: 'A dataset that was found.' })
export class FoundDatasetType {
  /** Resolved into `highlights`. */
  texts: readonly string[];

  @Field(() => DatasetType, { description: 'The dataset, as far as you may read about it.' })
  dataset: DatasetType;
}

@ObjectType('SearchFacetValue', { description: 'How many found datasets have one value.' })
export class SearchFacetValueType {
  @Field(() => String, { description: 'The value, as the filter takes it.' })
  value: string;

  @Field(() => String, { nullable: true, description: 'What it is called; null: the value says it.' })
  label: string | null;

  @Field(() => Int, {
    description: 'How many of the datasets that you may know of, whatever its own facet is narrowed to.',
  })
  count: number;
}

@ObjectType('SearchFacetCounts', { description: 'How many found datasets have each value of a facet.' })
export class SearchFacetCountsType {
  @Field(() => SearchFacetEnum, { description: 'The facet.' })
  facet: Facet;

  @Field(() => [SearchFacetValueType], { description: 'Its values, the most frequent first, at most 100.' })
  values: readonly SearchFacetValueType[];
}

@ObjectType('SearchCounts', { description: 'How much a search finds, of what you may know.' })
export class SearchCountsType {
  @Field(() => Int, { description: 'How many datasets.' })
  total: number;

  @Field(() => [SearchFacetCountsType], {
    description: 'Facet by facet; those that nothing has a value of are left out.',
  })
  facets: readonly SearchFacetCountsType[];
}

@ObjectType('FoundDatasetPage', { description: 'A page of what a search finds.' })
export class FoundDatasetPageType extends pageOf(FoundDatasetType) {
  /** Resolved into `counts`. */
  search: DatasetSearch;

  @Field(() => String, {
    nullable: true,
    description: 'What you probably meant, where what you typed finds little: its datasets follow. null: as typed.',
  })
  didYouMean: string | null;
}
